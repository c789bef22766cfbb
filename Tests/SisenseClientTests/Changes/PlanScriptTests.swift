import Foundation
import SisenseClient
import Testing

@Suite("Plans as a script")
struct PlanScriptTests {
    private let made = Timestamp(milliseconds: 1_779_181_200_000)

    private func plan(_ title: String, _ body: JSONValue, on server: String = "https://bi.acme.example") throws
        -> RequestPlan
    {
        RequestPlan(
            title: PlanTitle(stringLiteral: title), call: try Call(.updateUser, path: ["id": "1"], body: .json(body)),
            target: .init(server: try ServerAddress(server), name: "user"))
    }

    /// Runs the script with a `curl` that only prints its arguments and its configuration.
    private func run(_ script: PlanScript, _ variables: [String: String]) throws -> (output: String, status: Int32) {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "curl() { printf '<%s>\\n' \"$@\"; cat; }\n" + script.text]
        shell.environment = variables
        let output = Pipe()
        shell.standardOutput = output
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        return (String(decoding: printed, as: UTF8.self), shell.terminationStatus)
    }

    @Test("A shell sends each with the token and the secrets of its variables")
    func runs() throws {
        let script = PlanScript(
            [try plan("Give it's a password", ["password": "hunter2"]), try plan("Another", ["lastName": "O'Neil"])],
            made: made)
        #expect(!script.text.contains("hunter2"))
        let (output, status) = try run(script, ["SISENSE_TOKEN": "t0ken", "SECRET_1": "s3same"])
        #expect(status == 0)
        #expect(!output.contains(/<.*(t0ken|s3same)/))
        #expect(output.contains(#"header = "Authorization: Bearer t0ken""#))
        #expect(output.contains(#"data-raw = "{\"password\":\"s3same\"}""#))
        #expect(output.contains(#"data-raw = "{\"lastName\":\"O'Neil\"}""#))
    }

    @Test("Nothing is sent while the token or a secret is missing", arguments: [[:], ["SISENSE_TOKEN": "t"]])
    func missing(variables: [String: String]) throws {
        let script = PlanScript([try plan("x", ["password": "hunter2"])], made: made)
        let (output, status) = try run(script, variables)
        #expect(status != 0)
        #expect(output.isEmpty)
    }

    @Test(
        "A text of the server never becomes a command",
        arguments: ["a\ncurl evil", "a\r\ncurl evil", "'; curl evil; '"])
    func hostile(title: String) throws {
        let script = PlanScript([try plan(title, ["lastName": .string(title)])], made: made)
        let (output, status) = try run(script, ["SISENSE_TOKEN": "t"])
        #expect(status == 0)
        #expect(!output.contains("<evil>"))
    }
}
