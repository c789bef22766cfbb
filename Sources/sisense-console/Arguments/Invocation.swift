import ConsoleState
import Foundation
import LocalServer
import SisenseClient

/// The command that the arguments ask for.
enum Invocation {
    case console(ConsoleOptions)
    case serve(ServeOptions)
    case get(GetOptions)
    case call(CallOptions)
    case plan(PlanOptions)
    case export(ExportOptions)
    case diff(DiffOptions)
    /// The changes that make a server what the files of a folder describe.
    case planState(StatePlanOptions)
    case show(file: String)
    case approve(ApproveOptions)
    case apply(ApplyOptions)
    case operations(isJSON: Bool)
    case profile(ProfileOptions)
    case signIn(SignInOptions)
    case info(ConnectionSettings.Arguments, isJSON: Bool)
    case screenshots(folder: URL)
    case completions(Shell)
    /// The question of a shell: the words behind the name of the program, the last of which is being typed.
    case complete([String])
    case manual(ManualPage)
    /// Of some commands, or of all.
    case help([Usage.Command])
    case version

    /// `--server`, `--profile` and `--readonly` may stand before or after the name of a subcommand.
    init(_ arguments: [String]) throws(UsageError) {
        // What is being typed need not be right.
        if arguments.first == "complete" {
            self = .complete(Array(arguments.dropFirst()))
            return
        }
        var options = ParsedOptions()
        var reader = ArgumentReader(arguments)
        var plain: [String] = []
        while let item = try reader.next() {
            switch item {
            case .value(let value): plain.append(value)
            case .option(Usage.yes): try options.takeYes(&reader, after: plain.count)
            case .option("--help"), .option("-h"):
                self = .help(try Self.commands(plain))
                return
            case .option("--version"), .option("-V"):
                self = .version
                return
            case .option(let name): try options.take(name, &reader)
            }
        }
        let name = plain.isEmpty ? "console" : plain.removeFirst()
        switch name {
        case "console": self = .console(try options.console(plain))
        case "serve": self = .serve(try options.serve(plain))
        case "get": self = .get(try options.get(plain))
        case "call": self = .call(try options.call(plain))
        case "plan" where plain.count == 1: self = .planState(try options.planState(plain))
        case "plan": self = .plan(try options.plan(plain))
        case "export": self = .export(try options.export(plain))
        case "diff": self = .diff(try options.diff(plain))
        case "show": self = .show(file: try options.show(plain))
        case "approve": self = .approve(try options.approve(plain))
        case "apply": self = .apply(try options.apply(plain))
        case "operations": self = .operations(isJSON: try options.operations(plain))
        case "profile": self = .profile(try options.profile(plain))
        case "login": self = .signIn(try options.signIn(name, plain, .login))
        case "token": self = .signIn(try options.signIn(name, plain, .token))
        case "logout": self = .signIn(try options.signIn(name, plain, .logout))
        case "info": self = try options.info(plain)
        case "screenshots": self = .screenshots(folder: try options.screenshots(plain))
        case "completions": self = .completions(try options.completions(plain))
        case "man": self = .manual(try options.manual(plain))
        case "help":
            try options.allow(only: name, rest: [])
            self = .help(try Self.commands(plain))
        default: throw Self.unknown(name)
        }
    }

    /// The commands whose help is meant: the one that the words begin with, else all that share its first word.
    private static func commands(_ words: [String]) throws(UsageError) -> [Usage.Command] {
        guard let first = words.first, first != "console" else { return [] }
        let exact = Usage.commands.filter { !$0.words.isEmpty && words.starts(with: $0.words) }
        let commands = exact.isEmpty ? Usage.commands.filter { $0.words.first == first } : exact
        guard !commands.isEmpty else { throw unknown(first) }
        if exact.isEmpty, words.count > 1 {
            let question = NearestName.question(words[1], among: commands.map { $0.words[1] })
            throw UsageError("Unknown command \"\(first) \(words[1])\".\(question)")
        }
        return commands
    }

    private static func unknown(_ name: String) -> UsageError {
        let question = NearestName.question(name, among: Usage.firstWords.map(\.word))
        return UsageError("Unknown command \"\(name)\".\(question)")
    }
}

/// The options with which the console is opened.
struct ConsoleOptions {
    let arguments: ConnectionSettings.Arguments
    let isDemo: Bool
    /// Users of the demo; nil for the sample company.
    let users: Int?
    /// The ways of the demo's server.
    let rehearsal: Rehearsal
    let theme: String?
    /// The pane to begin with; nil for the one that the profile names, or Home.
    let pane: PaneID?
    let isASCII: Bool
    /// True for the dialogue in lines instead of the screen.
    let isPlain: Bool
    let usesMouse: Bool
    let isDryRun: Bool
    /// The file that actions, effects and requests are written to; nil for none.
    let log: URL?
}

/// One call from a script.
struct CallOptions {
    let arguments: ConnectionSettings.Arguments
    let method: HTTPMethod
    /// As typed: with or without the base of a version, and with a query perhaps.
    let path: String
    let query: [QueryItem]
    /// Fields beside those of the program.
    let headers: HTTPHeaders
    let body: Body?
    /// The kind of the body, which is then sent as it is; nil for the kind that follows from it.
    let contentType: String?
    let isDryRun: Bool
    let paginates: Bool
    /// The values that are printed of an answer; nil for all of it.
    let picked: PickedValues?
    /// The file that the answer is written to; nil for standard output.
    let output: String?
    /// True to wait for the end of what the call begins.
    let waits: Bool
    /// True to say what each request was, and how long it took.
    let isVerbose: Bool
    let showsHead: Bool
    let approval: GivenApproval
    /// The use of the body where the operation takes a whole document.
    let documentUse: DocumentUse
    /// True to have the body edited before it is sent.
    let isEdited: Bool
    /// The file that the requests are written to; nil for none.
    let log: URL?

    /// The use of a body from a file where the operation takes a whole document.
    enum DocumentUse {
        /// It is the document; one that lacks members is refused, or asked about.
        case whole
        /// Its members are laid over the document as it is.
        case merged
        /// It is the document, and what it lacks shall go.
        case replacing
    }

    /// The body that a call carries.
    enum Body {
        /// Members of a JSON object; fields of a form where the operation takes one.
        case fields([(name: String, value: String)])
        /// Fields of a form.
        case form([QueryItem])
        /// The content of a file, or of standard input for `-`.
        case input(String)
    }
}

/// The token of a profile, kept or dropped.
struct SignInOptions {
    let arguments: ConnectionSettings.Arguments
    /// The user to log in as; nil for the one that the profile or the environment names.
    let user: String?
    let act: Act

    enum Act {
        /// Gets a token for a name and a password, and keeps it.
        case login
        /// Keeps a token that somebody has already.
        case token
        case logout
    }
}

/// One call that is planned and not sent.
struct PlanOptions {
    let call: CallOptions
    /// The plan file that it is added to.
    let file: String
}

/// A plan file that is sent.
struct ApplyOptions {
    let arguments: ConnectionSettings.Arguments
    let file: String
    let approval: GivenApproval
    /// True to look at it and to check it, and send nothing.
    let isDryRun: Bool
    /// True when it may be applied to another server than it was made for.
    let isForOtherServer: Bool
    /// True to send what may lock people out, and nothing else; false to leave that.
    let isRisky: Bool
}

/// The options of the local server when it runs alone.
struct ServeOptions {
    /// An IP address; anything but a loopback address shows the server to the network.
    let address: String
    let port: UInt16
    /// The folder of its data; nil for memory.
    let data: URL?
    let users: Int?
    let groups: Int?
    let dashboards: Int?
    /// The seed of the sample data; another one gives another company of the same size.
    let seed: Int?
    /// The path below which it lies; empty for none.
    let base: String
    let rehearsal: Rehearsal
}

/// The ways in which a local server is another than the newest one that works.
struct Rehearsal {
    let version: ServerVersion?
    let isFresh: Bool
    let pageLimit: Int?
    let chaos: Chaos?

    func apply(to configuration: inout ServerConfiguration) {
        configuration.version = version
        configuration.isFresh = isFresh
        configuration.pageLimit = pageLimit ?? configuration.pageLimit
        configuration.chaos = chaos
    }
}

/// The command for the profiles.
enum ProfileOptions {
    case list(isJSON: Bool)
    case add(ProfileName, ProfileEdits, replaces: Bool)
    case edit(ProfileName, ProfileEdits)
    case show(ProfileName, isJSON: Bool)
    case rename(ProfileName, to: ProfileName)
    case makeDefault(ProfileName)
    case test(ConnectionSettings.Arguments)
    case remove(ProfileName)
}
