import Foundation

/// A table in C on ncurses, as small as one can be: what the console is measured against. It shows the lines of a file
/// with a cursor, moves by the same keys, and filters with `/` as one types.
enum CTable {
    struct Failure: Error, CustomStringConvertible {
        let description = "The C compiler could not build the table to compare with; is ncurses installed?"
    }

    /// Compiles it into a folder and returns the path of the program.
    static func build(in folder: URL) throws -> String {
        let source = folder.appending(path: "table.c")
        let program = folder.appending(path: "table").path()
        try Data(code.utf8).write(to: source)
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["cc", "-O2", "-o", program, source.path(), "-lncursesw", "-ltinfo"]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw Failure() }
        return program
    }

    private static let code = #"""
        #define _GNU_SOURCE
        #define NCURSES_WIDECHAR 1
        #include <curses.h>
        #include <locale.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        struct line { const char *text; int length; };
        static struct line *lines;     /* all of them */
        static int *shown;             /* the numbers of those that pass the filter */
        static int count, shown_count, cursor, top;
        static char typed[80];      /* the filter */
        static int typed_length = -1; /* negative while no filter is typed */

        static void load(const char *path) {
            FILE *file = fopen(path, "r");
            size_t room = 0, capacity = 0;
            char *text = NULL;
            ssize_t length;
            if (!file) exit(1);
            while ((length = getline(&text, &room, file)) > 0) {
                if ((size_t)count == capacity) lines = realloc(lines, (capacity = capacity * 2 + 1024) * sizeof *lines);
                text[length - 1] = 0;
                lines[count++] = (struct line){strdup(text), (int)length - 1};
            }
            fclose(file);
            shown = malloc((count + 1) * sizeof *shown);
        }

        static void apply_filter(int narrows) {
            int kept = 0, candidates = narrows ? shown_count : count;
            for (int i = 0; i < candidates; i++) {
                int number = narrows ? shown[i] : i;
                if (typed_length <= 0 || memmem(lines[number].text, lines[number].length, typed, typed_length))
                    shown[kept++] = number;
            }
            shown_count = kept;
            cursor = top = 0;
        }

        static void paint(void) {
            int page = LINES - 2;
            if (cursor >= shown_count) cursor = shown_count - 1;
            if (cursor < 0) cursor = 0;
            if (top > shown_count - page) top = shown_count - page;
            if (top < 0) top = 0;
            if (cursor < top) top = cursor;
            if (cursor >= top + page) top = cursor - page + 1;
            attrset(A_BOLD);
            mvaddstr(0, 0, "LOGIN");
            attrset(A_NORMAL);
            for (int row = 0; row < page; row++) {
                move(row + 1, 0);
                if (top + row < shown_count) {
                    struct line line = lines[shown[top + row]];
                    attrset(top + row == cursor ? A_REVERSE : A_NORMAL);
                    addnstr(line.text, line.length < COLS ? line.length : COLS);
                    for (int x = getcurx(stdscr); top + row == cursor && x > 0 && x < COLS; x++) addch(' ');
                    attrset(A_NORMAL);
                }
                if (getcury(stdscr) == row + 1) clrtoeol();
            }
            mvprintw(LINES - 1, 0, "%s%s", typed_length < 0 ? "" : "/", typed);
            clrtoeol();
            mvprintw(LINES - 1, COLS - 20, "%d/%d", shown_count ? cursor + 1 : 0, shown_count);
            refresh();
        }

        static void edit(int key) {
            if (key == 27) {
                typed_length = -1;
                typed[0] = 0;
                apply_filter(0);
            } else if (key >= ' ' && key < 127 && typed_length < (int)sizeof typed - 1) {
                typed[typed_length++] = (char)key;
                typed[typed_length] = 0;
                apply_filter(1);
            }
        }

        int main(int argc, char **argv) {
            if (argc < 2) return 2;
            setlocale(LC_ALL, "");
            load(argv[1]);
            apply_filter(0);
            initscr();
            raw();
            noecho();
            nonl();
            keypad(stdscr, TRUE);
            idlok(stdscr, TRUE);
            curs_set(0);
            set_escdelay(25);
            for (;;) {
                /* Painted only when no key is waiting, so that a held key is one frame. */
                timeout(0);
                int key = getch();
                if (key == ERR) {
                    paint();
                    timeout(-1);
                    key = getch();
                }
                int page = LINES - 2;
                switch (key) {
                case KEY_DOWN: cursor++; break;
                case KEY_UP: cursor--; break;
                case KEY_NPAGE: cursor += page; top += page; break;
                case KEY_PPAGE: cursor -= page; top -= page; break;
                case KEY_HOME: cursor = 0; break;
                case KEY_END: cursor = shown_count - 1; break;
                case ERR: endwin(); return 0;
                default:
                    if (typed_length >= 0) edit(key);
                    else if (key == '/') typed_length = 0;
                    else if (key == 'q') { endwin(); return 0; }
                }
            }
        }
        """#
}
