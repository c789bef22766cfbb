import ConsoleState
import Foundation
import LocalServer
import SisenseClient

/// The options as they were given, before it is known which subcommand they belong to.
struct ParsedOptions {
    private var connection = ConnectionSettings.Arguments()
    private var given: Set<String> = []
    private var values: [String: String] = [:]
    private var numbers: [String: Int] = [:]
    /// Those that are given as `name=value` or `Name: value`, in their order.
    private var pairs: [String: [(name: String, value: String)]] = [:]

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
    private func approval(_ plain: [String], arguments: Int) -> (plain: [String], GivenApproval) {
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
            let near = NearestName.of(option, among: Usage.options.keys.sorted())
            throw UsageError("Unknown option \(option).\(near.map { " Did you mean \($0)?" } ?? "")")
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
        case .text, .file, .folder, .theme, .choice: values[option] = try reader.value(of: option)
        }
    }

    private static func address(_ text: String, _ option: String) throws(UsageError) -> ServerAddress {
        do throws(ServerAddressError) {
            return try ServerAddress(text)
        } catch {
            throw UsageError("\(option): \(error.description)")
        }
    }

    // MARK: What each subcommand takes

    private static let connecting = Set(Usage.connecting.flatMap(\.names))

    /// Refuses options that the table does not name for a command, and arguments it has no use for.
    private func allow(only command: String, rest: ArraySlice<String>) throws(UsageError) {
        let name = command.isEmpty ? "The console" : command
        if let wrong = given.subtracting(Usage.options(of: command).union(Self.connecting)).min() {
            throw UsageError("\(name) has no option \(wrong).")
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
            isASCII: given.contains("--ascii"), usesMouse: given.contains("--mouse"),
            isDryRun: given.contains("--dry-run"), log: log)
    }

    /// The file of `--log`.
    private var log: URL? { values["--log"].map { URL(filePath: $0).absoluteURL } }

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
        return Rehearsal(version: version, pageLimit: numbers["--page-limit"], chaos: chaos)
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

    func get(_ plain: [String]) throws(UsageError) -> GetOptions {
        try allow(only: "get", rest: [])
        guard let word = plain.first else { throw UsageError("get needs a list, as in get users.") }
        guard let list = ReadableList(word) else {
            throw UsageError("No list \"\(word)\". Lists: \(ReadableList.names.joined(separator: " ")).")
        }
        var rest = plain.dropFirst()
        let subject: GetOptions.Subject
        switch list {
        case .list(let pane): subject = .list(pane)
        case .record(let pane):
            guard let name = rest.popFirst() else { throw UsageError("get \(word) needs its name or its id.") }
            if let wrong = rest.first { throw UsageError("get \(word) does not take the argument \"\(wrong)\".") }
            subject = .record(pane, name: name)
        case .below(let below):
            guard let name = rest.popFirst() else {
                throw UsageError("get \(word) needs the name or the id of one of the \(below.parent.rawValue).")
            }
            subject = .below(below, name: name)
        }
        return GetOptions(
            arguments: connection, subject: subject, wishes: wishes(filter: rest), format: try outputFormat())
    }

    private func wishes(filter: ArraySlice<String>) -> ListReading.Wishes {
        var wishes = ListReading.Wishes()
        wishes.filter = filter.joined(separator: " ")
        if let columns = values["--columns"] { wishes.columns = .named(Self.names(columns)) }
        if let order = values["--sort"] { wishes.order = Self.names(order) }
        wishes.limit = numbers["--limit"]
        return wishes
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private func outputFormat() throws(UsageError) -> OutputFormat {
        guard let name = values["-o"] else { return .table }
        guard let format = OutputFormat(rawValue: name) else {
            let known = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("-o takes one of \(known), not \"\(name)\".")
        }
        return format
    }

    func call(_ plain: [String]) throws(UsageError) -> CallOptions {
        let (plain, approval) = approval(plain, arguments: 2)
        try allow(only: "call", rest: plain.dropFirst(2))
        return try callOptions("call", plain, approval)
    }

    func plan(_ plain: [String]) throws(UsageError) -> PlanOptions {
        try allow(only: "plan", rest: plain.dropFirst(2))
        guard let file = values["-o"] else { throw UsageError("plan needs the file to write: -o FILE.") }
        return PlanOptions(call: try callOptions("plan", plain, GivenApproval()), file: file)
    }

    func planState(_ plain: [String]) throws(UsageError) -> Invocation {
        if let wrong = given.subtracting(["-o"]).subtracting(Self.connecting).min() {
            throw UsageError("plan of a folder has no option \(wrong).")
        }
        guard let file = values["-o"] else { throw UsageError("plan needs the file to write: -o FILE.") }
        return .planState(connection, folder: plain[0], file: file)
    }

    func export(_ plain: [String]) throws(UsageError) -> Invocation {
        try allow(only: "export", rest: plain.dropFirst())
        guard let folder = plain.first else { throw UsageError("export needs the folder to write to.") }
        return .export(
            connection, folder: folder, kinds: try StateFiles.kinds(values["--only"].map(Self.names) ?? []))
    }

    func diff(_ plain: [String]) throws(UsageError) -> DiffOptions {
        try allow(only: "diff", rest: plain.dropFirst())
        guard let folder = plain.first else { throw UsageError("diff needs the folder that describes the server.") }
        return DiffOptions(
            arguments: connection, folder: folder, isJSON: given.contains("--json"),
            exitsZero: given.contains("--exit-zero"))
    }

    func show(_ plain: [String]) throws(UsageError) -> String {
        try allow(only: "show", rest: plain.dropFirst())
        guard let file = plain.first else { throw UsageError("show needs a plan file.") }
        return file
    }

    func apply(_ plain: [String]) throws(UsageError) -> ApplyOptions {
        let (plain, approval) = approval(plain, arguments: 1)
        try allow(only: "apply", rest: plain.dropFirst())
        guard let file = plain.first else { throw UsageError("apply needs a plan file.") }
        return ApplyOptions(
            arguments: connection, file: file, approval: approval, isDryRun: given.contains("--dry-run"),
            isForOtherServer: given.contains("--other-server"))
    }

    /// The call that the arguments of a command describe.
    private func callOptions(
        _ command: String, _ plain: [String], _ approval: GivenApproval
    ) throws(UsageError) -> CallOptions {
        guard plain.count >= 2 else {
            throw UsageError("\(command) needs a method and a path, as in call GET /users.")
        }
        guard let method = HTTPMethod(rawValue: plain[0].uppercased()) else {
            throw UsageError("Unknown method \"\(plain[0])\".")
        }
        let body = try body()
        let fields = pairs["-H"] ?? []
        let types =
            fields.filter { $0.name.lowercased() == "content-type" }.map(\.value)
            + [values["--content-type"]].compactMap(\.self)
        guard types.count <= 1 else { throw UsageError("The content type is given more than once.") }
        switch (body, types.first) {
        case (nil, _?): throw UsageError("A content type needs a body: -f or --input.")
        case (.form?, _?): throw UsageError("--form has a content type of its own.")
        default: break
        }
        return CallOptions(
            arguments: connection, method: method, path: plain[1],
            query: (pairs["-q"] ?? []).map { QueryItem($0.name, $0.value) },
            headers: HTTPHeaders(
                fields.filter { $0.name.lowercased() != "content-type" }.map { ($0.name, $0.value) }),
            body: body, contentType: types.first, isDryRun: given.contains("--dry-run"),
            paginates: given.contains("--paginate"), picked: try picked(),
            output: command == "call" ? values["-o"] : nil,
            isVerbose: given.contains("-v"), showsHead: !given.isDisjoint(with: ["--include", "-i"]),
            approval: approval, documentUse: try documentUse(), isEdited: given.contains("--edit"), log: log)
    }

    private func picked() throws(UsageError) -> PickedValues? {
        guard let text = values["--pick"] else { return nil }
        guard !given.contains("--paginate") else { throw UsageError("Use only one of --pick and --paginate.") }
        return PickedValues(text)
    }

    private func documentUse() throws(UsageError) -> CallOptions.DocumentUse {
        switch (given.contains("--merge"), given.contains("--replace")) {
        case (true, true): throw UsageError("Use only one of --merge and --replace.")
        // Single members are meant to change those and no others.
        case (true, false): return .merged
        case (false, true): return .replacing
        case (false, false): return given.contains("-f") ? .merged : .whole
        }
    }

    /// The body that `call` is to send.
    private func body() throws(UsageError) -> CallOptions.Body? {
        let named = given.intersection(["-f", "--form", "--input"]).sorted()
        guard named.count <= 1 else { throw UsageError("Use only one of \(named.joined(separator: " and ")).") }
        if let file = values["--input"] { return .input(file) }
        if let fields = pairs["--form"] { return .form(fields.map { QueryItem($0.name, $0.value) }) }
        return pairs["-f"].map(CallOptions.Body.fields)
    }

    func operations(_ plain: [String]) throws(UsageError) -> Bool {
        try allow(only: "operations", rest: plain[...])
        return given.contains("--json")
    }

    func screenshots(_ plain: [String]) throws(UsageError) -> URL {
        try allow(only: "screenshots", rest: plain.dropFirst())
        return URL(filePath: plain.first ?? "screenshots", directoryHint: .isDirectory)
    }

    func info(_ plain: [String]) throws(UsageError) -> ConnectionSettings.Arguments {
        try allow(only: "info", rest: plain[...])
        return connection
    }

    func completions(_ plain: [String]) throws(UsageError) -> Shell {
        try allow(only: "completions", rest: plain.dropFirst())
        guard let shell = plain.first.flatMap(Shell.init) else {
            throw UsageError("completions takes \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return shell
    }

    func manual(_ plain: [String]) throws(UsageError) {
        try allow(only: "man", rest: plain[...])
    }

    // MARK: Profiles

    func profile(_ plain: [String]) throws(UsageError) -> ProfileOptions {
        let (word, rest) = (plain.first ?? "", plain.dropFirst())
        try allow(only: "profile \(word)", rest: rest.dropFirst(word == "rename" ? 2 : 1))
        guard let first = rest.first else {
            if word == "list" { return .list(isJSON: given.contains("--json")) }
            throw UsageError("profile takes \(Self.profileCommands).")
        }
        let name = try Self.profileName(first)
        switch word {
        case "add": return .add(name, try edits(), replaces: given.contains("--replace"))
        case "edit": return .edit(name, try edits())
        case "show": return .show(name, isJSON: given.contains("--json"))
        case "rename":
            guard let new = rest.dropFirst().first else { throw UsageError("profile rename takes NAME NEW-NAME.") }
            return .rename(name, to: try Self.profileName(new))
        case "default": return .makeDefault(name)
        case "test":
            var arguments = connection
            arguments.profile = first
            return .test(arguments)
        case "remove": return .remove(name)
        default: throw UsageError("profile takes \(Self.profileCommands).")
        }
    }

    private static let profileCommands =
        "list, add NAME --server URL, edit NAME, show NAME, rename NAME NEW-NAME, default NAME, test NAME, "
        + "or remove NAME"

    private static func profileName(_ text: String) throws(UsageError) -> ProfileName {
        guard let name = ProfileName(text) else {
            throw UsageError("\"\(text)\" is not a valid profile name: use letters, digits, \"-\", \"_\" and dots.")
        }
        return name
    }

    /// The options that stand for a key of the file. `--set` takes all of them.
    private static let keys: [(option: String, key: ProfileKey)] = [
        ("--user", .user), ("--kind", .kind), ("--token-env", .tokenEnvironment), ("--token-file", .tokenFile),
        ("--token-command", .tokenCommand),
    ]

    private func edits() throws(UsageError) -> ProfileEdits {
        var edits = ProfileEdits()
        if let server = connection.server { edits.set(.server, server.description) }
        let sources = Self.keys.filter { given.contains($0.option) && $0.option.hasPrefix("--token") }
        guard sources.count <= 1 else {
            throw UsageError("Use only one of \(sources.map(\.option).joined(separator: " and ")).")
        }
        for (option, key) in Self.keys {
            guard let value = values[option] else { continue }
            edits.set(key, key == .tokenFile ? URL(filePath: value).absoluteURL.path(percentEncoded: false) : value)
        }
        if let timeout = connection.timeout { edits.set(.timeout, "\(timeout.components.seconds)") }
        if connection.isReadOnly { edits.set(.readonly, "true") }
        if given.contains("--default") { edits.set(.default, "true") }
        if given.contains("--ask-reason") { edits.set(.askReason, "true") }
        edits.settings += pairs["--set", default: []].map { ProfileEdits.Setting($0.name, $0.value) }
        edits.unset = (values["--unset"] ?? "").split(separator: ",").map(String.init)
        return edits
    }
}
