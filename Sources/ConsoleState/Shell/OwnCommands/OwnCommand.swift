import SisenseClient

/// A program that the person has given a name in the configuration, run for the records chosen. No shell is between: each
/// word, whatever it holds, is one argument.
package struct OwnCommand: Sendable, Equatable {
    /// As it is typed after the colon.
    package let name: String
    /// A verb with its object, for menus.
    package let label: String
    /// What it does and what follows, in sentences.
    package let help: String
    /// The lists it is for; empty for all where it takes records.
    package let panes: [PaneID]
    /// As in the table of commands, separated by blanks.
    package let keys: String
    /// The program first.
    package let words: [CommandWord]
    /// True when a person is asked before it runs, with the command line.
    package let confirms: Bool
    /// True when it changes nothing anywhere: it may be run in a read-only session and in a dry run.
    package let isReading: Bool
    /// True when it gets the terminal as long as it runs; else what it writes becomes a message.
    package let usesTerminal: Bool

    package init(
        _ name: String, label: String, help: String = "", panes: [PaneID] = [], keys: String = "",
        words: [CommandWord], confirms: Bool = true, isReading: Bool = false, usesTerminal: Bool = false
    ) {
        (self.name, self.label, self.panes, self.keys, self.words) = (name, label, panes, keys, words)
        self.help = help.isEmpty ? "Runs \(words.map(\.text).joined(separator: " "))." : help
        (self.confirms, self.isReading, self.usesTerminal) = (confirms, isReading, usesTerminal)
    }

    /// The names of the values that it takes, in their order.
    package var values: [String] { words.flatMap(\.values) }

    /// True for one that needs a record.
    package var takesRecords: Bool { values.contains { !Self.sessionValues.contains($0) } }

    /// The values that every place has: the address of the server, the name of its profile, who is logged in.
    package static let sessionValues = ["server", "profile", "user"]

    /// The id of a record, which every list has.
    package static let recordID = "_id"

    /// The command of a list that it is.
    package var listCommand: ListCommand {
        .run(
            name, keys: keys, label, menu: .other(nil, help), about: takesRecords ? .chosen : .none,
            unless: { obstacle(in: $0) }, actions: { _ in [.ownCommand(.requested(self))] })
    }

    /// The reason why it cannot be run in this session; nil when it can.
    package func obstacle(in state: ConsoleState) -> String? {
        guard !isReading else { return nil }
        let policy = state.session.client.policy
        if policy.readOnlyReason != nil { return "Not in a read-only session: it does not say that it only reads" }
        return policy.isDryRun ? "Not in a dry run: it does not say that it only reads" : nil
    }
}

/// A word of a command with values to be put in: `--mail={email}`.
package struct CommandWord: Sendable, Equatable {
    package enum Part: Sendable, Equatable {
        case text(String)
        case value(String)
    }

    /// As it is written.
    package let text: String
    let parts: [Part]
    /// True for `{email...}`: an argument for each of several records, in one run of the program.
    let isSpread: Bool

    /// The end of a name that stands for several arguments.
    private static let spread = "..."

    /// Reads `{name}` as a value; `{{` and `}}` stand for the braces themselves.
    /// - Throws: what is wrong with it, in words.
    package init(_ text: String) throws(CommandWordProblem) {
        self.text = text
        var (parts, plain): ([Part], String) = ([], "")
        var (isSpread, rest) = (false, text[...])
        while let character = rest.first {
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
                plain.append(character)
                rest = rest.dropFirst(2)
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}") else {
                    throw CommandWordProblem("{ is not closed; {{ means {")
                }
                var name = rest[rest.index(after: rest.startIndex)..<end]
                if name.hasSuffix(Self.spread) {
                    name = name.dropLast(Self.spread.count)
                    isSpread = true
                }
                guard !name.isEmpty else { throw CommandWordProblem("{} names no value") }
                if !plain.isEmpty { parts.append(.text(plain)) }
                parts.append(.value(String(name)))
                (plain, rest) = ("", rest[rest.index(after: end)...])
            } else if character == "}" {
                throw CommandWordProblem("} closes nothing; }} means }")
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
        (self.parts, self.isSpread) = (parts, isSpread)
    }

    /// True for a word without values.
    package var isLiteral: Bool { values.isEmpty }

    var values: [String] {
        parts.compactMap { part in
            if case .value(let name) = part { name } else { nil }
        }
    }
}

/// What is wrong with a word of a command.
package struct CommandWordProblem: Error, Sendable, Equatable {
    package let text: String

    init(_ text: String) { self.text = text }
}
