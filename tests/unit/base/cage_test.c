#include "base/cage.h"

#include "unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child does in the cage; its exit status is the answer. */
typedef int deed(void);

static int status_of(deed *in_cage)
{
    pid_t child = fork();
    if (child == 0) {
        struct fault fault;
        if (!cage_enter(&fault))
            _exit(99);
        _exit(in_cage());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static int refused(int result)
{
    return result < 0 && errno == EPERM ? 0 : 1;
}

static int nothing(void)
{
    return 0;
}

static int opens(void)
{
    return refused(open("/dev/null", O_RDONLY));
}

static int connects(void)
{
    return refused(socket(AF_INET, SOCK_STREAM, 0));
}

static int forks(void)
{
    return refused(fork());
}

static int signals_others(void)
{
    return refused(kill(getppid(), 0));
}

static int makes_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? 0
               : 1;
}

static int runs_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return 1;
}

static void *counts(void *arg)
{
    *(int *)arg += 1;
    return NULL;
}

/* All that a run needs: memory, a thread, reading, writing. */
static int works(void)
{
    int ends[2] = {3, 4};
    int count = 0;
    pthread_t thread;
    char byte = 0;
    char *memory = malloc(8 << 20);
    if (!memory || pthread_create(&thread, NULL, counts, &count) != 0)
        return 1;
    pthread_join(thread, NULL);
    memory[1 << 20] = 1;
    free(memory);
    bool moved = write(ends[1], "x", 1) == 1 && read(ends[0], &byte, 1) == 1;
    return count == 1 && moved && byte == 'x' ? 0 : 2;
}

/* AddressSanitizer's builds have no cage, so that there is nothing to prove. */
static bool caged(void)
{
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
    return false;
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return true;
#endif
}

static void test_nothing_is_reached(void **state)
{
    (void)state;
    if (!caged())
        skip();
    deed *const deeds[] = {opens, connects, forks, signals_others, makes_code};
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        int status = status_of(deeds[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

static void test_a_program_is_the_end(void **state)
{
    (void)state;
    if (!caged())
        skip();
    int status = status_of(runs_a_program);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
}

static void test_work_goes_on(void **state)
{
    (void)state;
    if (!caged())
        skip();
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], 3), 3);
    assert_int_equal(dup2(ends[1], 4), 4);
    int status = status_of(works);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_entering_is_no_fault(void **state)
{
    (void)state;
    int status = status_of(nothing);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entering_is_no_fault),
        cmocka_unit_test(test_nothing_is_reached),
        cmocka_unit_test(test_a_program_is_the_end),
        cmocka_unit_test(test_work_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
