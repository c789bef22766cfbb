import SisenseClient
import Testing

@Suite("Origins")
struct OriginTests {
    @Test(
        "Only the canonical spelling is read from a header",
        arguments: ["https://A.example", "https://a.example/", "a"])
    func strict(_ text: String) {
        #expect(Origin(serialized: text) == nil)
    }

    @Test("An origin is written as it was read", arguments: ["https://a.example", "http://[2001:db8::1]:8080", "null"])
    func roundTrip(_ text: String) {
        #expect(Origin(serialized: text)?.description == text)
    }

    @Test("An international name is shown in its own script and sent as Punycode")
    func international() {
        let origin = Origin(serialized: "https://xn--bcher-kva.example:8443")
        #expect(origin?.unicode == "https://bücher.example:8443")
        #expect(origin?.description == "https://xn--bcher-kva.example:8443")
    }

    @Test(
        "IPv6 addresses have one shortest spelling",
        arguments: [
            ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("1:2:0:0:0:0:0:0", "1:2::"), ("::ffff:1.2.3.4", "::ffff:102:304"),
        ])
    func ipv6(_ text: String, _ shortest: String) {
        #expect(IPv6Address(text)?.description == shortest)
    }

    @Test(
        "IPv4 addresses are read in every spelling a URL may have",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("017700000001", "127.0.0.1"), ("1.2.3.4.", "1.2.3.4"),
            ("4294967295", "255.255.255.255"), ("4294967296", nil), ("1.256.1.1", nil), ("1.2.3.4.5", nil), ("", nil),
            ("1.2.65536", nil), ("08.1.1.1", nil), ("+1.1.1.1", nil),
        ] as [(String, String?)])
    func ipv4(_ text: String, _ canonical: String?) {
        #expect(IPv4Address(text)?.description == canonical)
    }

    @Test(
        "An entry of the list admits what it says and nothing near it",
        arguments: [
            ("*", "https://any.example", true), ("*", "null", true),
            ("https://a.example", "https://a.example", true), ("https://a.example", "http://a.example", false),
            ("https://a.example", "https://a.example:8443", false), ("https://a.example", "https://b.a.example", false),
            ("https://a.example", "https://a.example.evil.test", false),
            ("*.a.example", "https://b.a.example", true), ("*.a.example", "http://c.b.a.example:81", true),
            ("*.a.example", "https://a.example", false), ("*.a.example", "https://ba.example", false),
            ("*.a.example", "null", false), ("null", "null", false),
            ("https://A.example", "https://a.example", false), ("", "https://a.example", false),
        ])
    func admission(_ entry: String, _ origin: String, _ admitted: Bool) throws {
        #expect(AllowedOrigin(entry).admits(try #require(Origin(serialized: origin))) == admitted)
    }
}
