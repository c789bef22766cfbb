import Foundation
import SisenseClient

/// The rule for passwords, tested on one while both are typed. The test password is never sent.
enum PasswordRule {
    private static let rule = "passwordRegex"
    private static let message = "passwordError"
    private static let testID = "test"
    /// The longest password that is tried: a bad rule takes time that doubles with every letter.
    private static let longest = 64

    /// The fields with one more, below the rule and its message, to try a password with.
    static func adding(to fields: [FormField]) -> [FormField] {
        guard let index = fields.firstIndex(where: { $0.id == message }) else { return fields }
        let field = FormField.text(testID, "Test password", help: "Checks the rule on this machine; it is not sent")
        return fields[...index] + [field] + fields[(index + 1)...]
    }

    /// True when the test password fits the rule as it is typed.
    @concurrent static func notes(_ values: FormValues) async -> [String: FormNote] {
        let password = values.text(testID)
        guard !password.isEmpty else { return [:] }
        return [testID: verdict(on: password, rule: values.text(rule), message: values.text(message))]
    }

    /// JavaScript, which servers read the rule with, and this program agree on all but rare details.
    private static func verdict(on password: String, rule: String, message: String) -> FormNote {
        guard !rule.isEmpty else { return FormNote(isGood: true, "No rule: every password is accepted") }
        guard let expression = try? NSRegularExpression(pattern: rule) else {
            return FormNote(isGood: false, "The rule is not a valid regular expression")
        }
        guard password.count <= longest else { return FormNote(isGood: false, "Too long to test here") }
        let range = NSRange(password.startIndex..., in: password)
        guard expression.firstMatch(in: password, range: range) == nil else {
            return FormNote(isGood: true, "Accepted")
        }
        return FormNote(isGood: false, message.isEmpty ? "Refused" : "Refused: \(message)")
    }
}
