import Foundation
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("The locale of the terminal")
struct LocaleTests {
    private static let none = ["LANG": "", "LC_ALL": "", "LC_CTYPE": ""]

    private func start(_ environment: [String: String], isUTF8: Bool, term: String = "xterm-256color") throws
        -> TerminalSession
    {
        let flag = isUTF8 ? "iutf8" : "-iutf8"
        return try TerminalSession(
            TerminalCommand(
                "sh", ["-c", "stty \(flag); exec \"$0\" table", Probe.path],
                environment: Self.none.merging(environment) { $1 }, term: term))
    }

    @Test(
        "A locale that is not there is replaced, and one that is not set where the terminal shows UTF-8",
        arguments: [
            (["LANG": "xx_XX.UTF-8"], false), (["LC_ALL": "xx_XX.utf8"], false), ([:], true), (["LANG": "xx_XX"], true),
            (["VTE_VERSION": "7200"], false), (["LANG": "C.UTF-8"], false),
        ] as [([String: String], Bool)])
    func replaced(environment: [String: String], isUTF8: Bool) async throws {
        let session = try start(environment, isUTF8: isUTF8)
        try await session.expect("user_00000")
        try session.type("L")
        try await session.expect("Zoë")
    }

    @Test(
        "Where UTF-8 is not known to be shown, one line says why and what to do",
        arguments: [
            ([:], false, "No locale is set"), (["LANG": "xx_XX"], false, "xx_XX is not installed"),
            (["LANG": "C"], true, "The locale C has no Unicode"),
        ] as [([String: String], Bool, String)])
    func explained(environment: [String: String], isUTF8: Bool, cause: String) async throws {
        let session = try start(environment, isUTF8: isUTF8)
        try await session.expect("user_00000")
        try session.type("L")
        try await session.expect(cause)
        #expect(session.output.allSatisfy { $0 < 0x80 })
    }

    @Test("A name from the environment is shown without its control characters")
    func hostile() async throws {
        let session = try start(["LANG": "\u{1B}]0;x\u{7}"], isUTF8: false)
        try await session.expect("user_00000")
        try session.type("L")
        try await session.expect("not installed")
        #expect(!session.output.contains(7))
    }
}
