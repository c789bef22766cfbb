import SisenseClient

/// A run of a command of the person.
package struct CommandRun: Sendable, Equatable {
    /// The program first.
    package let arguments: [String]
    /// The names of the records that it is for.
    package let records: [String]

    package init(_ arguments: [String], for records: [String] = []) {
        (self.arguments, self.records) = (arguments, records)
    }
}

/// The command lines that a command of the person comes to for some records.
struct CommandLines: Sendable, Equatable {
    let runs: [CommandRun]

    /// The most runs of one go: more belong in a script.
    static let most = 100

    /// A record with its values, by the names of columns.
    struct Record: Sendable {
        let name: String
        let value: @Sendable (String) -> String?
    }

    /// - Throws: why a value cannot be an argument. Then nothing is run for any record.
    init(_ command: OwnCommand, for records: [Record], in session: [String: String]) throws(CommandLineRefusal) {
        let isOneRun = command.words.contains(where: \.isSpread)
        guard isOneRun || records.count <= Self.most else {
            throw CommandLineRefusal(
                "\(command.name) would run \(counted(records.count, "time")); \(Self.most) is the most. "
                    + "{name...} gives one run all records.")
        }
        guard command.takesRecords else {
            runs = [try Self.run(command, [], session)]
            return
        }
        if isOneRun {
            runs = [try Self.run(command, records, session)]
            return
        }
        var runs: [CommandRun] = []
        for record in records { runs.append(try Self.run(command, [record], session)) }
        self.runs = runs
    }

    private static func run(
        _ command: OwnCommand, _ records: [Record], _ session: [String: String]
    ) throws(CommandLineRefusal) -> CommandRun {
        var arguments: [String] = []
        for word in command.words {
            // Behind this word programs take nothing for an option any more.
            let isPastOptions = arguments.contains("--")
            let isOfRecords = word.values.contains { session[$0] == nil }
            let each: [Record?] = word.isSpread ? records : isOfRecords ? Array(records.prefix(1)) : [nil]
            for record in each {
                arguments.append(try argument(word, record, session, isPastOptions: isPastOptions))
            }
        }
        return CommandRun(arguments, for: records.map(\.name))
    }

    private static func argument(
        _ word: CommandWord, _ record: Record?, _ session: [String: String], isPastOptions: Bool
    ) throws(CommandLineRefusal) -> String {
        var argument = ""
        for part in word.parts {
            switch part {
            case .text(let text): argument += text
            case .value(let name):
                let value = session[name] ?? record?.value(name)
                let owner = record?.name ?? "this session"
                guard let value, !value.isEmpty else { throw CommandLineRefusal("\(owner) has no \(name)") }
                guard !value.unicodeScalars.contains(where: isUnfit) else {
                    throw CommandLineRefusal("\(name) of \(owner) holds a control character")
                }
                // What comes from a server must not become an option of the program.
                if argument.isEmpty, value.hasPrefix("-"), !isPastOptions {
                    throw CommandLineRefusal(
                        "\(name) of \(owner) begins with a dash and would be an option; put \"--\" before {\(name)}")
                }
                argument += value
            }
        }
        return argument
    }

    /// True for what acts on a terminal or turns the direction of the text around it.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// The first line as a person could type it, and how many more there are.
    var text: String {
        let line = runs.first.map { $0.arguments.map(CallCommandText.word).joined(separator: " ") } ?? ""
        return runs.count > 1 ? "\(line), and \(runs.count - 1) more" : line
    }
}

/// The reason why a command is not run.
struct CommandLineRefusal: Error, Sendable, Equatable {
    let text: String

    init(_ text: String) { self.text = text }
}
