extension StringProtocol {
    /// True for a text of the form that ids have as the server makes them: 24 hexadecimal digits.
    package var isObjectID: Bool {
        utf8.count == 24
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
    }
}
