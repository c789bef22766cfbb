import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The password rule")
struct PasswordRuleTests {
    private func note(rule: String, message: String = "", _ password: String) async -> FormNote? {
        let fields = PasswordRule.adding(to: [
            .text("passwordRegex", "Rule", rule), .text("passwordError", "Message", message),
        ])
        let values = FormValues(fields.map { $0.id == "test" ? .text("test", "", password) : $0 })
        return await PasswordRule.notes(values)["test"]
    }

    @Test("A password is tried on the rule as it is typed, with the server's own words when it fails")
    func verdicts() async {
        #expect(await note(rule: "^.{8,}$", "long enough")?.isGood == true)
        #expect(await note(rule: "^.{8,}$", message: "Eight letters", "short")?.text == "Refused: Eight letters")
        #expect(await note(rule: "(", "x")?.isGood == false)
        #expect(await note(rule: "", "x")?.isGood == true)
        #expect(await note(rule: ".", "") == nil)
    }

    @Test("A rule whose work doubles with each letter is not tried on a long password")
    func length() async {
        let password = String(repeating: "a", count: 200) + "!"
        #expect(await note(rule: "^(a+)+$", password)?.text == "Too long to test here")
    }

    @Test("The password on trial is a field of the form and no member of the document")
    func field() {
        let fields = PasswordRule.adding(to: DocumentForm(SettingsDocument.security.fields, of: [:]).formFields)
        #expect(fields.contains { $0.id == "test" })
        #expect(!SettingsDocument.security.fields.contains { $0.id == "test" })
    }
}
