import SisenseClient
import Testing

@Suite("HTTPHeaders")
struct HTTPHeadersTests {
    @Test("Names are compared without case, order is kept, values of one name join")
    func fields() {
        var headers: HTTPHeaders = ["Vary": "Origin", "X-A": "1"]
        headers.append("vary", "Accept")
        #expect(headers["VARY"] == "Origin, Accept")
        #expect(headers.values("vary") == ["Origin", "Accept"])
        headers["x-a"] = "2"
        #expect(headers.fields.map(\.name) == ["Vary", "vary", "x-a"])
        headers["Vary"] = nil
        #expect(headers.fields.count == 1)
        #expect(headers["none"] == nil)
    }
}
