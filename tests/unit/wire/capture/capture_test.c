#include "unit/wire/capture/pack.h"

#include <pthread.h>

static uint64_t next_chance(uint64_t *chance)
{
    *chance = *chance * 6364136223846793005U + 1442695040888963407U;
    return *chance >> 33;
}

/* Three files: by time; at one time by the order in which they were added; and within a file in
 * the file's own order, though its clock was set back. */
static void merges_by_time(void **state)
{
    (void)state;
    struct made m[3] = {0};
    static const uint32_t seconds[3][4] = {{2, 4, 4, 9}, {1, 4, 5, 6}, {3, 8, 2, 7}};
    for (int i = 0; i < 3; i++) {
        put_pcap(&m[i], MAGIC_MICRO, 1);
        for (int k = 0; k < 4; k++)
            put_record(&m[i], seconds[i][k], 0, 1);
    }
    struct said s;
    said_open(&s, NULL, 4 << 20, 1);
    for (int i = 0; i < 3; i++)
        said_add(&s, file_of(m[i].at, m[i].len), "made");
    said_run(&s);
    static const struct {
        uint32_t seconds, file, number;
    } want[] = {{1, 1, 1}, {2, 0, 1}, {3, 2, 1}, {4, 0, 2}, {4, 0, 3}, {4, 1, 2},
                {5, 1, 3}, {6, 1, 4}, {8, 2, 2}, {2, 2, 3}, {7, 2, 4}, {9, 0, 4}};
    assert_int_equal(s.count, 12);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(s.frames[i].time, want[i].seconds * 1000000000ULL);
        assert_int_equal(s.frames[i].file, want[i].file);
        assert_int_equal(s.frames[i].number, want[i].number);
    }
    assert_int_equal(capture_files(s.capture), 3);
    said_free(&s);
    for (int i = 0; i < 3; i++)
        free(m[i].at);
}

/* Forty overlapping files, plain and packed, with frames of up to 20 kB: whatever the budget, and
 * with threads or without, the same frames in the same order. */
static void same_order_in_any_budget(void **state)
{
    (void)state;
    enum { FILES = 40, FRAMES = 60 };
    static packer *const packers[] = {put, put_gzip, put_zstd, put_xz, put_lz4, put};
    struct made packed[FILES] = {0};
    uint64_t chance = 5;
    for (int i = 0; i < FILES; i++) {
        struct made m = {.big = i % 2};
        uint32_t seconds = 0;
        put_pcap(&m, MAGIC_NANO, 1);
        for (int k = 0; k < FRAMES; k++) {
            seconds += (uint32_t)(next_chance(&chance) % 3);
            put_record(&m, seconds, 0, (uint32_t)(next_chance(&chance) % (k % 9 ? 600 : 20000)));
        }
        packers[i % 6](&packed[i], m.at, m.len);
        free(m.at);
    }
    struct said first = {0};
    static const struct {
        size_t budget;
        unsigned workers;
    } runs[] = {{64 << 20, 1}, {64 << 10, 1}, {1 << 20, 4}, {4 << 20, 2}};
    for (size_t r = 0; r < 4; r++) {
        struct said s;
        said_open(&s, NULL, runs[r].budget, runs[r].workers);
        for (int i = 0; i < FILES; i++)
            said_add(&s, file_of(packed[i].at, packed[i].len), "made");
        said_run(&s);
        assert_int_equal(s.count, FILES * FRAMES);
        assert_true(s.sound);
        assert_int_equal(said_blinds(&s) + s.fault_count, 0);
        for (size_t i = 1; i < s.count; i++)
            assert_true(s.frames[i - 1].time < s.frames[i].time ||
                        (s.frames[i - 1].time == s.frames[i].time &&
                         s.frames[i - 1].file <= s.frames[i].file));
        for (size_t i = 0; r > 0 && i < s.count; i++) {
            assert_int_equal(s.frames[i].file, first.frames[i].file);
            assert_int_equal(s.frames[i].number, first.frames[i].number);
        }
        if (r == 0)
            first = s;
        else
            said_free(&s);
    }
    said_free(&first);
    for (int i = 0; i < FILES; i++)
        free(packed[i].at);
}

/* Decoders of 8 MiB and more each: not all fit at once, and yet no frame is lost. */
static void decoders_wait_for_room(void **state)
{
    (void)state;
    enum { FILES = 12 };
    struct made packed = {0};
    struct made m = {0};
    struct said s;
    lzma_options_lzma options;
    lzma_lzma_preset(&options, 6);
    lzma_filter chain[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, NULL}};
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 1, 0, 100);
    put_record(&m, 2, 0, 100);
    put_fill(&packed, 0, 4096);
    packed.len = 0;
    assert_int_equal(lzma_stream_buffer_encode(chain, LZMA_CHECK_CRC32, NULL, m.at, m.len,
                                               packed.at, &packed.len, 4096),
                     LZMA_OK);
    said_open(&s, NULL, 4 << 20, 1);
    for (int i = 0; i < FILES; i++)
        said_add(&s, file_of(packed.at, packed.len), "made");
    said_run(&s);
    assert_int_equal(s.count, FILES * 2);
    uint32_t seen[FILES] = {0};
    for (size_t i = 0; i < s.count; i++)
        assert_int_equal(s.frames[i].number, ++seen[s.frames[i].file]);
    said_free(&s);
    free(packed.at);
    free(m.at);
}

struct feeder {
    const struct made *bytes;
    int to;
    size_t piece;
};

static void *feed(void *arg)
{
    const struct feeder *f = arg;
    for (size_t at = 0; at < f->bytes->len; at += f->piece) {
        size_t left = f->bytes->len - at;
        size_t n = left < f->piece ? left : f->piece;
        if (write(f->to, f->bytes->at + at, n) != (ssize_t)n)
            break;
    }
    close(f->to);
    return NULL;
}

/* Through a pipe in pieces of every size the frames are those of the file, merged with a file too.
 */
static void reads_pipes_in_pieces(void **state)
{
    (void)state;
    struct made m = {0};
    put_section(&m);
    put_interface(&m, 1, 6);
    for (uint32_t i = 0; i < 50; i++)
        put_enhanced(&m, 0, i * 1000000, i * 3);
    for (size_t piece = 1; piece < m.len; piece = piece * 2 + 1) {
        struct feeder f = {.bytes = &m, .piece = piece};
        int ends[2];
        pthread_t thread;
        struct said s;
        assert_int_equal(pipe(ends), 0);
        f.to = ends[1];
        pthread_create(&thread, NULL, feed, &f);
        said_open(&s, NULL, 4 << 20, 1);
        said_add(&s, ends[0], "pipe");
        if (piece > 100)
            said_add(&s, file_of(m.at, m.len), "made");
        said_run(&s);
        pthread_join(thread, NULL);
        assert_int_equal(s.count, piece > 100 ? 100 : 50);
        assert_true(s.sound);
        for (size_t i = 1; i < s.count; i++)
            assert_true(s.frames[i - 1].time <= s.frames[i].time);
        said_free(&s);
    }
    free(m.at);
}

/* What is there is handed out before more has come. */
static void does_not_wait_to_fill_a_batch(void **state)
{
    (void)state;
    struct made m = {0};
    struct frame batch[FRAME_BATCH];
    struct said s;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 1, 0, 5);
    put_record(&m, 2, 0, 6);
    assert_int_equal(write(ends[1], m.at, m.len), m.len);
    said_open(&s, NULL, 4 << 20, 1);
    said_add(&s, ends[0], "pipe");
    assert_int_equal(capture_next(s.capture, batch), 2);
    m.len = 0;
    put_record(&m, 3, 0, 7);
    assert_int_equal(write(ends[1], m.at, m.len), m.len);
    assert_int_equal(capture_next(s.capture, batch), 1);
    assert_int_equal(batch[0].number, 3);
    close(ends[1]);
    assert_int_equal(capture_next(s.capture, batch), 0);
    said_free(&s);
    free(m.at);
}

/* Frames last until the next call, also where the window has to move between them. */
static void frames_last_for_their_batch(void **state)
{
    (void)state;
    struct made m = {0};
    struct frame batch[FRAME_BATCH];
    struct said s;
    size_t count = 0;
    put_pcap(&m, MAGIC_MICRO, 1);
    for (uint32_t i = 0; i < 200; i++)
        put_record(&m, i, 0, 30000 + i);
    said_open(&s, NULL, 64 << 10, 1);
    said_add(&s, file_of(m.at, m.len), "one");
    said_add(&s, file_of(m.at, m.len), "two");
    for (size_t n; (n = capture_next(s.capture, batch)) > 0; count += n)
        for (size_t i = 0; i < n; i++)
            for (uint32_t k = 0; k < batch[i].captured; k += 97)
                assert_int_equal(batch[i].bytes[k], (uint8_t)batch[i].captured);
    assert_int_equal(count, 400);
    said_free(&s);
    free(m.at);
}

static void reads_each_compression(void **state)
{
    (void)state;
    static packer *const packers[] = {put_gzip, put_zstd, put_xz, put_lz4};
    struct made m = {0};
    put_pcap(&m, MAGIC_MICRO, 1);
    for (uint32_t i = 0; i < 100; i++)
        put_record(&m, i, 0, i * 20);
    for (int i = 0; i < 4; i++) {
        for (unsigned workers = 1; workers < 3; workers++) {
            struct made packed = {0};
            struct said s;
            packers[i](&packed, m.at, 1000);
            packers[i](&packed, m.at + 1000, m.len - 1000);
            said_open(&s, NULL, 4 << 20, workers);
            said_add(&s, file_of(packed.at, packed.len), "packed");
            said_run(&s);
            assert_int_equal(s.count, 100);
            assert_true(s.sound);
            assert_int_equal(said_blinds(&s) + s.fault_count, 0);
            uint64_t done, all;
            capture_progress(s.capture, &done, &all);
            assert_int_equal(done, packed.len);
            assert_int_equal(all, packed.len);
            said_free(&s);
            free(packed.at);
        }
    }
    free(m.at);
}

/* Cut or damaged inside its compression: what was expanded is kept, and the place is told in
 * expanded bytes; the same with a thread. */
static void compression_that_breaks(void **state)
{
    (void)state;
    struct made m = {0};
    struct made packed = {0};
    uint64_t chance = 3;
    put_pcap(&m, MAGIC_MICRO, 1);
    for (uint32_t i = 0; i < 3000; i++)
        put_record(&m, i, (uint32_t)next_chance(&chance), (uint32_t)next_chance(&chance) % 200);
    put_gzip(&packed, m.at, m.len);
    for (int damaged = 0; damaged < 2; damaged++) {
        struct said s[2];
        for (unsigned w = 0; w < 2; w++) {
            said_open(&s[w], NULL, 4 << 20, w + 1);
            said_add(&s[w], file_of(packed.at, damaged ? packed.len : packed.len / 2), "packed");
            said_run(&s[w]);
            assert_true(s[w].count > 100 && s[w].count < 3000);
            assert_true(damaged || s[w].sound);
        }
        const struct blind_spot *a =
            said_blind(&s[0], damaged ? BLIND_CAPTURE_DAMAGED : BLIND_CAPTURE_CUT);
        const struct blind_spot *b =
            said_blind(&s[1], damaged ? BLIND_CAPTURE_DAMAGED : BLIND_CAPTURE_CUT);
        assert_non_null(a);
        assert_non_null(strstr(blind_detail(&s[0], a), "expanded bytes"));
        assert_string_equal(blind_where(&s[0], a), blind_where(&s[1], b));
        assert_int_equal(a->bytes, b->bytes);
        assert_int_equal(s[0].count, s[1].count);
        said_free(&s[0]);
        said_free(&s[1]);
        memset(packed.at + packed.len / 2, 0xff, 40);
    }
    free(packed.at);
    free(m.at);
}

/* A file that is none is told, once, and the others are read; a header alone is a capture. */
static void others_go_on(void **state)
{
    (void)state;
    struct made m = {0};
    struct said s;
    put_pcap(&m, MAGIC_MICRO, 1);
    said_open(&s, NULL, 4 << 20, 1);
    said_add(&s, file_of("no capture", 10), "letter");
    said_add(&s, file_of(m.at, m.len), "bare");
    put_record(&m, 1, 0, 5);
    said_add(&s, file_of("", 0), "empty");
    said_add(&s, file_of(m.at, m.len), "good");
    said_run(&s);
    assert_int_equal(s.count, 1);
    assert_int_equal(capture_files(s.capture), 2);
    assert_int_equal(s.fault_count, 2);
    assert_non_null(strstr(s.faults[0].sentence, "letter: is no capture"));
    assert_non_null(strstr(s.faults[1].sentence, "empty: is no capture"));
    assert_string_equal(capture_file_name(s.capture, s.frames[0].file), "good");
    said_free(&s);
    free(m.at);
}

/* Frames that a filter drops have their numbers all the same. */
static void filters(void **state)
{
    (void)state;
    struct made m = {0};
    struct said s;
    put_pcap(&m, MAGIC_MICRO, 1);
    for (uint32_t i = 1; i <= 100; i++)
        put_record(&m, i, 0, i);
    said_open(&s, "len >= 91 or len <= 1", 4 << 20, 1);
    said_add(&s, file_of(m.at, m.len), "made");
    said_run(&s);
    assert_int_equal(s.count, 11);
    assert_int_equal(s.frames[0].number, 1);
    assert_int_equal(s.frames[1].number, 91);
    said_free(&s);
    m.at[20] = 189; /* USB */
    said_open(&s, "udp port 2123", 4 << 20, 1);
    said_add(&s, file_of(m.at, m.len), "made");
    said_run(&s);
    assert_int_equal(s.count, 0);
    assert_int_equal(s.fault_count, 1);
    assert_non_null(strstr(s.faults[0].sentence, "made: the filter says nothing on link type 189"));
    said_free(&s);
    free(m.at);
    struct capture_settings settings = {.filter = "udp port and (", .budget = 4 << 20};
    struct fault why;
    assert_null(capture_new(&settings, &why));
    assert_non_null(strstr(why.sentence, "udp port and ("));
}

/* Damage in a pipe is told as in the file: what had come so far must not show. */
static void damage_in_a_pipe(void **state)
{
    (void)state;
    struct made m = {0};
    struct said file, pipes;
    int ends[2];
    pthread_t thread;
    put_pcap(&m, MAGIC_MICRO, 1);
    put_record(&m, 1, 0, 10);
    put_u32(&m, 2);
    put_u32(&m, 0);
    put_u32(&m, 0x7fffffff);
    put_fill(&m, 0, 200000);
    said_of(&file, m.at, m.len);
    struct feeder f = {.bytes = &m, .piece = 999};
    assert_int_equal(pipe(ends), 0);
    f.to = ends[1];
    pthread_create(&thread, NULL, feed, &f);
    said_open(&pipes, NULL, 4 << 20, 1);
    said_add(&pipes, ends[0], "made");
    said_run(&pipes);
    pthread_join(thread, NULL);
    const struct blind_spot *a = said_blind(&file, BLIND_CAPTURE_DAMAGED);
    const struct blind_spot *b = said_blind(&pipes, BLIND_CAPTURE_DAMAGED);
    assert_int_equal(a->bytes, 200012);
    assert_int_equal(b->bytes, 200012);
    assert_string_equal(blind_where(&file, a), blind_where(&pipes, b));
    said_free(&file);
    said_free(&pipes);
    free(m.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges_by_time),
        cmocka_unit_test(same_order_in_any_budget),
        cmocka_unit_test(decoders_wait_for_room),
        cmocka_unit_test(reads_pipes_in_pieces),
        cmocka_unit_test(does_not_wait_to_fill_a_batch),
        cmocka_unit_test(frames_last_for_their_batch),
        cmocka_unit_test(reads_each_compression),
        cmocka_unit_test(compression_that_breaks),
        cmocka_unit_test(others_go_on),
        cmocka_unit_test(filters),
        cmocka_unit_test(damage_in_a_pipe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
