#include "base/cage.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define CAGE_OPEN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define CAGE_OPEN 1
#endif

/* What reading, counting and writing need, libc and the decompressors included. */
static const int ALLOWED[] = {
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev),
    SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(poll), SCMP_SYS(ppoll),
    /* memory */
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    /* threads; qsort asks how much memory there is */
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sysinfo), SCMP_SYS(gettid), SCMP_SYS(getpid),
    /* time, for the progress bar; nanosleep for a thread that waits */
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(restart_syscall), SCMP_SYS(getrandom),
    /* signals and the end */
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(tgkill), SCMP_SYS(exit), SCMP_SYS(exit_group)};

/* Nobody tries these by accident: the process ends at once. */
static const int FATAL[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
                            SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev)};

/* Each returns 0 or a negative errno, as libseccomp does. */
static int allow_plain(scmp_filter_ctx filter)
{
    int said = 0;
    for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED && said == 0; i++)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, ALLOWED[i], 0);
    for (size_t i = 0; i < sizeof FATAL / sizeof *FATAL && said == 0; i++)
        said = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, FATAL[i], 0);
    return said;
}

/* Memory that can be run, processes, and limits are not to be had. clone3 hides its flags behind a
 * pointer: as if the kernel did not have it, libc then takes clone. */
static int allow_narrow(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const struct scmp_arg_cmp thread = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD);
    const struct scmp_arg_cmp only_asks = SCMP_A2(SCMP_CMP_EQ, 0, 0);
    int said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code);
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, thread);
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, only_asks);
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                SCMP_A1(SCMP_CMP_EQ, TIOCGWINSZ, 0));
    if (said == 0)
        said = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                SCMP_A1(SCMP_CMP_EQ, TCGETS, 0));
    return said;
}

static int load(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return -ENOMEM;
    int said = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 1);
    if (said == 0)
        said = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    if (said == 0)
        said = allow_plain(filter);
    if (said == 0)
        said = allow_narrow(filter);
    if (said == 0)
        said = seccomp_load(filter);
    seccomp_release(filter);
    return said;
}

bool cage_enter(struct fault *ret_fault)
{
#ifdef CAGE_OPEN
    (void)load;
    (void)ret_fault;
    return true;
#else
    int said = load();
    if (said == 0)
        return true;
    return fault_set(ret_fault,
                     "the cage of system calls could not be entered: %s; a kernel with seccomp "
                     "filters is needed",
                     strerror(-said));
#endif
}
