import Foundation
import SisenseClient

/// The options as they were given, before it is known which subcommand they belong to.
struct ParsedOptions {
    private var connection: ConnectionOptions
    private var given: Set<String> = []
    private var values: [String: String] = [:]
    private var numbers: [String: Int] = [:]
    private var query: [QueryItem] = []
    private var fields: [(name: String, value: String)] = []

    init(environment: [String: String]) throws(UsageError) {
        connection = try ConnectionOptions(environment: environment)
    }

    mutating func take(_ option: String, _ reader: inout ArgumentReader) throws(UsageError) {
        given.insert(option)
        switch option {
        case "--server": connection.server = try ConnectionOptions.address(try reader.value(of: option), option)
        case "--readonly": connection.isReadOnly = true
        case "--demo", "--dry-run", "--paginate", "--include", "-i", "--json", "--ascii": break
        case "--theme", "--data", "--input": values[option] = try reader.value(of: option)
        case "--users": numbers[option] = try reader.number(of: option, in: 1...1_000_000)
        case "--port": numbers[option] = try reader.number(of: option, in: 0...65_535)
        case "-q":
            let pair = try reader.pair(of: option)
            query.append(QueryItem(pair.name, pair.value))
        case "-f": fields.append(try reader.pair(of: option))
        default: throw UsageError("There is no option \(option).")
        }
    }

    // MARK: What each subcommand takes

    private static let connecting: Set<String> = ["--server", "--readonly"]

    private func allow(
        _ options: Set<String>, values plain: ArraySlice<String>, in command: String
    ) throws(UsageError) {
        if let wrong = given.subtracting(options.union(Self.connecting)).min() {
            throw UsageError("\(command) takes no \(wrong).")
        }
        if let wrong = plain.first { throw UsageError("\(command) cannot use \"\(wrong)\".") }
    }

    func console(_ plain: [String]) throws(UsageError) -> ConsoleOptions {
        try allow(["--demo", "--users", "--theme", "--ascii", "--dry-run"], values: plain[...], in: "The console")
        let isDemo = given.contains("--demo")
        guard isDemo || connection.server != nil else {
            throw UsageError("Which server? Give --server URL or SISENSE_URL, or look around with --demo.")
        }
        guard isDemo || numbers["--users"] == nil else { throw UsageError("--users belongs to --demo.") }
        guard !isDemo || !given.contains("--server") else { throw UsageError("--demo brings a server of its own.") }
        return ConsoleOptions(
            connection: connection, isDemo: isDemo, users: numbers["--users"], theme: values["--theme"],
            isASCII: given.contains("--ascii"), isDryRun: given.contains("--dry-run"))
    }

    func serve(_ plain: [String]) throws(UsageError) -> ServeOptions {
        try allow(["--port", "--data", "--users"], values: plain[...], in: "serve")
        return ServeOptions(
            port: UInt16(numbers["--port"] ?? 0),
            data: values["--data"].map { URL(filePath: $0, directoryHint: .isDirectory) }, users: numbers["--users"])
    }

    func call(_ plain: [String]) throws(UsageError) -> CallOptions {
        try allow(
            ["-q", "-f", "--input", "--dry-run", "--paginate", "--include", "-i"], values: plain.dropFirst(2),
            in: "call")
        guard plain.count >= 2 else { throw UsageError("call needs a method and a path, as in call GET /users.") }
        guard let method = HTTPMethod(rawValue: plain[0].uppercased()) else {
            throw UsageError("There is no method \"\(plain[0])\".")
        }
        guard let server = connection.server else {
            throw UsageError("Which server? Give --server URL or set SISENSE_URL.")
        }
        guard fields.isEmpty || values["--input"] == nil else { throw UsageError("Give -f or --input, not both.") }
        return CallOptions(
            connection: connection, server: server, method: method, path: plain[1], query: query, fields: fields,
            input: values["--input"], isDryRun: given.contains("--dry-run"), paginates: given.contains("--paginate"),
            showsHead: !given.isDisjoint(with: ["--include", "-i"]))
    }

    func operations(_ plain: [String]) throws(UsageError) -> Bool {
        try allow(["--json"], values: plain[...], in: "operations")
        return given.contains("--json")
    }

    func screenshots(_ plain: [String]) throws(UsageError) -> URL {
        try allow([], values: plain.dropFirst(), in: "screenshots")
        return URL(filePath: plain.first ?? "screenshots", directoryHint: .isDirectory)
    }
}
