/// Something that is on the server otherwise than a file wants it.
package struct StateDifference: Sendable, Equatable {
    package enum Act: String, Sendable {
        case add, change, remove, rename
    }

    /// The side that has changed since both agreed last, as far as that is known.
    package enum Side: String, Sendable {
        case file, server
    }

    package let kind: StateKind
    /// The name of the thing.
    package let key: String
    /// The member of it that differs; empty for all of it.
    package let path: [String]
    package let act: Act
    /// Nil where the server does not have it.
    package let now: JSONValue?
    /// Nil where it shall not be there.
    package let wanted: JSONValue?
    /// True for what goes because a scope of pruning takes it and no file names it.
    package internal(set) var isPruned = false
    /// Nil where it is not known.
    package internal(set) var changed: Side?

    init(
        _ kind: StateKind, _ key: String, at path: [String] = [], _ act: Act, now: JSONValue?, wanted: JSONValue?
    ) {
        (self.kind, self.key, self.path, self.act, self.now, self.wanted) = (kind, key, path, act, now, wanted)
    }

    /// As it is named in a file: `settings.system.firstday`.
    package var name: String { Self.name(kind, key, path) }

    static func name(_ kind: StateKind, _ key: String, _ path: [String]) -> String {
        JSONPath(([kind.rawValue, key] + path).map(JSONPath.Step.member)).description
    }

    /// True when it is, or lies below, what one of these paths names.
    package func isBelow(_ names: [String]) -> Bool {
        let own = name
        return names.contains { Self.isName(own, atOrBelow: $0) }
    }

    /// True for a name that is another one, or that of a part of it.
    static func isName(_ name: String, atOrBelow other: String) -> Bool {
        name == other || name.hasPrefix(other + ".") || name.hasPrefix(other + "[")
    }

    /// The sign before it in a list.
    package var sign: String {
        switch act {
        case .add: "+"
        case .change, .rename: "~"
        case .remove: "-"
        }
    }

    /// In a line, as `~ users.a@x.test.role: consumer → contributor`.
    package var line: String {
        let text =
            switch act {
            case .add: "+ \(name)" + (wanted.map { $0 == [:] || $0 == true ? "" : ": \(Self.text($0))" } ?? "")
            case .remove: "- \(name)"
            case .change, .rename: "~ \(name): \(Self.text(now)) → \(Self.text(wanted))"
            }
        return text + (changed.map { "  (\($0.rawValue) changed)" } ?? "")
    }

    package var json: JSONValue {
        var members: [(String, JSONValue)] = [("name", .string(name)), ("act", .string(act.rawValue))]
        if let now { members.append(("now", now)) }
        if let wanted { members.append(("wanted", wanted)) }
        if isPruned { members.append(("pruned", true)) }
        if let changed { members.append(("changed", .string(changed.rawValue))) }
        return .object(JSONObject(members))
    }

    /// A value in a few words.
    package static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil: "none"
        case .string(let text)?: text.isEmpty ? "\"\"" : text
        case let value?: JSONWriter.text(value, layout: .compact)
        }
    }
}
