package import SisenseClient

/// A difference of a conflict in words: what it is, and each version of it, with names instead of ids.
package struct ConflictText {
    private let difference: JSONMerge.Difference
    private let names: RecordNames

    package init(_ difference: JSONMerge.Difference, _ names: RecordNames) {
        (self.difference, self.names) = (difference, names)
    }

    /// The name of the member that it is in, or of the list.
    private var member: String { difference.path.topMember ?? "" }

    /// True for an entry of a list as a whole, and not a member of it.
    private var isEntry: Bool { difference.item != nil && difference.path.steps.count == 1 }

    /// `group Sales`, `user Bea Okafor, rule`, `last name`.
    package var label: String {
        guard let item = difference.item else {
            return difference.path.steps.count == 1 ? RecordWords.name(of: member) : difference.path.description
        }
        let name = names[item] ?? Reference(entry)?.name ?? item
        guard RecordWords.isNamedList(member) else { return "\(difference.path): \(name)" }
        let noun = entry.flatMap(Share.init)?.party.rawValue ?? RecordWords.name(of: member)
        let rest = difference.path.steps.dropFirst().compactMap { step -> String? in
            if case .member(let name) = step { name } else { nil }
        }
        return (["\(noun) \(name)"] + rest).joined(separator: ", ")
    }

    /// The entry itself, from whoever has one.
    private var entry: JSONValue? {
        isEntry
            ? [difference.theirs, difference.mine, difference.base].lazy.compactMap(\.self).first { $0.object != nil }
            : nil
    }

    /// A version in words: `view, gets mails`, `not in the list`, `none`.
    package func text(of version: JSONValue?) -> String {
        guard let version else { return isEntry ? "not in the list" : "nothing" }
        if isEntry {
            if let share = Share(version) {
                return (share.rule?.description ?? "owner") + (share.isSubscribed ? ", gets mails" : "")
            }
            if version.object == nil { return "in the list" }
        }
        let name = difference.path.lastMember ?? ""
        return RecordWords(names).text(version, name) ?? JSONWriter.text(Redactor.json(version), layout: .compact)
    }
}
