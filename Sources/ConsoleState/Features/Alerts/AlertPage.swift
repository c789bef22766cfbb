import SisenseClient

/// The page of an alert: what it watches, whom it notifies, and in which words.
enum AlertPage {
    private static let message = RecordBlock.ID("Message")
    private static let recipients = RecordBlock.ID("Recipients")
    private static let deletion = RecordBlock.ID("If deleted")

    /// - Parameter receipt: Whether it notifies the user who looks.
    static func page(of alert: Alert, _ names: PartyNames, receipt: String) -> RecordPage {
        let text = RecordBlock.Content("", RecordLine.prose(alert.message))
        return RecordPage(
            facts: facts(of: alert, names, receipt),
            blocks: [
                RecordBlock(recipients, .list(alert.parties.map { line(of: $0, alert, names) }.sorted(byName: \.text)))
            ] + (alert.message.isEmpty ? [] : [RecordBlock(message, text)]) + [
                RecordChanges.block,
                RecordBlock(
                    deletion, RecordBlock.Content("", RecordLine.prose("Its past events are deleted too.")), .right),
            ],
            reads: [RecordChanges.read(of: alert.id, in: .alerts)])
    }

    private static func facts(of alert: Alert, _ names: PartyNames, _ receipt: String) -> [RecordFact] {
        let state: RecordFact =
            switch alert.isEnabled {
            case true?: RecordFact("State", "on")
            case false?: RecordFact("State", "off: nobody is notified", style: .warning)
            case nil: RecordFact("State", "the server does not say")
            }
        let owner = alert.owner.map { owner in
            RecordFact("Owner", names.name(owner), link: RecordLink(.users, owner.id, names.name(owner)))
        }
        return [
            state, RecordFact("Type", [alert.type, alert.category].filter { !$0.isEmpty }.joined(separator: ", ")),
            RecordFact("Source", alert.sources.isEmpty ? "none" : alert.sources.joined(separator: ", ")),
            owner ?? RecordFact("Owner", "the server does not say"), RecordFact("Notifies you", receipt),
        ]
    }

    /// A recipient by name, and its record where its kind is known.
    private static func line(of party: Reference, _ alert: Alert, _ names: PartyNames) -> RecordLine {
        let kind = alert.raw["parties"]?.array?.first { Reference($0)?.id == party.id }?["type"]?.string
        let pane: PaneID? =
            switch kind {
            case "user": .users
            case "group": .groups
            default: nil
            }
        let isMuted = alert.disabledUsers.contains(party.id)
        let name = names.name(party)
        let notes = [kind == "group" ? "group" : nil, isMuted ? "muted it" : nil].compactMap(\.self)
        return RecordLine(
            name, notes.joined(separator: ", "), link: pane.map { RecordLink($0, party.id, name) })
    }
}
