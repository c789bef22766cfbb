import Foundation
import SisenseClient
import TerminalKit

/// The program: reads the arguments, does what they say, and ends with the status that says how it went.
@main
enum SisenseConsole {
    static func main() async {
        EndingSignals.restoreDefaults()
        Output.holdPlaceOfClosedDescriptors()
        // The libraries of Swift read their arguments and threads there, and end in a trap without it.
        guard access("/proc/self/task", R_OK) == 0 else {
            Output.error("/proc is not mounted here, and the program needs it: mount -t proc proc /proc")
            exit(ExitStatus.failed.rawValue)
        }
        let status: ExitStatus
        do throws(UsageError) {
            let arguments = Array(CommandLine.arguments.dropFirst())
            status = await run(try Invocation(arguments), environment: ProcessInfo.processInfo.environment)
        } catch {
            Output.error("\(error.description)\nSee sisense-console --help.")
            status = ExitStatus.usage
        }
        // What goes on beside the screen, such as the record of this visit, may be writing a file.
        FileWrites.ofProgram.finish()
        exit(status.rawValue)
    }

    private static func run(_ invocation: Invocation, environment: [String: String]) async -> ExitStatus {
        do {
            return switch invocation {
            case .console(let options): try await ConsoleCommand(options, environment: environment).run()
            case .serve(let options): await ServeCommand(options).run()
            case .get(let options): await GetCommand(options: options, environment: environment).run()
            case .call(let options): await CallCommand(options, environment: environment).run()
            case .plan(let options): await PlanCommand(options: options, environment: environment).run()
            case .export(let options): await ExportCommand(options: options, environment: environment).run()
            case .diff(let options): await DiffCommand(options: options, environment: environment).run()
            case .planState(let options): await StatePlanCommand(options: options, environment: environment).run()
            case .show(let file): ShowCommand(path: file, environment: environment).run()
            case .approve(let options): await ApproveCommand(options: options, environment: environment).run()
            case .apply(let options): await ApplyCommand(options: options, environment: environment).run()
            case .operations(let isJSON): try OperationsCommand(isJSON: isJSON).run()
            case .profile(let options): await ProfileCommand(options, environment: environment).run()
            case .signIn(let options): await SignInCommand(options: options, environment: environment).run()
            case .info(let arguments, let isJSON):
                try InfoCommand(arguments: arguments, environment: environment, isJSON: isJSON).run()
            case .screenshots(let folder): await ScreenshotsCommand(folder: folder).run()
            case .completions(let shell): try Output.text(shell.completions)
            case .complete(let words): try await CompleteCommand(words: words, environment: environment).run()
            case .manual(let page): try Output.text(page.text)
            case .help(let commands): try Output.text(Help(width: Output.terminalWidth).text(of: commands))
            case .version: try Output.text(BuildIdentity.line)
            }
        } catch {
            return Failure.report(error)
        }
    }
}
