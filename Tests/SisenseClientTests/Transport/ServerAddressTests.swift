import SisenseClient
import Testing

@Suite("ServerAddress")
struct ServerAddressTests {
    @Test(
        "What a person types becomes the address that was meant",
        arguments: [
            ("bi.acme.example", "https://bi.acme.example"), ("  https://bi.acme.example/ ", "https://bi.acme.example"),
            ("bi.acme.example:8081", "http://bi.acme.example:8081"),
            ("https://bi.acme.example:8081", "https://bi.acme.example:8081"),
            ("bi.acme.example:30845", "http://bi.acme.example:30845"), ("localhost:9000", "http://localhost:9000"),
            ("127.0.0.1", "http://127.0.0.1"), ("HTTPS://BI.Acme.Example:443", "https://bi.acme.example"),
            ("http://bi.acme.example:80/", "http://bi.acme.example"), ("[::1]:9000", "http://[::1]:9000"),
            ("https://bi.acme.example/app/main#/home", "https://bi.acme.example"),
            ("https://proxy.acme.example/bi/api/v1/users?limit=1", "https://proxy.acme.example/bi"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
        ])
    func typed(text: String, address: String) throws {
        #expect(try ServerAddress(text).description == address)
    }

    @Test(
        "What is no address is refused with a reason",
        arguments: [
            ("", ServerAddressError.empty), ("  ", .empty), ("ftp://a", .scheme("ftp")),
            ("https://u:p@host", .credentials),
            ("host:99999", .port(99999)), ("https://", .malformed("https://")), ("a b", .malformed("a b")),
            ("host:0", .port(0)),
        ])
    func refused(text: String, reason: ServerAddressError) {
        #expect(throws: reason) { try ServerAddress(text) }
    }

    @Test("The origin leaves out the path of a proxy")
    func origin() throws {
        #expect(try ServerAddress("https://p.example:8443/bi").origin == "https://p.example:8443")
    }

    @Test("Plain HTTP is private on this machine only")
    func privacy() throws {
        #expect(try ServerAddress("http://localhost:1").isPrivate)
        #expect(try ServerAddress("http://bi.acme.example").isPrivate == false)
        #expect(try ServerAddress("bi.acme.example").isPrivate)
    }
}
