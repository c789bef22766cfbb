import SisenseClient
import Testing

@Suite("The judgement of a list on one origin")
struct OriginAdmissionTests {
    private static let listed = ["https://app.example.com", "http://dev.example.com:8080", "*.acme.example"]

    @Test(
        "It says which entry admits an origin, or by how little the nearest one misses it",
        arguments: [
            ("https://app.example.com", "passes: listed, character for character"),
            ("https://a.acme.example", "passes: *.acme.example covers it"),
            ("http://app.example.com", "blocked: https://app.example.com is in the list; this is http, not https"),
            (
                "https://app.example.com:8443",
                "blocked: https://app.example.com is in the list; this is port 8443, not the default port"
            ),
            (
                "http://dev.example.com",
                "blocked: http://dev.example.com:8080 is in the list; this is the default port, not port 8080"
            ),
            (
                "https://www.app.example.com",
                "blocked: https://app.example.com is in the list; this is a sub-domain of it"
            ),
            ("https://example.com", "blocked: https://app.example.com is in the list; this is the domain above it"),
            (
                "https://acme.example",
                "blocked: *.acme.example is in the list; this is the domain itself, which a star does not cover"
            ),
            ("https://app.example.com.evil.test", "blocked: not in the list"), ("null", "blocked: not in the list"),
        ])
    func explanation(_ origin: String, _ sentence: String) throws {
        let origin = try #require(Origin(serialized: origin))
        let admission = OriginAdmission(of: origin, isEnabled: true, entries: Self.listed)
        #expect(admission.explanation == sentence)
        #expect(admission.isAdmitted == sentence.hasPrefix("passes"))
        #expect(admission.isAdmitted == Self.listed.contains { AllowedOrigin($0).admits(origin) })
        #expect(OriginAdmission(of: origin, isEnabled: false, entries: Self.listed) == .off)
    }
}
