import SisenseClient

/// One entry of the list of allowed origins, with what becomes of it and what the server makes of it.
package struct OriginRow: Sendable {
    enum Change: Sendable {
        case none, added, removed
        /// A line that can be no origin.
        case rejected
    }

    package let entry: String
    private let change: Change
    /// True for one without encryption on a production server.
    private let isForbidden: Bool
    /// The result of the last test; nil where nobody has tested it.
    private let test: OriginTest?
    /// The judgement of the list as it will be; nil for what admits no page.
    private let admission: OriginAdmission?

    init(_ entry: String, _ change: Change, _ state: CORSState, on purpose: ServerPurpose?) {
        (self.entry, self.change, test) = (entry, change, state.tests[entry])
        isForbidden = purpose?.isProduction == true && entry.hasPrefix("http:")
        admission = state.admission(of: entry)
    }

    static let layout = RowLayout<OriginRow>(
        [
            Column("origin", "Origin", 20, kind: .path, priority: 9, isName: true) { $0.entry },
            Column("now", "Now", 11, priority: 8) { $0.now },
            Column("saved", "Saved", 10, priority: 7) { $0.afterSave },
            Column("note", "Note", 12, kind: .aside, priority: 5) { $0.notes.joined(separator: " ") },
        ],
        id: { RecordID($0.entry) },
        style: { $0.style })

    private var now: String {
        switch test {
        case nil: "not checked"
        case .running: "testing"
        case .done(let report): report.isAllowed ? "passes" : "blocked"
        }
    }

    private var afterSave: String {
        admission.map { $0.isAdmitted ? "passes" : "blocked" } ?? "no page"
    }

    private var style: RowStyle {
        switch change {
        case .added: .added
        case .removed: .removed
        case .rejected: .error
        case .none where isForbidden: .error
        case .none:
            switch OriginEntry.parse(entry) {
            case .accepted(_, let warnings): warnings.isEmpty ? .plain : RowStyle(.plain, .attention)
            case .normalized, .rejected: .error
            }
        }
    }

    /// Sentences: its name in its own script, since a lookalike is easily taken for another, and what to beware of.
    private var notes: [String] {
        let unicode = Origin(serialized: entry)?.unicode
        let name = unicode == entry ? nil : unicode
        switch OriginEntry.parse(entry) {
        case .accepted(_, let warnings):
            let fault = isForbidden ? ["Not encrypted, on a production server."] : []
            return [name].compactMap(\.self) + fault + warnings
        case .normalized(let text, _, _): return ["No browser sends this; write \(text)."]
        case .rejected(let reason): return [reason]
        }
    }

    /// The parts of its record.
    var blocks: [RecordBlock] {
        var blocks: [RecordBlock] = []
        if !notes.isEmpty {
            blocks.append(
                RecordBlock(RecordBlock.ID("Note"), RecordBlock.Content("", notes.flatMap { RecordLine.prose($0) })))
        }
        if let admission {
            blocks.append(
                RecordBlock(
                    RecordBlock.ID("After save"), RecordBlock.Content("", RecordLine.prose(admission.explanation))))
        }
        guard let report = test?.report else { return blocks }
        let findings = report.findings.flatMap { RecordLine.prose("\($0.rule.title). \($0.explanation)") }
        return blocks + [
            RecordBlock(RecordBlock.ID("Test"), RecordBlock.Content(report.isAllowed ? "ok" : "x", findings))
        ]
    }
}
