/// A secret in a file: where to find it, and a version that rises when it shall be written again. The secret itself is
/// in no file, no plan and no output.
struct StateSecret: Sendable, Equatable {
    /// As in `env:NAME`, `file:PATH` or `command:LINE`.
    let reference: String
    let version: Int

    /// Nil for any other value.
    init?(_ value: JSONValue) {
        guard let object = value.object, let reference = object["secret"]?.string, SecretReferences.isSource(reference),
            object.keys.allSatisfy({ ["secret", "version"].contains($0) })
        else { return nil }
        self.reference = reference
        version = object["version"]?.integer ?? 1
    }

    /// As it stands in the body of a request that is planned.
    var planned: JSONValue { ["secret": .string(reference)] }

    /// Like `JSONValue.leaves`, with a secret as one value.
    static func leaves(of value: JSONValue) -> [(path: [String], value: JSONValue)] {
        guard case .object(let object) = value, StateSecret(value) == nil else { return [] }
        return object.members.flatMap { member -> [(path: [String], value: JSONValue)] in
            let inner = leaves(of: member.value)
            return inner.isEmpty ? [([member.key], member.value)] : inner.map { ([member.key] + $0.path, $0.value) }
        }
    }
}
