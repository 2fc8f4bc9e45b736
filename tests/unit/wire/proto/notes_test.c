#include "wire/proto/driver.h"

#include "driver_kit.h"

static void summed_until_the_flow_ends(void **state)
{
    (void)state;
    struct kit k;
    struct notes notes;
    static struct homes homes;
    kit_begin(&k, 17, 8805);
    assert_true(notes_init(&notes, &k.blind, &homes));
    for (unsigned i = 0; i < 3; i++) {
        struct packet p = kit_packet(&k);
        notes_put(&notes, &p, BLIND_BROKEN, 10, i ? "later" : "first");
    }
    struct packet p = kit_packet(&k);
    notes_put(&notes, &p, BLIND_TOO_DEEP, 1, "deep");
    assert_null(kit_spot(&k, BLIND_BROKEN));
    notes_flow_ends(&notes, &k.flow);
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->frames, 3);
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->bytes, 30);
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->first.frame, 1);
    assert_string_equal(names_text(&k.blind.names, kit_spot(&k, BLIND_BROKEN)->detail), "first");
    assert_int_equal(kit_spot(&k, BLIND_TOO_DEEP)->frames, 1);
    notes_flow_ends(&notes, &k.flow); /* told once */
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->frames, 3);
    notes_free(&notes);
    kit_end(&k);
}

/* More kinds than a note has room for: each is told under its own reason all the same. */
static void every_reason_is_kept_apart(void **state)
{
    (void)state;
    struct kit k;
    struct notes notes;
    static struct homes homes;
    kit_begin(&k, 17, 8805);
    assert_true(notes_init(&notes, &k.blind, &homes));
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned reason = 0; reason < BLIND_REASONS; reason++) {
            struct packet p = kit_packet(&k);
            notes_put(&notes, &p, (enum blind_reason)reason, reason, "x");
        }
    }
    notes_flow_ends(&notes, &k.flow);
    for (unsigned reason = 0; reason < BLIND_REASONS; reason++) {
        assert_int_equal(kit_spot(&k, (enum blind_reason)reason)->frames, 3);
        assert_int_equal(kit_spot(&k, (enum blind_reason)reason)->bytes, 3 * reason);
    }
    notes_free(&notes);
    kit_end(&k);
}

/* A flood of conversations: memory is fixed, and nothing is forgotten. */
static void flood_is_told_as_well(void **state)
{
    (void)state;
    enum { FLOOD = 5000 };
    struct kit k;
    struct notes notes;
    static struct homes homes;
    kit_begin(&k, 17, 8805);
    assert_true(notes_init(&notes, &k.blind, &homes));
    for (unsigned i = 0; i < FLOOD; i++) {
        struct packet p = kit_packet(&k);
        k.flow.key.a_port = (uint16_t)(40000 + i);
        notes_put(&notes, &p, BLIND_BROKEN, 1, "x");
    }
    assert_true(kit_spot(&k, BLIND_BROKEN)->frames > 0);
    for (unsigned i = 0; i < FLOOD; i++) {
        k.flow.key.a_port = (uint16_t)(40000 + i);
        notes_flow_ends(&notes, &k.flow);
    }
    const struct blind_spot *all[64];
    uint64_t frames = 0;
    size_t n = blind_sorted(&k.blind, all, 64);
    for (size_t i = 0; i < n; i++)
        frames += all[i]->frames;
    assert_int_equal(frames, FLOOD);
    notes_free(&notes);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summed_until_the_flow_ends),
        cmocka_unit_test(every_reason_is_kept_apart),
        cmocka_unit_test(flood_is_told_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
