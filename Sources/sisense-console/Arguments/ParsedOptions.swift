import ConsoleState
import Foundation
import LocalServer
import SisenseClient

/// The options as they were given, before it is known which subcommand they belong to.
struct ParsedOptions {
    private(set) var connection = ConnectionSettings.Arguments()
    private(set) var given: Set<String> = []
    private(set) var values: [String: String] = [:]
    private(set) var numbers: [String: Int] = [:]
    /// Those that are given as `name=value` or `Name: value`, in their order.
    private(set) var pairs: [String: [(name: String, value: String)]] = [:]

    /// The place of `--yes` among the plain arguments, and what stands behind its `=`.
    private var yes: (index: Int, name: String?)?

    /// Takes `--yes`, behind which a name may stand as a plain argument.
    mutating func takeYes(_ reader: inout ArgumentReader, after count: Int) throws(UsageError) {
        given.insert(Usage.yes)
        // The name of the command is not counted among its arguments.
        yes = (max(count - 1, 0), reader.attachedValue())
    }

    /// The plain arguments of a command that takes so many, without the name that may stand behind `--yes`; and the
    /// approval that was given.
    func approval(_ plain: [String], arguments: Int) -> (plain: [String], GivenApproval) {
        var (plain, approval) = (plain, GivenApproval(reason: values["--reason"]))
        guard let yes else { return (plain, approval) }
        approval.consent = yes.name.map(GivenApproval.Consent.named) ?? .yes
        if yes.name == nil, plain.count == arguments + 1, plain.indices.contains(yes.index) {
            approval.consent = .named(plain.remove(at: yes.index))
        }
        return (plain, approval)
    }

    mutating func take(_ option: String, _ reader: inout ArgumentReader) throws(UsageError) {
        guard let known = Usage.options[option] else {
            let question = NearestName.question(option, among: Usage.options.keys.sorted())
            throw UsageError("Unknown option \(option).\(question)")
        }
        given.insert(option)
        switch known.value {
        case nil:
            if option == "--readonly" { connection.isReadOnly = true }
        case .number(let range) where option == "--timeout":
            connection.timeout = .seconds(try reader.number(of: option, in: range))
        case .number(let range): numbers[option] = try reader.number(of: option, in: range)
        case .pair: pairs[option, default: []].append(try reader.pair(of: option))
        case .header: pairs[option, default: []].append(try reader.headerField(of: option))
        case .profile: connection.profile = try reader.value(of: option)
        case .text where option == "--server":
            connection.server = try Self.address(try reader.value(of: option), option)
        case .file, .folder: values[option] = Self.path(try reader.value(of: option))
        case .text, .theme, .choice, .list: values[option] = try reader.value(of: option)
        }
    }

    /// A path as it is typed. Behind a `=` shells leave `~/` as it is.
    static func path(_ text: String) -> String {
        guard text.hasPrefix("~/") else { return text }
        return Connection.home(ProcessInfo.processInfo.environment).path(percentEncoded: false) + text.dropFirst(2)
    }

    private static func address(_ text: String, _ option: String) throws(UsageError) -> ServerAddress {
        do throws(ServerAddressError) {
            return try ServerAddress(text)
        } catch {
            throw UsageError("\(option): \(error.description)")
        }
    }

    // MARK: What each subcommand takes

    static let connecting = Set(Usage.connecting.flatMap(\.names))

    /// Refuses options that the table does not name for a command, and arguments it has no use for.
    /// - Parameter first: The kind of the first argument, where a command has a form for each kind.
    func allow(
        only command: String, taking first: Usage.Argument? = nil, rest: ArraySlice<String>
    ) throws(UsageError) {
        let name = command.isEmpty ? "The console" : Usage.line(of: command, taking: first)
        let wrong = given.subtracting(Usage.options(of: command, taking: first).union(Self.connecting)).sorted()
        if !wrong.isEmpty {
            throw UsageError("\(name) has no option \(wrong.joined(separator: ", ")).")
        }
        if let wrong = rest.first { throw UsageError("\(name) does not take the argument \"\(wrong)\".") }
    }

    func console(_ plain: [String]) throws(UsageError) -> ConsoleOptions {
        try allow(only: "", rest: plain[...])
        let isDemo = given.contains("--demo")
        let ofDemo = Set(["--users"] + Usage.rehearsing.flatMap(\.names))
        if !isDemo, let option = given.intersection(ofDemo).min() { throw UsageError("\(option) needs --demo.") }
        guard !isDemo || given.isDisjoint(with: ["--server", "--profile"]) else {
            throw UsageError("--demo runs its own server: leave out --server and --profile.")
        }
        let pane = values["--pane"].flatMap(PaneID.init)
        if let name = values["--pane"], pane?.isBelow != false {
            throw UsageError("No pane has the name \"\(name)\"; : lists them in the console.")
        }
        return ConsoleOptions(
            arguments: connection, isDemo: isDemo, users: numbers["--users"], rehearsal: try rehearsal(),
            theme: values["--theme"], pane: pane,
            isASCII: given.contains("--ascii"), isPlain: given.contains("--plain"),
            usesMouse: given.contains("--mouse"),
            isDryRun: given.contains("--dry-run"), log: log)
    }

    /// The file of `--log`.
    var log: URL? { values["--log"].map { URL(filePath: $0).absoluteURL } }

    func serve(_ plain: [String]) throws(UsageError) -> ServeOptions {
        try allow(only: "serve", rest: plain[...])
        return ServeOptions(
            address: values["--address"] ?? "127.0.0.1", port: UInt16(numbers["--port"] ?? 0),
            data: values["--data"].map { URL(filePath: $0, directoryHint: .isDirectory) }, users: numbers["--users"],
            groups: numbers["--groups"], dashboards: numbers["--dashboards"], seed: numbers["--seed"],
            base: try basePath(), rehearsal: try rehearsal())
    }

    private func rehearsal() throws(UsageError) -> Rehearsal {
        let version = values["--as"].flatMap(ServerVersion.init(named:))
        if let name = values["--as"], version == nil {
            let known = ServerVersion.all.map(\.name).joined(separator: ", ")
            throw UsageError("--as takes one of \(known), not \"\(name)\".")
        }
        let chaos = values["--chaos"].flatMap(Chaos.init)
        if let name = values["--chaos"], chaos == nil {
            let known = Chaos.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--chaos takes one of \(known), not \"\(name)\".")
        }
        return Rehearsal(
            version: version, isFresh: given.contains("--fresh"), pageLimit: numbers["--page-limit"], chaos: chaos)
    }

    /// The path of `--base`, as an address reads it.
    private func basePath() throws(UsageError) -> String {
        guard let path = values["--base"] else { return "" }
        let isPath = path.wholeMatch(of: /(\/[A-Za-z0-9._~-]+)+/) != nil
        guard isPath, let address = try? ServerAddress("http://localhost\(path)"), address.basePath == path else {
            throw UsageError("--base takes a path such as /bi, not \"\(path)\".")
        }
        return path
    }

    func operations(_ plain: [String]) throws(UsageError) -> Bool {
        try allow(only: "operations", rest: plain[...])
        return given.contains("--json")
    }

    func screenshots(_ plain: [String]) throws(UsageError) -> URL {
        try allow(only: "screenshots", rest: plain.dropFirst())
        return URL(filePath: plain.first ?? "screenshots", directoryHint: .isDirectory)
    }

    func info(_ plain: [String]) throws(UsageError) -> Invocation {
        try allow(only: "info", rest: plain[...])
        return .info(connection, isJSON: given.contains("--json"))
    }

    func signIn(_ command: String, _ plain: [String], _ act: SignInOptions.Act) throws(UsageError) -> SignInOptions {
        try allow(only: command, rest: plain[...])
        return SignInOptions(arguments: connection, user: values["--user"], act: act)
    }

    func completions(_ plain: [String]) throws(UsageError) -> Shell {
        try allow(only: "completions", rest: plain.dropFirst())
        let names = Shell.allCases.map(\.rawValue)
        guard let shell = plain.first.flatMap(Shell.init) else {
            let question = plain.first.map { NearestName.question($0, among: names) } ?? ""
            throw UsageError("completions takes \(names.joined(separator: ", ")).\(question)")
        }
        return shell
    }

    func manual(_ plain: [String]) throws(UsageError) -> ManualPage {
        try allow(only: "man", rest: plain.dropFirst())
        guard let name = plain.first else { return .program }
        guard let page = ManualPage(rawValue: name) else {
            throw UsageError("man takes \(ManualPage.allCases.map(\.rawValue).joined(separator: " or ")).")
        }
        return page
    }
}
