#include "base/heap.h"

#include "unit/unit.h"

#include <string.h>

static struct heap heap;

static void begin(void)
{
    memset(&heap, 0, sizeof heap);
}

static void blocks_do_not_overlap(void **state)
{
    (void)state;
    uint8_t *blocks[40];
    begin();
    for (unsigned i = 0; i < 40; i++) {
        blocks[i] = heap_get(&heap, 1 + 17 * i);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % sizeof(uint64_t), 0);
        memset(blocks[i], (int)i, 1 + 17 * i);
    }
    for (unsigned i = 0; i < 40; i++)
        for (unsigned k = 0; k < 1 + 17 * i; k++)
            assert_int_equal(blocks[i][k], i);
}

/* What is given back is given out again, to blocks of that size. */
static void given_back(void **state)
{
    (void)state;
    begin();
    void *one = heap_get(&heap, 100), *two = heap_get(&heap, 128);
    uint32_t used = heap.used;
    heap_put(&heap, one);
    heap_put(&heap, two);
    heap_put(&heap, NULL);
    assert_ptr_equal(heap_get(&heap, 65), two);
    assert_ptr_equal(heap_get(&heap, 128), one);
    assert_int_equal(heap.used, used);
    assert_non_null(heap_get(&heap, 128));
    assert_true(heap.used > used);
}

static void full_says_so(void **state)
{
    (void)state;
    unsigned count = 0;
    begin();
    assert_null(heap_get(&heap, HEAP_SIZE));
    assert_null(heap_get(&heap, HEAP_SIZE + 1));
    assert_null(heap_get(&heap, SIZE_MAX));
    void *last = NULL;
    for (void *b; (b = heap_get(&heap, 1000)); last = b)
        count++;
    assert_int_equal(count, HEAP_SIZE / (1024 + 16));
    assert_true((uint8_t *)last + 1024 <= (uint8_t *)heap.words + HEAP_SIZE);
    assert_null(heap_resize(&heap, last, 2000));
    heap_put(&heap, last);
    assert_ptr_equal(heap_get(&heap, 1000), last);
}

static void resized(void **state)
{
    (void)state;
    begin();
    char *block = heap_resize(&heap, NULL, 10);
    memcpy(block, "it stays", 9);
    assert_ptr_equal(heap_resize(&heap, block, 16), block);
    char *larger = heap_resize(&heap, block, 17);
    assert_ptr_not_equal(larger, block);
    assert_string_equal(larger, "it stays");
    assert_ptr_equal(heap_resize(&heap, larger, 1), larger);
    assert_ptr_equal(heap_get(&heap, 16), block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_do_not_overlap),
        cmocka_unit_test(given_back),
        cmocka_unit_test(full_says_so),
        cmocka_unit_test(resized),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
