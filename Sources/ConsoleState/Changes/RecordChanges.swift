import SisenseClient

/// What this console has changed of a record, as a block of its page: the audit log of this machine, by kind and id.
enum RecordChanges {
    private static let title = RecordBlock.ID("Changed from here")
    /// Changes that anyone reads on a page; the list of all has the rest.
    private static let shown = 5

    static let block = RecordBlock(title, .right, from: .audit)

    /// The request that fills it.
    static func read(of id: String, in pane: PaneID) -> RecordRead {
        RecordRead(.audit, "the audit log") { context, _ throws(APIError) in
            guard let audit = context.dependencies.audit else {
                return [title: RecordBlock.Content("", [RecordLine("No audit log is kept", style: .faint)])]
            }
            let server = context.client.server.description
            let excerpt = audit.newest(shown) { change in
                // What made it has its id only in the answer, and so in the request that takes it back.
                change.server == server
                    && [change.target, change.undoTarget].contains { RecordReference.isAbout($0, id, in: pane) }
            }
            return [title: content(of: excerpt)]
        }
    }

    private static func content(of excerpt: AuditExcerpt) -> RecordBlock.Content {
        let lines = excerpt.changes.flatMap { change -> [RecordLine] in
            let link = RecordLink(.audit, change.id, change.title)
            let isDone = change.outcome == .done
            let who = change.account.isEmpty ? change.person : change.account
            let state = isDone ? change.isUndoable ? "can be undone" : "cannot be undone" : change.outcome.rawValue
            return [
                RecordLine(change.time?.minuteText ?? "", change.title, link: link, style: isDone ? .plain : .warning),
                RecordLine(state, who.isEmpty ? "" : "by \(who)"),
            ]
        }
        if lines.isEmpty {
            let found = excerpt.mayHaveMore ? "Nothing in the last \(AuditLog.excerptDepth) changes" : "Nothing"
            return RecordBlock.Content("", [RecordLine(found, style: .faint)])
        }
        return RecordBlock.Content(
            excerpt.mayHaveMore ? "the last \(excerpt.changes.count)" : "\(excerpt.changes.count)", lines)
    }
}

extension RecordPage {
    /// A page whose facts are the columns of the list, with what was changed of the record from here.
    static func columns(_ blocks: [RecordBlock] = [], changesOf id: RecordID, in pane: PaneID) -> RecordPage {
        RecordPage(
            blocks: blocks + [RecordChanges.block], reads: [RecordChanges.read(of: id.description, in: pane)])
    }
}

extension RecordReference {
    /// True for a request about the record of this id: the path of its operation says so.
    static func isAbout(_ target: RequestTarget?, _ id: String, in pane: PaneID) -> Bool {
        guard let target else { return false }
        return target.operation.parameters.contains { parameter in
            target.values[parameter.name] == id && Self.pane(of: parameter, in: target.operation) == pane
        }
    }
}
