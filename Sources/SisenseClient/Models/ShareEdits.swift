/// Edits of who several dashboards are shared with, by user and group. They say what is meant and not which lists come
/// out: laid on the list of each dashboard they change what they are about, and nothing that others have changed in it.
package struct ShareEdits: Sendable, Equatable {
    /// A user or group by id.
    package struct Party: Sendable, Hashable {
        package let kind: Share.Party
        package let id: String

        package init(_ kind: Share.Party, id: String) {
            (self.kind, self.id) = (kind, id)
        }
    }

    /// The edit of the entries of one party.
    package struct Edit: Sendable, Equatable {
        package enum Presence: Sendable, Equatable {
            /// It stays where it is.
            case kept
            /// It is added where it is not yet, with this right.
            case everywhere(Share.Rule)
            case removed
            /// Another one takes its place, with the right and the report that it had.
            case replaced(by: Party)
        }

        package var presence = Presence.kept
        /// The right that it gets wherever it stands; nil where it keeps the one it has.
        package var rule: Share.Rule?

        package init(_ presence: Presence = .kept, rule: Share.Rule? = nil) {
            (self.presence, self.rule) = (presence, rule)
        }

        var isNothing: Bool { presence == .kept && rule == nil }
    }

    private var edits: [Party: Edit] = [:]
    /// True when all are removed that no edit is about, as where one list is to become like another.
    private let removesOthers: Bool

    package init(removingOthers: Bool = false) {
        removesOthers = removingOthers
    }

    package var isEmpty: Bool { edits.isEmpty && !removesOthers }

    package subscript(party: Party) -> Edit {
        get { edits[party] ?? Edit() }
        set { edits[party] = newValue.isNothing ? nil : newValue }
    }

    /// The entries of a dashboard as they should be. Those of its owner, who needs none, stay as they are.
    package func applied(to shares: [Share], owner: String?) -> [Share] {
        var (kept, replaced): ([Share], [(Share, by: Party)]) = ([], [])
        for share in shares {
            guard share.rule != nil else {
                kept.append(share)
                continue
            }
            guard let edit = edits[share.partyKey] else {
                if !removesOthers { kept.append(share) }
                continue
            }
            switch edit.presence {
            case .removed: break
            case .replaced(let party): replaced.append((share, by: party))
            case .kept, .everywhere: kept.append(share.giving(edit.rule))
            }
        }
        for (share, party) in replaced where party.id != owner { take(party, insteadOf: share, into: &kept) }
        let present = Set(kept.map(\.partyKey))
        for (party, edit) in edits.sorted(by: { $0.key.id < $1.key.id }) {
            guard case .everywhere(let rule) = edit.presence, party.id != owner, !present.contains(party) else {
                continue
            }
            kept.append(Share(party.kind, id: party.id, rule: edit.rule ?? rule))
        }
        return kept
    }

    /// The newcomer keeps an entry of its own with the stronger of the two rights.
    private func take(_ party: Party, insteadOf share: Share, into kept: inout [Share]) {
        let edit = self[party]
        if case .removed = edit.presence { return }
        let rule = edit.rule ?? share.rule ?? .view
        guard let index = kept.firstIndex(where: { $0.partyKey == party }) else {
            return kept.append(Share(party.kind, id: party.id, rule: rule, isSubscribed: share.isSubscribed))
        }
        if kept[index].rule == .view, edit.rule == nil { kept[index] = kept[index].giving(rule) }
    }
}

extension Share {
    /// The user or group that the entry is about.
    package var partyKey: ShareEdits.Party { ShareEdits.Party(party, id: id) }

    /// The same entry with this right; itself where it has it already.
    fileprivate func giving(_ rule: Rule?) -> Share {
        guard let rule, rule != self.rule else { return self }
        return with(rule: rule) ?? self
    }
}
