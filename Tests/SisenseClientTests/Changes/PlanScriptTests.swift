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
    private func run(
        _ script: PlanScript, _ variables: [String: String],
        curl: String = "curl() { printf '<%s>\\n' \"$@\"; cat; }\n"
    ) throws -> (output: String, status: Int32) {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", curl + script.text]
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
    @Test(
        "Before each change the record is read, and one that has changed since ends the script",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/jq")),
        arguments: [
            (#"{"_id":"1","lastName":"O'Neil","x":1}"#, 0), (#"{"_id":"1","lastName":"Theirs"}"#, 8),
            (#"{"_id":"1"}"#, 8), ("<html>", 8),
        ])
    func bases(now: String, status: Int32) throws {
        let base: JSONValue = ["lastName": "O'Neil", "password": "hunter2"]
        let read = try Call(.getUser, path: ["id": "1"])
        let plan = RequestPlan(
            title: "Rename",
            call: try Call(.updateUser, path: ["id": "1"], body: .json(["lastName": "$(evil) `evil`"])),
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: "user"),
            precondition: Precondition(read: read, base: base, members: ["lastName", "password"]))
        let script = PlanScript([plan], made: made)
        #expect(!script.text.contains("hunter2"))
        let curl = """
            curl() {
              config=$(cat)
              case $config in *PATCH*) printf '%s\\n' "$config" ;; *) printf %s "$NOW" ;; esac
            }

            """
        let (output, ended) = try run(script, ["SISENSE_TOKEN": "t", "NOW": now, "PATH": "/usr/bin:/bin"], curl: curl)
        #expect(ended == status)
        #expect(output.contains("PATCH") == (status == 0))
        #expect(status != 0 || output.contains(#"{\"lastName\":\"$(evil) `evil`\"}"#))
    }
}
