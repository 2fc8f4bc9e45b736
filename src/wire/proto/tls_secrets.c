/* Secrets of a key log, one a line: LABEL CLIENT-RANDOM SECRET, both in hex. They are kept to open
 * records with, never told, and wiped when they go. */
#include "wire/proto/tls.h"

static const char *const LABELS[TLS_LABELS] = {
    [TLS_MASTER] = "CLIENT_RANDOM",
    [TLS_CLIENT_HANDSHAKE] = "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    [TLS_SERVER_HANDSHAKE] = "SERVER_HANDSHAKE_TRAFFIC_SECRET",
    [TLS_CLIENT_TRAFFIC] = "CLIENT_TRAFFIC_SECRET_0",
    [TLS_SERVER_TRAFFIC] = "SERVER_TRAFFIC_SECRET_0",
};

static int hex_of(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Hex digits up to a blank; how many bytes, 0 when there are too many or none. */
static size_t read_hex(struct cursor *c, uint8_t *to, size_t most)
{
    size_t len = 0;
    while (cursor_left(c) >= 2 && len < most) {
        int high = hex_of(cursor_peek8(c, 0));
        int low = hex_of(cursor_peek8(c, 1));
        if (high < 0 || low < 0)
            break;
        to[len++] = (uint8_t)(high << 4 | low);
        cursor_skip(c, 2);
    }
    bool ends = !cursor_left(c) || cursor_peek8(c, 0) == ' ' || cursor_peek8(c, 0) == '\r';
    return ends ? len : 0;
}

static enum tls_label read_label(struct cursor *c)
{
    for (unsigned i = 0; i < TLS_LABELS; i++) {
        size_t len = strlen(LABELS[i]);
        struct cursor start = *c;
        struct span word = cursor_span(&start, len);
        if (word.len != len || memcmp(word.at, LABELS[i], len) != 0 || cursor_u8(&start) != ' ')
            continue;
        *c = start;
        return (enum tls_label)i;
    }
    return TLS_LABELS;
}

static bool read_line(struct tls_secrets *s, struct cursor c)
{
    uint8_t random[TLS_RANDOM];
    uint8_t secret[CIPHER_HASH_MOST];
    bool is_new;
    enum tls_label label = read_label(&c);
    if (label == TLS_LABELS || read_hex(&c, random, TLS_RANDOM) != TLS_RANDOM ||
        cursor_u8(&c) != ' ')
        return false;
    size_t len = read_hex(&c, secret, sizeof secret);
    if (len < 32)
        return false;
    struct tls_secret *kept = table_take(&s->table, table_hash(&s->table, random), random, &is_new);
    memcpy(kept->bytes[label], secret, len);
    kept->lens[label] = (uint8_t)len;
    explicit_bzero(secret, sizeof secret);
    return true;
}

bool tls_secrets_init(struct tls_secrets *s, size_t budget, uint64_t seed)
{
    s->cipher = cipher_new();
    return s->cipher && table_init(&s->table, sizeof(struct tls_secret), TLS_RANDOM, budget, seed);
}

void tls_secrets_wipe(struct tls_secrets *s)
{
    uint32_t at = 0;
    for (struct tls_secret *one; s->table.entries && (one = table_next(&s->table, &at));)
        explicit_bzero(one, sizeof *one);
    table_free(&s->table);
    cipher_free(s->cipher);
    explicit_bzero(s, sizeof *s);
}

size_t tls_secrets_add(struct tls_secrets *s, struct span lines)
{
    size_t count = 0;
    struct cursor c = cursor_of(lines.at, lines.len);
    while (cursor_left(&c)) {
        struct span rest = cursor_rest(&c);
        const uint8_t *end = memchr(rest.at, '\n', rest.len);
        size_t len = end ? (size_t)(end - rest.at) : rest.len;
        count += read_line(s, cursor_sub(&c, len));
        cursor_skip(&c, end ? 1 : 0);
    }
    return count;
}

const struct tls_secret *tls_secret_of(struct tls_secrets *s, const uint8_t random[TLS_RANDOM])
{
    return table_find(&s->table, table_hash(&s->table, random), random);
}
