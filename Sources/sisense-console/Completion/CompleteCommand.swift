import ConsoleState
import Foundation
import SisenseClient

/// Answers a shell that asks how a command line may go on.
struct CompleteCommand {
    /// The words behind the name of the program, the last of which is being typed.
    let words: [String]
    let environment: [String: String]

    func run() async throws(OutputError) -> ExitStatus {
        let environment = environment
        let names = RecordNames(arguments: connection, environment: environment)
        let completion = await Completion.of(
            words,
            Completion.Sources(
                profiles: {
                    Connection.profiles(environment: environment).read().profiles.map {
                        .init($0.name.description, $0.server.description)
                    }
                },
                names: names.read))
        // Descriptions come from files and from the catalogue: on the terminal of a shell they are read as they are.
        return try Output.data(Data((completion.lines(Output.printable).joined(separator: "\n") + "\n").utf8))
    }

    /// The connection that the words ask for as far as they are typed.
    private var connection: ConnectionSettings.Arguments {
        let line = TypedLine(words)
        return ConnectionSettings.Arguments(
            profile: line.values["--profile"], server: line.values["--server"].flatMap { try? ServerAddress($0) })
    }
}
