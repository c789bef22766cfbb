/// A check of email addresses, as far as it can be made without the server.
enum EmailAddress {
    /// True when a text may be an address.
    static func isPlausible(_ text: String) -> Bool { problem(with: text) == nil }

    /// The reason why a text is no address: one @ with something on each side, a domain with a dot between names, and
    /// nothing that separates addresses or that nobody can see (RFC 5321, section 4.1.2, without its quoted forms,
    /// which no sign-in page takes). Nil for what may be one.
    static func problem(with text: String) -> String? {
        let scalars = text.unicodeScalars
        if let hidden = scalars.first(where: isHidden) {
            return
                "there is an invisible sign in the email address (U+\(String(hidden.value, radix: 16, uppercase: true)))"
        }
        if scalars.contains(where: { " ,;:|<>()[]\\\"".unicodeScalars.contains($0) }) {
            return "not a valid email address: one address a line, without blanks and separators"
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".") }),
            !text.contains(".."), parts[1].contains(".")
        else { return "not a valid email address" }
        return nil
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
