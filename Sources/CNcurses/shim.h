/* What Swift cannot import of ncurses: macros with casts and arguments, and variadic functions. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <wchar.h>
#include <unistd.h>

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

/* From <execinfo.h>, which Swift's module of the C library leaves out: return addresses, and their places as text. */
int backtrace(void **frames, int size);
void backtrace_symbols_fd(void *const *frames, int size, int descriptor);
static inline int cn_backtrace(void **frames, int size) { return backtrace(frames, size); }
static inline void cn_backtrace_write(void *const *frames, int size, int descriptor) {
    backtrace_symbols_fd(frames, size, descriptor);
}
/* A file to add to, for nobody else to read. */
static inline int cn_open_report(const char *path) { return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600); }
