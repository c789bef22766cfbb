import SisenseClient

/// Runs the command lines of a command of the person one after the other, each recorded before it begins.
struct OwnCommandRun {
    let command: OwnCommand
    let lines: [CommandRun]
    let client: APIClient
    let program: ProgramRunning

    /// The ends of those that were run: the first that does not succeed is the last.
    func ends() async -> [ProgramEnd] {
        let entries = entries
        var ends: [ProgramEnd] = []
        for (line, entry) in zip(lines, entries) {
            var isRecorded = true
            do throws(PrivateFileError) {
                try await client.begin(entry)
            } catch {
                // What changes nothing may be run without a record, as reading works without one.
                guard command.isReading else {
                    return ends + [.notStarted("not run: the audit log cannot record it. \(error) \(error.nextStep)")]
                }
                isRecorded = false
            }
            let end = await program(ProgramRun(line.arguments, usesTerminal: command.usesTerminal))
            if isRecorded { await client.end(entry, end.outcome) }
            ends.append(end)
            // What stopped the first is likely to stop the rest, or to be made worse by it.
            guard end.hasSucceeded else { break }
        }
        await client.leave(Array(entries.dropFirst(ends.count)), because: "The run before it did not succeed.")
        return ends
    }

    private var entries: [AuditEntry] {
        let title = AuditEntry.title(running: command.name, for: lines.flatMap(\.records))
        let run = lines.count > 1 ? ChangeRun(title: title, count: lines.count) : nil
        return lines.map {
            AuditEntry(
                running: command.name, for: $0.records, isReading: command.isReading, on: client, run: run)
        }
    }
}

extension ProgramEnd {
    var hasSucceeded: Bool {
        switch self {
        case .exited(let status, _): status == 0
        case .notStarted, .failed: false
        }
    }

    /// The outcome as the audit log has it. What a program writes stays out: it may hold secrets.
    var outcome: ChangeOutcome {
        switch self {
        case .exited(let status, _): ChangeOutcome(status == 0 ? .done : .refused, "Exit status \(status).")
        case .notStarted(let reason): ChangeOutcome(.notSent, reason)
        case .failed(let reason): ChangeOutcome(.notKnown, "It \(reason).")
        }
    }
}
