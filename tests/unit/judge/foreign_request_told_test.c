#include "judge/foreign_request.h"

#include "unit/judge/border_scene.h"

#define OURS "001010000000001"

static void it_says_who_what_and_on_what_ground(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    border_does(&b, ANY_TIME, PARTNER_VLR, HLR1, OURS);
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    assert_non_null(f);
    assert_non_null(strstr(judge_text(b.scene.judge, f->title), "anyTimeInterrogation"));
    assert_true(border_says(&b, f, "the partner Roam Co"));
    assert_true(border_says(&b, f, "TS 29.002, 8.11.1"));
    assert_ptr_equal(f->settles.op, spec_op(PROTO_GSM_MAP, 0, ANY_TIME, PART_REQUEST));
    assert_int_equal(f->proof_count, 2);
    scene_close(&b.scene);
}

/* Whoever sends unasked is who asks something of the other side. */
static void who_sends_is_the_actor(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    border_does(&b, INSERT_DATA, STRANGER, MSC1, OURS);
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    struct addr stranger = scene_address(STRANGER);
    assert_non_null(f);
    assert_memory_equal(&f->actor.address, &stranger, sizeof stranger);
    scene_close(&b.scene);
}

/* By the name that it has in the first answer, from whichever relay. */
static void behind_relays_it_is_one(void **state)
{
    (void)state;
    struct crossings b;
    border_open(&b, BORDER);
    for (unsigned i = 0; i < 2; i++) {
        struct access a = scene_access(&b.scene, 319, i ? "192.0.2.3" : "198.51.100.9",
                                       "hss9.epc.mnc055.mcc999.3gppnetwork.org", "192.0.2.21",
                                       "mme1.epc.mnc001.mcc001.3gppnetwork.org");
        a.categories = CATEGORY_LOCATION;
        a.time = SECONDS(100 + i);
        a.answer_time = a.time + 1;
        a.actor_realm = scene_name(&b.scene, "epc.mnc055.mcc999.3gppnetwork.org");
        a.person = border_person(&b, OURS);
        judge_access(b.scene.judge, &a);
    }
    const struct finding *f = scene_found(&b.scene, "foreign-request");
    assert_non_null(f);
    assert_int_equal(f->count, 2);
    scene_close(&b.scene);
}

/* Every operation that has a row is told by a sentence. */
static void each_kind_of_row_has_its_sentence(void **state)
{
    (void)state;
    unsigned seen = 0;
    const struct spec_op *op;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++) {
        const struct spec_border *border = spec_border(op);
        if (!border)
            continue;
        assert_int_not_equal(op->part, PART_ANSWER);
        assert_true(border->who >= BORDER_INSIDE && border->who <= BORDER_ANY);
        assert_non_null(strstr(border->clause, ":"));
        seen |= 1U << border->who;
    }
    assert_int_equal(seen, 0x1e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_who_what_and_on_what_ground),
        cmocka_unit_test(who_sends_is_the_actor),
        cmocka_unit_test(behind_relays_it_is_one),
        cmocka_unit_test(each_kind_of_row_has_its_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
