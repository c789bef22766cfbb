import Foundation

/// The rule that passwords have to fit: a regular expression that an administrator has written.
struct PasswordRule {
    /// A bad rule takes time that doubles with every letter, and nobody is answered meanwhile.
    private static let longest = Duration.milliseconds(200)

    private let expression: NSRegularExpression

    /// Nil for a text that is no regular expression.
    init?(_ text: String) {
        guard let expression = try? NSRegularExpression(pattern: text) else { return nil }
        self.expression = expression
    }

    /// False also where it cannot be found out in time.
    func allows(_ password: String) -> Bool {
        let start = ContinuousClock.now
        var isAllowed = false
        let range = NSRange(password.startIndex..., in: password)
        expression.enumerateMatches(in: password, options: .reportProgress, range: range) { match, _, stop in
            isAllowed = isAllowed || match != nil
            if isAllowed || ContinuousClock.now - start > Self.longest { stop.pointee = true }
        }
        return isAllowed
    }
}
