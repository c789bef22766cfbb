import Foundation
import SisenseClient
import Testing

@Suite("CurlCommand")
struct CurlCommandTests {
    private let server: ServerAddress

    init() throws {
        server = try ServerAddress("bi.acme.example")
    }

    @Test("A change as a command, with the token in the environment")
    func change() throws {
        let call = try Call(
            .updateUser, path: ["id": "1"], body: .json(["lastName": "O'Neil", "x": "$HOME"]))
        #expect(
            CurlCommand(call, server: server, tokenVariable: "SISENSE_TOKEN").text == #"""
                curl --fail-with-body --silent --show-error \
                  --request PATCH \
                  --header "Authorization: Bearer $SISENSE_TOKEN" \
                  --header 'Content-Type: application/json' \
                  --data-raw '{"lastName":"O'\''Neil","x":"$HOME"}' \
                  'https://bi.acme.example/api/v1/users/1'
                """#)
    }

    @Test("A password shows only when it is asked for")
    func secrets() throws {
        let call = try Call(
            .login,
            body: .form([QueryItem("username", "bea"), QueryItem("password", "hunter2")]))
        #expect(!CurlCommand(call, server: server, tokenVariable: "T").text.contains("hunter2"))
        #expect(!CurlCommand(call, server: server, tokenVariable: "T").text.contains("Authorization"))
        #expect(CurlCommand(call, server: server, tokenVariable: "T", secrets: .shown).text.contains("hunter2"))
    }

    @Test("Every text survives a real shell", arguments: ["", "a b", "it's", "''", "$(id)`id`\\", "\n\t*", "é😀", "-n"])
    func shell(text: String) throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "printf %s " + CurlCommand.quoted(text)]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        #expect(String(decoding: printed, as: UTF8.self) == text)
    }

    @Test("Secrets can be variables that the shell fills in, wherever they stand")
    func variables() throws {
        let call = try Call(
            .resetPassword, path: ["token": "t0ken"],
            body: .json(["password": "hunter2", "it's": "$HOME"]))
        let command = CurlCommand(call, server: server, tokenVariable: "T", secrets: .variables(from: 3))
        #expect(command.variables == ["SECRET_3", "SECRET_4"])
        #expect(!command.text.contains("hunter2") && !command.text.contains("t0ken"))
        #expect(command.text.contains(#"--data-raw '{"password":"'"$SECRET_3"'","it'\''s":"$HOME"}'"#))
        #expect(command.text.hasSuffix(#"/reset_password/'"$SECRET_4"''"#))
    }
}
