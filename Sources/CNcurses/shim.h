/* What Swift cannot import of ncurses: macros with casts and arguments, and variadic functions. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <wchar.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* From <term.h>, whose macros take common words and whose own includes would become part of this module. */
struct term;
int setupterm(const char *type, int descriptor, int *status);
struct term *set_curterm(struct term *terminal);
int del_curterm(struct term *terminal);
/* Gives back what setupterm has loaded. */
static inline void cn_forget_terminal(void) { del_curterm(set_curterm(NULL)); }

static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }
static inline attr_t cn_italic(void) { return A_ITALIC; }

/* The cell for up to five code points, ended by 0. Pairs beyond 32767 need the extended parameter. */
static inline cchar_t cn_cell(const uint32_t *scalars, attr_t attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1];
    int count = 0;
    while (count < CCHARW_MAX && scalars[count]) {
        text[count] = (wchar_t)scalars[count];
        count++;
    }
    text[count] = 0;
    cchar_t cell;
    setcchar(&cell, text, attributes, 0, &pair);
    return cell;
}

/* Cells of a code point for the C library in its present locale, -1 when it cannot be shown there. */
static inline int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

/* A capability of the terminal as a string, or NULL where it has none. */
static inline const char *cn_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/* A capability with one parameter filled in. */
static inline const char *cn_capability_with(const char *name, int parameter) {
    const char *text = cn_capability(name);
    return text ? tiparm(text, parameter) : NULL;
}

/* 1 and the size, or 0 when the descriptor is no terminal. */
static inline int cn_window_size(int descriptor, int *width, int *height) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
    *width = size.ws_col;
    *height = size.ws_row;
    return 1;
}

/* Declared here because glibc shows them only to programs that ask for all GNU extensions. 1 is MFD_CLOEXEC. */
int memfd_create(const char *name, unsigned int flags);
int dup3(int from, int to, int flags);
static inline int cn_memory_file(void) { return memfd_create("frame", 1); }
/* Makes descriptor `handle` mean what `target` means. */
static inline void cn_point(int handle, int target) { dup3(target, handle, O_CLOEXEC); }

/* The ground of the blanks that scrolling and erasing leave: ncurses takes it from the standard window for those. */
static inline void cn_set_ground(WINDOW *window, cchar_t blank) {
    wbkgrndset(window, &blank);
    wbkgrndset(stdscr, &blank);
}

/* The registers of the program at the moment of a signal. Their names are in cn_register_name. */
struct cn_registers {
    uint64_t pc, sp, fp;
    int count;
    uint64_t general[31];
};

#if defined(__x86_64__)
/* The order of the kernel (asm/sigcontext.h), which glibc names for programs with all GNU extensions only. */
static inline void cn_read_registers(const void *context, struct cn_registers *registers) {
    const long long *general = (const long long *)((const ucontext_t *)context)->uc_mcontext.gregs;
    registers->count = 16;
    for (int i = 0; i < 16; i++) registers->general[i] = (uint64_t)general[i];
    registers->fp = (uint64_t)general[10];
    registers->sp = (uint64_t)general[15];
    registers->pc = (uint64_t)general[16];
}
static inline const char *cn_register_name(int index) {
    static const char *const names[16] = {"r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
        "rdi", "rsi", "rbp", "rbx", "rdx", "rax", "rcx", "rsp"};
    return names[index & 15];
}
#elif defined(__aarch64__)
static inline void cn_read_registers(const void *context, struct cn_registers *registers) {
    const mcontext_t *machine = &((const ucontext_t *)context)->uc_mcontext;
    registers->count = 31;
    for (int i = 0; i < 31; i++) registers->general[i] = machine->regs[i];
    registers->fp = machine->regs[29];
    registers->sp = machine->sp;
    registers->pc = machine->pc;
}
static inline const char *cn_register_name(int index) {
    static const char *const names[31] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",
        "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26",
        "x27", "x28", "x29", "x30"};
    return index >= 0 && index < 31 ? names[index] : "x?";
}
#else
static inline void cn_read_registers(const void *context, struct cn_registers *registers) {
    (void)context;
    registers->pc = registers->sp = registers->fp = 0;
    registers->count = 0;
}
static inline const char *cn_register_name(int index) { (void)index; return "?"; }
#endif

static inline uint64_t cn_register(const struct cn_registers *registers, int index) {
    return registers->general[index % 31];
}

/* Who sent a signal, 0 for one that the machine or the kernel raised; and the address that a fault is about. */
static inline pid_t cn_signal_sender(const siginfo_t *information) {
    return information->si_code <= 0 ? information->si_pid : 0;
}
static inline uint64_t cn_fault_address(const siginfo_t *information) {
    return (uint64_t)(uintptr_t)information->si_addr;
}
/* Declared here because not every C library shows it without GNU extensions. */
pid_t gettid(void);

/* Takes the memory of this process away from core dumps, and from debuggers of the same user. */
static inline void cn_hide_memory(void) {
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* A file to add to, for nobody else to read. */
static inline int cn_open_report(const char *path) { return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600); }
