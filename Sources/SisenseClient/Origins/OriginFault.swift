/// Why a text is no origin.
package struct OriginFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A clause without a full stop: "the port 99999 is above 65535".
    package var description: String

    package init(_ description: String) { self.description = description }
}
