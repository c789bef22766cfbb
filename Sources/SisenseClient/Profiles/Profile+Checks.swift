extension Profile {
    /// The content of its file, which holds no token and no password.
    package var json: JSONValue { ProfileFile.json(self) }

    /// The warning for whoever makes or opens it; nil where there is none.
    package var privacyWarning: String? { server.privacyWarning(for: kind) }
}

extension ServerAddress {
    /// The warning before anything secret is sent to a server of a kind; nil where nobody on the way can read it.
    package func privacyWarning(for kind: ServerKind?) -> String? {
        privacyWarning.map { kind == .production ? "A server of kind prod. \($0)" : $0 }
    }
}
