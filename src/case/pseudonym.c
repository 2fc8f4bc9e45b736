/* Pseudonyms: keyed, the same for one identity everywhere, and telling only where it is from.
 *
 * CLASS:KEPT-PSEUDONYM, where PSEUDONYM is the first 10 characters of base-32 of keyed BLAKE2b-256
 * over CLASS ":" VALUE. Whoever has the key can test a guess; nobody else can go back.
 */
#include "case/case.h"

#include <sodium.h>

/* RFC 4648 in lower case, without padding: 50 bits. */
static void ten_characters(struct text *t, const uint8_t hash[32])
{
    static const char sign[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (unsigned bit = 0; bit < 50; bit += 5) {
        unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];
        text_char(t, sign[pair >> (11 - bit % 8) & 31]);
    }
}

static void hashed(struct text *t, const uint8_t key[32], enum identity_class class,
                   const char *value, size_t len)
{
    uint8_t hash[32];
    crypto_generichash_state state;
    const char *word = spec_class_word(class);
    crypto_generichash_init(&state, key, 32, sizeof hash);
    crypto_generichash_update(&state, (const uint8_t *)word, strlen(word));
    crypto_generichash_update(&state, (const uint8_t *)":", 1);
    crypto_generichash_update(&state, (const uint8_t *)value, len);
    crypto_generichash_final(&state, hash, sizeof hash);
    ten_characters(t, hash);
}

void text_identity(struct text *t, const uint8_t key[32], bool reveal, enum identity_class class,
                   const char *value)
{
    size_t len = strlen(value);
    text_put(t, spec_class_word(class));
    text_char(t, ':');
    if (reveal) {
        text_put(t, value);
        return;
    }
    if (class == IDENTITY_IMEI && len > 14)
        len = 14;
    if (class == IDENTITY_IMSI && len > 5)
        text_format(t, "%.5s-", value);
    hashed(t, key, class, value, len);
}
