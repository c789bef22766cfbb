import Foundation

/// Puts references in the places of the secrets of a body: `{"secret": "record"}` for one that the record has already,
/// else `{"secret": "env:SECRET_1"}`. Whoever applies the plan may write `env:NAME` or `file:PATH` instead.
struct SecretReferences {
    private static let member = "secret"
    private static let record = "record"
    private static let variable = "env:"
    private static let file = "file:"

    /// The number of secrets that stand before these.
    private var count: Int

    init(before count: Int) { self.count = count }

    /// The body with a reference for each secret.
    mutating func referring(_ body: JSONValue, base: JSONValue?) -> JSONValue {
        switch body {
        case .object(let object):
            var members: [(String, JSONValue)] = []
            for member in object.members {
                let old = base?[member.key]
                let isSecret = Redactor.json([member.key: member.value])[member.key] == .string(Redactor.mask)
                members.append(
                    (member.key, isSecret ? reference(member.value, old) : referring(member.value, base: old)))
            }
            return .object(JSONObject(members))
        case .array(let items):
            var known: [JSONValue] = []
            for item in items { known.append(referring(item, base: nil)) }
            return .array(known)
        case .string where Redactor.json(body) != body: return reference(body, base)
        case .string, .null, .bool, .number: return body
        }
    }

    private mutating func reference(_ value: JSONValue, _ old: JSONValue?) -> JSONValue {
        if value == old { return [Self.member: .string(Self.record)] }
        count += 1
        return [Self.member: .string("\(Self.variable)SECRET_\(count)")]
    }

    // MARK: Resolving

    /// The reference that a value is; nil for any other value.
    private static func reference(_ value: JSONValue) -> String? {
        guard let object = value.object, object.count == 1, let text = object[member]?.string, !text.isEmpty else {
            return nil
        }
        return text
    }

    static func arePresent(in body: JSONValue) -> Bool { !all(in: body).isEmpty }

    /// The references to secrets from outside the record in a body, as `env:NAME`.
    static func names(in body: JSONValue) -> [String] { all(in: body).filter { $0 != record } }

    private static func all(in body: JSONValue) -> [String] {
        if let name = reference(body) { return [name] }
        return switch body {
        case .object(let object): object.members.flatMap { all(in: $0.value) }
        case .array(let items): items.flatMap(all)
        case .string, .null, .bool, .number: []
        }
    }

    /// The body with the secrets in the places of their references.
    /// - Parameter current: The record as it is now.
    /// - Throws: `PlanFileError` for a secret that cannot be had; it never holds one.
    static func resolved(
        _ body: JSONValue, current: JSONValue?, environment: [String: String], at path: JSONPath = JSONPath()
    ) throws(PlanFileError) -> JSONValue {
        if let name = reference(body) {
            return try secret(name, current, environment, at: path)
        }
        switch body {
        case .object(let object):
            var members: [(String, JSONValue)] = []
            for member in object.members {
                let inner = path.appending(.member(member.key))
                let old = current?[member.key]
                members.append(
                    (member.key, try resolved(member.value, current: old, environment: environment, at: inner)))
            }
            return .object(JSONObject(members))
        case .array(let items):
            var known: [JSONValue] = []
            for (index, item) in items.enumerated() {
                known.append(
                    try resolved(item, current: nil, environment: environment, at: path.appending(.item(index))))
            }
            return .array(known)
        case .string, .null, .bool, .number: return body
        }
    }

    private static func secret(
        _ name: String, _ current: JSONValue?, _ environment: [String: String], at path: JSONPath
    ) throws(PlanFileError) -> JSONValue {
        if name == record {
            guard let current, current != .null else {
                throw PlanFileError(path.description, "the record has no secret here any more")
            }
            return current
        }
        if name.hasPrefix(variable) {
            let variable = String(name.dropFirst(Self.variable.count))
            guard let value = environment[variable], !value.isEmpty else {
                throw PlanFileError(path.description, "the environment variable \(variable) is not set")
            }
            return .string(value)
        }
        guard name.hasPrefix(file) else {
            throw PlanFileError(path.description, "a secret is record, env:NAME or file:PATH, not \(name)")
        }
        do throws(PrivateFileError) {
            let data = try PrivateFile.read(URL(filePath: String(name.dropFirst(file.count))))
            return .string(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
        } catch {
            throw PlanFileError(path.description, "\(error) \(error.nextStep)")
        }
    }
}
