import ConsoleState
import Foundation
import SisenseClient

/// What is read for scripts: lists and records, and a server as files.
extension ParsedOptions {
    func get(_ plain: [String]) throws(UsageError) -> GetOptions {
        try allow(only: "get", rest: [])
        guard let word = plain.first else {
            throw UsageError("get needs a list, as in get users; get ? names them.")
        }
        let format = try outputFormat()
        if word == "?" {
            return GetOptions(arguments: connection, subject: .names, wishes: .init(), format: format)
        }
        guard let list = ReadableList(word) else {
            let question = NearestName.question(word, among: ReadableList.names)
            throw UsageError("No list \"\(word)\".\(question) get ? names them all.")
        }
        if given.contains("--schema") {
            return GetOptions(
                arguments: connection, subject: .schema(list, word: word), wishes: .init(), format: format)
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
            arguments: connection, subject: subject, wishes: wishes(filter: rest), format: format)
    }

    private func wishes(filter: ArraySlice<String>) -> ListReading.Wishes {
        var wishes = ListReading.Wishes()
        wishes.filter = filter.joined(separator: " ")
        if let columns = values["--columns"] { wishes.columns = .named(Self.names(columns)) }
        if let order = values["--sort"] { wishes.order = Self.names(order) }
        wishes.limit = numbers["--limit"]
        return wishes
    }

    fileprivate static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private func outputFormat() throws(UsageError) -> OutputFormat {
        guard let name = values["-o"] else { return .table }
        guard let format = OutputFormat(rawValue: name) else {
            let known = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
            let question = NearestName.question(name, among: OutputFormat.allCases.map(\.rawValue))
            throw UsageError("-o takes one of \(known), not \"\(name)\".\(question)")
        }
        return format
    }

    func planState(_ plain: [String]) throws(UsageError) -> StatePlanOptions {
        try allow(only: "plan", taking: .folder, rest: plain.dropFirst())
        guard let file = values["-o"] else { throw UsageError("plan needs the file to write: -o FILE.") }
        return StatePlanOptions(
            arguments: connection, folder: plain[0], file: file, ignored: ignored,
            removals: numbers["--allow-removals"], changes: numbers["--allow-changes"])
    }

    /// The paths of `--ignore`.
    private var ignored: [String] { values["--ignore"].map(Self.names) ?? [] }

    private func kinds() throws(UsageError) -> [StateKind] {
        try StateFiles.kinds(values["--only"].map(Self.names) ?? [])
    }

    func export(_ plain: [String]) throws(UsageError) -> ExportOptions {
        try allow(only: "export", rest: plain.dropFirst())
        guard plain.first != nil || given.contains("--schema") else {
            throw UsageError("export needs the folder to write to.")
        }
        return ExportOptions(
            arguments: connection, folder: given.contains("--schema") ? nil : plain.first, kinds: try kinds(),
            form: given.contains("--yaml") ? .yaml : .json)
    }

    func diff(_ plain: [String]) throws(UsageError) -> DiffOptions {
        try allow(only: "diff", rest: plain.dropFirst())
        guard let wanted = plain.first else {
            throw UsageError("diff needs a folder that describes the server, a snapshot or a profile.")
        }
        var form = given.contains("--json") ? DiffOptions.Form.json : .lines
        if let name = values["-o"] {
            guard let known = DiffOptions.Form(rawValue: name) else {
                let forms = DiffOptions.Form.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("-o takes one of \(forms), not \"\(name)\".")
            }
            form = known
        }
        return DiffOptions(
            arguments: connection, wanted: wanted, kinds: try kinds(), form: form, ignored: ignored,
            exitsZero: given.contains("--exit-zero"))
    }
}
