import SisenseClient

/// A program to be run, and how.
package struct ProgramRun: Sendable, Equatable {
    /// The program first, as a path or a name that is looked up in `PATH`.
    package let arguments: [String]
    /// True when it gets the terminal meanwhile.
    package let usesTerminal: Bool

    package init(_ arguments: [String], usesTerminal: Bool) {
        (self.arguments, self.usesTerminal) = (arguments, usesTerminal)
    }
}

/// The end of a program.
package enum ProgramEnd: Sendable, Equatable {
    /// What it has written, standard output and error as they came; empty where it had the terminal.
    case exited(status: Int32, output: String)
    /// Why it did not run, in words.
    case notStarted(String)
    /// Why it did not end by itself, in words.
    case failed(String)
}

/// Runs a program without a shell and without the secrets of this one.
package typealias ProgramRunning = @Sendable (ProgramRun) async -> ProgramEnd

/// The actions on commands of the person.
package enum OwnCommandAction: Sendable {
    /// Runs it for what is chosen, after a question where it wants one.
    case requested(OwnCommand)
    /// The question was answered with yes.
    case confirmed(OwnCommand, [CommandRun])
    case ended(OwnCommand, [ProgramEnd])
}

/// Runs commands of the person for the records chosen.
struct OwnCommandReducer {
    let dependencies: Dependencies

    func reduce(_ state: inout ConsoleState, _ action: OwnCommandAction) -> ConsoleOutcome {
        switch action {
        case .requested(let command):
            if let obstacle = command.obstacle(in: state) { return .message(.warning, "\(command.label): \(obstacle)") }
            do throws(CommandLineRefusal) {
                let lines = try CommandLines(command, for: records(state), in: session(state))
                guard command.confirms else { return .then(.ownCommand(.confirmed(command, lines.runs))) }
                return .then(.picker(.opened(question(command, lines))))
            } catch {
                return .message(.warning, "\(command.label): \(error.text)")
            }
        case .confirmed(let command, let runs):
            return run(command, runs, state.session.client)
        case .ended(let command, let ends):
            return report(command, ends, state)
        }
    }

    /// What a person is asked; nothing is run by the first answer.
    private func question(_ command: OwnCommand, _ lines: CommandLines) -> PickerState {
        let times = lines.runs.count > 1 ? " \(counted(lines.runs.count, "time"))" : ""
        let run = FormOption("run", "Run\(times)", details: [lines.text], note: lines.text)
        return PickerState(
            "\(command.label)?", PickerSource([FormOption("cancel", "Cancel", details: ["nothing is run"]), run]),
            for: .run { $0.id == run.id ? [.ownCommand(.confirmed(command, lines.runs))] : [] })
    }

    private func session(_ state: ConsoleState) -> [String: String] {
        let user = if case .ready(let user) = state.session.phase { user.email } else { "" }
        let values = [state.session.client.server.description, state.session.profile, user]
        return Dictionary(zip(OwnCommand.sessionValues, values)) { first, _ in first }
    }

    /// The records marked, or the one that is open or under the cursor, with their cells.
    private func records(_ state: ConsoleState) -> [CommandLines.Record] {
        guard let list = state.list else { return [] }
        let (table, columns) = (list.table, list.columns)
        return list.targets.map { id in
            let row = table.ref(of: id)
            let name = row.map { table.cell($0, list.nameColumn) } ?? list.subjectTitle
            return CommandLines.Record(name: name) { value in
                if value == OwnCommand.recordID { return id.description }
                guard let row, let column = columns.firstIndex(where: { $0.id == value }) else { return nil }
                return table.cell(row, column)
            }
        }
    }

    private func run(_ command: OwnCommand, _ lines: [CommandRun], _ client: APIClient) -> ConsoleOutcome {
        guard let program = dependencies.program else { return .message(.warning, "No programs can be run here") }
        let run = OwnCommandRun(command: command, lines: lines, client: client, program: program)
        return .run(
            .run(.ownCommand, "running a command of yours", rule: .keep) { send in
                await send(.ownCommand(.ended(command, await run.ends())))
                await send(.list(.audit, .recordsChanged([])))
            })
    }

    /// The first line of what came, and the rest where messages are read.
    private func report(_ command: OwnCommand, _ ends: [ProgramEnd], _ state: ConsoleState) -> ConsoleOutcome {
        var (output, fault): (String, String?) = ("", nil)
        for end in ends {
            switch end {
            case .exited(let status, let text):
                output += text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
                if status != 0 { fault = "exited with status \(status)" }
            case .notStarted(let reason), .failed(let reason): fault = reason
            }
        }
        let lines = output.split(whereSeparator: \.isNewline).map(String.init)
        let times = ends.count > 1 ? ", \(counted(ends.count, "time"))" : ""
        let first = lines.first.map { ": \($0)" } ?? ""
        let more = lines.count > 1 ? " (\(counted(lines.count, "line")))" : ""
        let text = "\(command.name) \(fault ?? "done\(times)")\(first)\(more)"
        let message = Message(fault == nil ? .ok : .error, text, detail: lines.joined(separator: "\n"))
        let isToBeRead = lines.count > 1 && state.overlay == nil
        return .then(.posted(message)) + (isToBeRead ? .then(.messages(.opened)) : ConsoleOutcome())
    }
}
