/// A value, and what decided it: "--server", "SISENSE_URL", "profile acme", "default".
package struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
    package let value: Value
    package let source: String

    package init(_ value: Value, from source: String) {
        self.value = value
        self.source = source
    }
}
