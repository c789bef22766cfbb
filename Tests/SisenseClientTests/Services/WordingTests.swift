import SisenseClient
import Testing

@Suite("Counts in words")
struct WordingTests {
    @Test("One thing is in the singular, whatever its plural, and large numbers are in groups")
    func counts() {
        #expect(counted(1, "alert") == "1 alert")
        #expect(counted(0, "alert") == "0 alerts")
        #expect(counted(1200, "alert") == "1 200 alerts")
        #expect(counted(1, "person loses", "people lose") == "1 person loses")
        for (plural, one) in [
            ("people", "1 person"), ("locked accounts", "1 locked account"), ("libraries", "1 library"),
            ("data", "1 data"),
        ] {
            #expect(counted(1, of: plural) == one)
            #expect(counted(2, of: plural) == "2 \(plural)")
        }
    }
}
