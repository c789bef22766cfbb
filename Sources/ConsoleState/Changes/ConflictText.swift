package import SisenseClient

/// A place of a conflict in words: what it is, and each version of it, with names instead of ids.
package struct ConflictText {
    private let place: JSONMerge.Place
    private let names: RecordNames

    package init(_ place: JSONMerge.Place, _ names: RecordNames) {
        (self.place, self.names) = (place, names)
    }

    /// The name of the member that it is in, or of the list.
    private var member: String { place.path.topMember ?? "" }

    /// True for an entry of a list as a whole, and not a member of it.
    private var isEntry: Bool { place.item != nil && place.path.steps.count == 1 }

    /// `group Sales`, `user Bea Okafor, rule`, `last name`.
    package var label: String {
        guard let item = place.item else {
            return place.path.steps.count == 1 ? RecordWords.name(of: member) : place.path.description
        }
        let name = names[item] ?? Reference(entry)?.name ?? item
        guard RecordWords.isNamedList(member) else { return "\(place.path): \(name)" }
        let noun = entry.flatMap(Share.init)?.party.rawValue ?? RecordWords.name(of: member)
        let rest = place.path.steps.dropFirst().compactMap { step -> String? in
            if case .member(let name) = step { name } else { nil }
        }
        return (["\(noun) \(name)"] + rest).joined(separator: ", ")
    }

    /// The entry itself, from whoever has one.
    private var entry: JSONValue? {
        isEntry ? [place.theirs, place.mine, place.base].lazy.compactMap(\.self).first { $0.object != nil } : nil
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
        let name = place.path.lastMember ?? ""
        return RecordWords(names).text(version, name) ?? JSONWriter.text(Redactor.json(version), layout: .compact)
    }
}
