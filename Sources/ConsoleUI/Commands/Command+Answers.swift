import ConsoleState
import Foundation
import SisenseClient

extension Command {
    /// What the answer to a call takes beside what all outlines do.
    static let answers: [Command] =
        [
            Command("answer.back", .answer, "Esc q Backspace", hint: "back", "Clear the search, or go back to the list")
            {
                context in
                [context.state.jsonTree?.search != nil ? .jsonTree(.searchCleared) : .explorer(.answerClosed)]
            },
            Command("answer.repeat", .answer, "R Ctrl-R", hint: "again", "Call again") { _ in
                [.explorer(.repeated)]
            },
            Command("answer.edit", .answer, "e", hint: "edit", "Edit call…") { context in
                context.state.explorer.answer.map { [.explorer(.formRequested($0.draft))] } ?? []
            },
            Command("answer.save", .answer, "o", hint: "save", "Save body to a file…") { _ in
                [.explorer(.fileRequested)]
            },
            Command("answer.history", .answer, "H", "Open history…") { _ in
                [.menu(.opened(.history))]
            },
            Command("answer.copy", .answer, "y", hint: "copy", "Copy…") { _ in
                [.menu(.opened(.copies))]
            },
        ] + [
            copy("body", "The body, secrets masked") { answer, _ in
                (try? answer.response.json()).map { JSONWriter.text(Redactor.json($0)) }
                    ?? String(data: answer.response.body, encoding: .utf8)
            },
            copy("curl", "The call as a curl command") { answer, server in
                CurlCommand(answer.call, server: server, tokenVariable: "SISENSE_TOKEN").text
            },
            copy("command", "The call as a command of this program") { answer, _ in
                CallCommandText(answer.call).text
            },
        ]

    private static func copy(
        _ name: String, _ help: String, text: @escaping @Sendable (CallAnswer, ServerAddress) -> String?
    ) -> Command {
        @Sendable func copied(_ context: CommandContext) -> String? {
            context.state.shownAnswer.flatMap { text($0, context.state.session.client.server) }
        }
        return Command(
            "copy.answer-\(name)", .answerCopy, "", help,
            obstacle: { copied($0) == nil ? "it is not text" : nil }
        ) { context in
            copied(context).map { [.copied($0, what: help.prefix(1).lowercased() + help.dropFirst())] } ?? []
        }
    }

    /// The calls that take a record: an entry for each in a menu.
    static func calls(taking id: RecordID, of pane: PaneID) -> [Command] {
        RecordReference.calls(for: pane).map { operation, field in
            Command("call.\(operation.id)", .calls, "", "\(operation.id)  \(operation.summary)") { _ in
                [.explorer(.formRequested(CallDraft(operation.id, [field: id.description])))]
            }
        }
    }

    /// The calls that were made, the newest first: an entry for each in a menu.
    static func history(_ explorer: ExplorerState) -> [Command] {
        explorer.history.enumerated().map { index, past in
            Command("call.\(index)", .calls, "", "\(past.status)  \(past.line)") { _ in
                [.explorer(.formRequested(past.draft))]
            }
        }
    }
}
