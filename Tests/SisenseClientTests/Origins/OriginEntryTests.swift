import SisenseClient
import TestRandom
import Testing

@Suite("An entry of the list of allowed origins")
struct OriginEntryTests {
    @Test(
        "An origin as browsers send it is accepted as it is",
        arguments: [
            "https://app.example.com", "http://localhost:4200", "http://[::1]:3000", "https://xn--bcher-kva.example",
            "https://10.0.0.1:8443", "https://a_b.example.com", "capacitor://localhost", "https://example.com.",
        ])
    func accepted(_ text: String) {
        guard case .accepted(text, _) = OriginEntry.parse(text) else {
            Issue.record("\(OriginEntry.parse(text))")
            return
        }
    }

    @Test("Spaces around an entry do not count")
    func spaces() {
        #expect(
            OriginEntry.parse("  https://a.example.com\t") == .accepted(text: "https://a.example.com", warnings: []))
    }

    @Test(
        "What means an origin but is not written as one is offered in its right form",
        arguments: [
            ("HTTPS://App.Example.com", "https://app.example.com", "Origins are lower case."),
            ("https://app.example.com/", "https://app.example.com", "An origin has no slash at its end."),
            ("https://app.example.com:443", "https://app.example.com", "The default port is left out."),
            ("http://a.test:80", "http://a.test", "The default port is left out."),
            ("https://a.test:", "https://a.test", "The default port is left out."),
            ("https://a.test:08443", "https://a.test:8443", "A port has no leading zeros."),
            (
                "https://bücher.example", "https://xn--bcher-kva.example",
                "Requests carry the host as xn--bcher-kva.example."
            ),
            ("http://0x7f.1", "http://127.0.0.1", "Requests carry the host as 127.0.0.1."),
            ("http://[0:0:0:0:0:0:0:1]", "http://[::1]", "Requests carry the host as [::1]."),
            ("*.Example.com", "*.example.com", "Origins are lower case."),
            ("app.example.test", "https://app.example.test", "An origin starts with its scheme."),
            ("localhost:3000", "http://localhost:3000", "An origin starts with its scheme."),
            (
                "App.example.test:443/path?x", "https://app.example.test",
                "An origin starts with its scheme, origins are lower case, the default port is left out, an origin has no path."
            ),
            ("https://app.example.test/path", "https://app.example.test", "An origin has no path."),
            (
                "https://App.example.test?x=1", "https://app.example.test",
                "Origins are lower case, an origin has no query."
            ),
            ("https://app.example.test#top", "https://app.example.test", "An origin has no fragment."),
            ("https://user@host", "https://host", "An origin has no user name or password."),
            (
                "https://*.example.test/", "*.example.test",
                "The server knows patterns without a scheme, browsers never send a path or a final slash."
            ),
            ("*.example.com:8080", "*.example.com", "A pattern has no port, it admits every port."),
            ("*.example.com/", "*.example.com", "Browsers never send a path or a final slash."),
            ("*.bücher.example", "*.xn--bcher-kva.example", "Requests carry the host as xn--bcher-kva.example."),
            (
                "HTTPS://Example.com:443/", "https://example.com",
                "Origins are lower case, the default port is left out, an origin has no slash at its end."
            ),
        ])
    func normalized(_ text: String, _ offer: String, _ reason: String) {
        guard case .normalized(offer, reason, _) = OriginEntry.parse(text) else {
            Issue.record("\(OriginEntry.parse(text))")
            return
        }
        guard case .accepted(offer, _) = OriginEntry.parse(offer) else {
            Issue.record("the offer is not accepted: \(OriginEntry.parse(offer))")
            return
        }
    }

    @Test(
        "What is no origin is rejected with a sentence that says why",
        arguments: [
            ("", "Write an origin such as https://app.example.com."),
            (" ", "Write an origin such as https://app.example.com."),
            ("app example", "A space does not belong in an origin."),
            ("*app", "The scheme is missing; an origin starts with https://."),
            ("https:/app.example.test", "Two slashes belong after the scheme."),
            (
                "https://app*.example.test",
                "A star stands for all origins, or for all subdomains in front of a domain: *.example.com."
            ),
            ("https://host:99999", "The port 99999 is above 65535."),
            ("https://host:0", "Nothing can listen on port 0."),
            ("https://host:8x", "The port 8x is not a number."),
            ("https://host:-1", "The port -1 is not a number."),
            ("https://", "There is no host."),
            ("https://:80", "There is no host."),
            ("https:///", "There is no host."),
            ("null", "Every sandboxed frame and local file sends null; it must never be allowed."),
            ("https://a.test,https://b.test", "An entry is one origin; write each on a line of its own."),
            ("https://a.test https://b.test", "A space does not belong in an origin."),
            ("https://a\u{1B}[31m.test", "U+001B does not belong in an origin."),
            ("https://a\u{202E}.test", "U+202E does not belong in an origin."),
            ("https://a..test", "The host a..test has an empty part between dots."),
            ("https://a%2e.test", "A host cannot hold \"%\"."),
            ("https://1.2.3.4.5", "The host 1.2.3.4.5 is not a valid IPv4 address."),
            ("https://256.1.1.1", "The host 256.1.1.1 is not a valid IPv4 address."),
            ("https://[::1", "The closing bracket of the IPv6 address is missing."),
            ("https://[fe80::1%25eth0]", "The host [fe80::1%25eth0] is not a valid IPv6 address."),
            ("https://::1", "There is more than one colon; an IPv6 address stands in brackets."),
            ("https://xn--zzzz.example", "The host xn--zzzz.example has a part that is no valid Punycode."),
            ("file:///etc/passwd", "Pages of file: have no origin of their own; browsers send null for them."),
            ("wss://a.test", "No page comes from wss://; its origin starts with https://."),
            ("1https://a.test", "The scheme 1https is none; write https."),
            ("https:\\\\a.test", "The scheme is missing; an origin starts with https://."),
            ("*.1.2.3.4", "An IP address has no subdomains."),
            ("*.*.example.com", "Only one star may stand, before the first dot."),
            ("*.", "There is no host."),
        ])
    func rejected(_ text: String, _ reason: String) {
        #expect(OriginEntry.parse(text) == .rejected(reason: reason))
    }

    @Test(
        "What is allowed but risky is accepted with a warning",
        arguments: [
            ("*", "Every website can read answers of this server in its visitors' browsers."),
            (
                "*.example.com",
                "Every subdomain of example.com is admitted, over http too, so each of them must be trusted."
            ),
            ("*.com", "Anyone can register a name under .com."),
            (
                "http://www.example.com",
                "http is not encrypted: anyone on the way can alter the page and read its answers."
            ),
            ("https://localhost", "Any program on a visitor's own machine is allowed."),
            ("http://127.0.0.1:3000", "Any program on a visitor's own machine is allowed."),
            ("https://192.168.1.7", "Pages opened by host name instead of 192.168.1.7 are not admitted."),
            ("https://example.com.", "With the dot at its end this is another origin than without."),
            ("tauri://localhost", "tauri is not a website's scheme; apps and browser extensions use such."),
        ])
    func warned(_ text: String, _ warning: String) {
        guard case .accepted(text, let warnings) = OriginEntry.parse(text) else {
            Issue.record("\(OriginEntry.parse(text))")
            return
        }
        #expect(warnings.contains(warning))
    }

    @Test(
        "Plain http is no matter of warning on one's own machine, and is one in every network",
        arguments: [
            ("localhost", false), ("127.0.0.1", false), ("[::1]", false), ("a.test", true), ("bi", true),
            ("10.0.0.5", true), ("[fd00::1]", true),
        ])
    func plainHTTP(_ host: String, _ isWarned: Bool) {
        guard case .accepted(_, let warnings) = OriginEntry.parse("http://\(host)") else {
            Issue.record("\(host) was not accepted")
            return
        }
        #expect(warnings.contains { $0.hasPrefix("http ") } == isWarned)
    }

    @Test("No text at all breaks the parser", arguments: FuzzSeeds.of([1]))
    func fuzz(seed: UInt64) {
        let alphabet = Array("htps:/.*@[]%?#\\0x9aüß\u{301}\u{200D}語,-_ ")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<3_000 {
            let length = Int.random(in: 0...20, using: &generator)
            let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
            for text in [text, "https://" + text, "*." + text] {
                guard case .normalized(let offer, _, _) = OriginEntry.parse(text) else { continue }
                guard case .accepted(offer, _) = OriginEntry.parse(offer) else {
                    Issue.record("\(text) was normalized to \(offer), which is not accepted")
                    continue
                }
            }
        }
    }
}
