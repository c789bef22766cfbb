import Glibc

/// The number of cells a terminal gives a character: 0 for combining marks, 2 for wide ones, else 1.
///
/// The C library decides, because ncurses asks it too: a program and its terminal must agree. The question
/// is put in a UTF-8 locale whatever the locale of the test run is.
enum ScalarWidth {
    private typealias WidthFunction = @convention(c) (wchar_t) -> CInt

    /// `wcwidth`, which the C library has but does not show to Swift (it is declared for X/Open programs only).
    private static let wcwidth = dlsym(nil, "wcwidth").map { unsafeBitCast($0, to: WidthFunction.self) }

    /// `locale_t` points to data that nothing writes after `newlocale`, and it is never freed.
    nonisolated(unsafe) private static let utf8 = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)

    static func cells(of scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x7F, let wcwidth else { return 1 }
        let previous = uselocale(utf8)
        defer { _ = uselocale(previous) }
        // -1 says that the library takes it for unprintable; xterm shows one cell then.
        let width = wcwidth(wchar_t(bitPattern: scalar.value))
        return width < 0 ? 1 : Int(width)
    }
}
