import Foundation

/// Puts references in the places of the secrets of a body: `{"secret": "record"}` for one that the record has already,
/// else `{"secret": "env:SECRET_1"}`. Whoever applies the plan may write `env:NAME`, `file:PATH` or `command:LINE` instead.
struct SecretReferences {
    private static let member = "secret"
    private static let record = "record"
    private static let variable = "env:"
    private static let file = "file:"
    private static let command = "command:"

    /// True for a reference to a secret that is not in the record.
    static func isSource(_ text: String) -> Bool {
        [variable, file, command].contains { text.hasPrefix($0) && text.count > $0.count }
    }

    /// The number of secrets that stand before these.
    private var count: Int

    init(before count: Int) { self.count = count }

    /// The body with a reference for each secret.
    mutating func referring(_ body: JSONValue, base: JSONValue?) -> JSONValue {
        // Plans from files have references already.
        if let source = Self.reference(body), Self.isSource(source) { return body }
        switch body {
        case .object(let object):
            var members: [(String, JSONValue)] = []
            for member in object.members {
                let old = base?[member.key]
                let isReferred = Self.reference(member.value).map(Self.isSource) == true
                let isSecret =
                    !isReferred && Redactor.json([member.key: member.value])[member.key] == .string(Redactor.mask)
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

    /// A place outside the record that a secret is taken from, and the member that it becomes.
    struct Source: Sendable, Hashable {
        let member: String
        let text: String

        /// True where something of the machine is read or run for it.
        var isFromMachine: Bool { text.hasPrefix(file) || text.hasPrefix(command) }

        /// True where it may stand: a file could make anything of this machine the value of what everybody can see.
        var isAllowed: Bool {
            Redactor.isSecret(member) || text.wholeMatch(of: /env:SECRET_[0-9]+/) != nil
        }

        var sentence: String {
            "\(member) is taken from \(text)\(text.hasPrefix(command) ? ", which is run here" : "")."
        }
    }

    /// The sources that a body takes secrets from.
    static func sources(in body: JSONValue, of member: String = "") -> [Source] {
        if let text = reference(body) { return isSource(text) ? [Source(member: member, text: text)] : [] }
        return switch body {
        case .object(let object): object.members.flatMap { sources(in: $0.value, of: $0.key) }
        case .array(let items): items.flatMap { sources(in: $0, of: member) }
        case .string, .null, .bool, .number: []
        }
    }

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
    @concurrent static func resolved(
        _ body: JSONValue, current: JSONValue?, environment: [String: String], at path: JSONPath = JSONPath()
    ) async throws(PlanFileError) -> JSONValue {
        if let name = reference(body) {
            return try await secret(name, current, environment, at: path)
        }
        switch body {
        case .object(let object):
            var members: [(String, JSONValue)] = []
            for member in object.members {
                let inner = path.appending(.member(member.key))
                let old = current?[member.key]
                members.append(
                    (member.key, try await resolved(member.value, current: old, environment: environment, at: inner)))
            }
            return .object(JSONObject(members))
        case .array(let items):
            var known: [JSONValue] = []
            for (index, item) in items.enumerated() {
                known.append(
                    try await resolved(item, current: nil, environment: environment, at: path.appending(.item(index))))
            }
            return .array(known)
        case .string, .null, .bool, .number: return body
        }
    }

    private static func secret(
        _ name: String, _ current: JSONValue?, _ environment: [String: String], at path: JSONPath
    ) async throws(PlanFileError) -> JSONValue {
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
        if name.hasPrefix(command) {
            do throws(TokenError) {
                let output = try await TokenCommand(.shell(String(name.dropFirst(command.count))))
                    .run(environment: environment)
                return .string(output.trimmingCharacters(in: .newlines))
            } catch {
                throw PlanFileError(path.description, "\(error.description) \(error.nextStep)")
            }
        }
        guard name.hasPrefix(file) else {
            throw PlanFileError(
                path.description, "a secret is record, env:NAME, file:PATH or command:LINE, not \(name)")
        }
        do throws(PrivateFileError) {
            let data = try PrivateFile.read(URL(filePath: String(name.dropFirst(file.count))))
            return .string(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
        } catch {
            throw PlanFileError(path.description, "\(error) \(error.nextStep)")
        }
    }

    /// The secrets that stand in the places of references, by those.
    /// - Parameter resolved: The same body with its secrets.
    static func values(in body: JSONValue, _ resolved: JSONValue) -> [String: String] {
        if let name = reference(body) { return resolved.string.map { [name: $0] } ?? [:] }
        guard let object = body.object else { return [:] }
        var values: [String: String] = [:]
        for member in object.members {
            guard let other = resolved[member.key] else { continue }
            values.merge(Self.values(in: member.value, other)) { one, _ in one }
        }
        return values
    }
}
