extension KeyStroke {
    /// The stroke a single character stands for. Tab, Enter, Esc and Backspace are the keys of these names, the other
    /// control characters are letters with Ctrl; Ctrl-J (line feed) is not Enter, which sends a carriage return.
    init(scalar: Unicode.Scalar) {
        self =
            switch scalar.value {
            case 0: KeyStroke(" ", .control)
            case 8, 127: KeyStroke(.backspace)
            case 9: KeyStroke(.tab)
            case 13: KeyStroke(.enter)
            case 27: KeyStroke(.escape)
            case 1...26: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 96)))
            case 28...31: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 64)))
            default: KeyStroke(Character(scalar))
            }
    }
}
