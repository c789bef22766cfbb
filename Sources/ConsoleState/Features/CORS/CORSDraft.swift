/// The CORS settings while they are edited.
package struct CORSDraft: Sendable, Equatable {
    package var isEnabled: Bool
    package var origins: [String]

    package init(isEnabled: Bool, origins: [String]) {
        self.isEnabled = isEnabled
        self.origins = origins
    }
}
