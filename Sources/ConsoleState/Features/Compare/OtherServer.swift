/// A server that this one can be compared with: the name of its profile, and its address.
package struct OtherServer: Sendable, Equatable {
    package let name: String
    package let address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }
}
