import Foundation
import SisenseClient

/// What the arguments ask for.
enum Invocation {
    case console(ConsoleOptions)
    case serve(ServeOptions)
    case call(CallOptions)
    case operations(isJSON: Bool)
    case profile(ProfileOptions)
    case info(ConnectionSettings.Arguments)
    case screenshots(folder: URL)
    case completions(Shell)
    case manual
    case help
    case version

    /// `--server`, `--profile` and `--readonly` may stand before or after the name of a subcommand.
    init(_ arguments: [String]) throws(UsageError) {
        var options = ParsedOptions()
        var reader = ArgumentReader(arguments)
        var plain: [String] = []
        while let item = try reader.next() {
            switch item {
            case .value(let value): plain.append(value)
            case .option("--help"), .option("-h"):
                self = .help
                return
            case .option("--version"):
                self = .version
                return
            case .option(let name): try options.take(name, &reader)
            }
        }
        let name = plain.isEmpty ? "console" : plain.removeFirst()
        switch name {
        case "console": self = .console(try options.console(plain))
        case "serve": self = .serve(try options.serve(plain))
        case "call": self = .call(try options.call(plain))
        case "operations": self = .operations(isJSON: try options.operations(plain))
        case "profile": self = .profile(try options.profile(plain))
        case "info": self = .info(try options.info(plain))
        case "screenshots": self = .screenshots(folder: try options.screenshots(plain))
        case "completions": self = .completions(try options.completions(plain))
        case "man":
            try options.manual(plain)
            self = .manual
        case "help": self = .help
        default: throw UsageError("Unknown command \"\(name)\".")
        }
    }
}
