#include "unit/wire/capture/pack.h"

/* Members one behind the other, fed in pieces of any size, cut at every length, and damaged. */
static void expands(void **state)
{
    (void)state;
    check_inflater(&inflater_xz, put_xz, true);
}

/* A dictionary beyond what one file may cost. */
static void refuses_a_dictionary_that_is_too_large(void **state)
{
    (void)state;
    lzma_options_lzma options;
    lzma_lzma_preset(&options, 0);
    lzma_filter chain[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, NULL}};
    for (uint32_t large = 0; large < 2; large++) {
        uint8_t bytes[400];
        struct made packed = {.at = bytes};
        struct made out = {0};
        options.dict_size = large ? 128 << 20 : 64 << 20;
        assert_int_equal(lzma_stream_buffer_encode(chain, LZMA_CHECK_CRC32, NULL,
                                                   (const uint8_t *)"hello", 5, bytes, &packed.len,
                                                   sizeof bytes),
                         LZMA_OK);
        assert_int_equal(expand_all(&inflater_xz, &packed, 4096, &out),
                         large ? INFLATED_TOO_LARGE : INFLATED_BETWEEN);
        free(out.at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expands),
        cmocka_unit_test(refuses_a_dictionary_that_is_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
