import Foundation
import SisenseClient
import Testing

@Suite("Redactor and Secret")
struct RedactorTests {
    @Test("A secret never prints itself")
    func secret() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [
            "\(secret)", String(reflecting: secret), String(describing: [secret]), dumped, "\(Optional(secret) as Any)",
        ] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.exposed == "hunter2")
    }

    @Test(
        "Names of secrets are known",
        arguments: [
            "password", "Password", "newPassword", "current_password", "access_token", "token", "sharedSecret",
            "secret",
            "pass", "hash", "apiKey", "pfxKey", "Authorization", "x-device-id", "Cookie", "analytics_token",
            "sharedKey", "encryptionKey", "jwt", "smtpPass", "otp", "sessionId",
        ])
    func names(name: String) {
        #expect(Redactor.isSecret(name))
    }

    @Test(
        "Names that only resemble them are not",
        arguments: ["passwordRegex", "passwordError", "tokenType", "hashes", "name", "key"])
    func others(name: String) {
        #expect(!Redactor.isSecret(name))
    }

    @Test("Members are masked at any depth, empty ones stay visible as empty")
    func json() {
        let value: JSONValue = [
            "a": [["pass": "x", "password": "", "token": nil]], "authorization": ["token": "x"], "n": 1,
        ]
        #expect(
            Redactor.json(value) == [
                "a": [["pass": "••••", "password": "", "token": nil]], "authorization": "••••", "n": 1,
            ])
    }

    @Test("Tokens in free text are masked")
    func text() {
        #expect(Redactor.text("Bearer abc.def is bad") == "Bearer •••• is bad")
        #expect(Redactor.text("got eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiMSJ9.c2ln now") == "got •••• now")
        #expect(Redactor.text("nothing to hide") == "nothing to hide")
        #expect(Redactor.text("Authorization: Basic YWRhOnMzY3JldA== sent") == "Authorization: Basic •••• sent")
        #expect(Redactor.text("basic settings are shown") == "basic settings are shown")
        #expect(Redactor.text("at https://ada:s3cret@bi.example/x") == "at https://ada:••••@bi.example/x")
        #expect(
            Redactor.text("mail to ada@bi.example: https://bi.example") == "mail to ada@bi.example: https://bi.example")
        #expect(Redactor.text("GET /x?access_token=abc&limit=5") == "GET /x?access_token=••••&limit=5")
        #expect(
            Redactor.text("jdbc:sqlserver://h:1433;user=sa;password=s3cret;x=1")
                == "jdbc:sqlserver://h:1433;user=sa;password=••••;x=1")
    }

    @Test("Bodies are shown masked, whatever their form")
    func bodies() {
        #expect(Redactor.body(Data(#"{"password":"x"}"#.utf8), contentType: nil) == "{\n  \"password\": \"••••\"\n}")
        let form = Data("username=a&password=b".utf8)
        #expect(Redactor.body(form, contentType: "application/x-www-form-urlencoded") == "username=a&password=••••")
        #expect(Redactor.body(Data([0xFF, 0xFE, 0x00]), contentType: "image/png") == "3 bytes")
    }

    @Test("Headers are masked by name and by content")
    func headers() {
        let headers: HTTPHeaders = ["Authorization": "Bearer x", "X-Note": "Bearer y", "Accept": "*/*"]
        #expect(Redactor.headers(headers).fields.map(\.value) == ["••••", "Bearer ••••", "*/*"])
    }
}
