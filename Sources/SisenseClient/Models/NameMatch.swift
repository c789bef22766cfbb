/// The records that a name somebody typed may mean. Nobody takes the first of several: what tells them apart is shown
/// instead, and the person chooses.
package enum NameMatch<Value: Distinguishable>: Sendable {
    case none
    case one(Value)
    case several([Value])

    init(_ found: [Value]) {
        switch found.count {
        case 0: self = .none
        case 1: self = .one(found[0])
        default: self = .several(found)
        }
    }

    /// The record; nil when there is none, or more than one.
    package var only: Value? {
        if case .one(let value) = self { value } else { nil }
    }

    /// The reason why a name means no one record, as a sentence for the field it was typed in; nil when it does.
    /// - Parameters:
    ///   - noun: The kind of record, in the singular.
    ///   - name: It, where several were typed.
    package func problem(_ noun: String, named name: String? = nil) -> String? {
        switch self {
        case .none: "No \(noun) with \(name.map { "the name \($0)" } ?? "that name")"
        case .one: nil
        case .several(let values):
            "\(values.count) have \(name.map { "the name \($0)" } ?? "that name"), enter an id: "
                + values.map(\.distinction).joined(separator: "; ")
        }
    }
}

/// A record that people call by names which others may have too.
package protocol Distinguishable: Sendable, Identifiable where ID == String {
    /// The names that people type for it.
    var names: [String] { get }

    /// The facts that tell it from others of the same name, the id among them.
    var distinction: String { get }
}

/// Records by the names that people type for them. Upper and lower case are the same, and an id always means its own
/// record.
package struct NameIndex<Value: Distinguishable>: Sendable {
    private let byID: [String: Value]
    private let byName: [String: [Value]]

    package init(_ values: [Value]) {
        byID = Dictionary(values.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        var byName: [String: [Value]] = [:]
        for value in byID.values.sorted(by: { $0.id < $1.id }) {
            for name in Set(value.names.map { $0.lowercased() }) where !name.isEmpty {
                byName[name, default: []].append(value)
            }
        }
        self.byName = byName
    }

    package subscript(_ name: String) -> NameMatch<Value> {
        byID[name].map(NameMatch.one) ?? NameMatch(byName[name.lowercased()] ?? [])
    }
}

extension User: Distinguishable {
    package var names: [String] { [email, userName] }

    package var distinction: String {
        let login = lastLogin.map { "last login \($0.description.prefix(10))" } ?? "never logged in"
        return "\(label), \(displayName == label ? "" : displayName + ", ")\(login), id \(id)"
    }
}

extension Group: Distinguishable {
    package var names: [String] { [name] }

    package var distinction: String {
        let members = memberCount.map { ", \(counted($0, "member"))" } ?? ""
        return "\(label)\(isDirectory ? ", from a directory" : "")\(members), id \(id)"
    }
}

extension Role: Distinguishable {
    package var names: [String] { [title, name] }

    package var distinction: String { "\(title), stored as \(name), id \(id)" }
}
