package import Foundation
import SisenseClient

/// A call as it was filled in: the operation, and what stands in the fields of its form, by their ids. Secrets are
/// left out, so that it can be kept.
package struct CallDraft: Sendable, Equatable {
    /// The id of the operation; one kept in a file may have left the catalogue since.
    package let operation: String
    package let values: [String: String]

    package init(_ operation: String, _ values: [String: String] = [:]) {
        self.operation = operation
        self.values = values
    }

    /// Nil for what is no draft.
    init?(_ json: JSONValue) {
        guard let operation = json["operation"]?.string else { return nil }
        let members = json["fields"]?.object?.members ?? []
        self.init(
            operation,
            members.reduce(into: [:]) { fields, member in fields[member.key] = member.value.string })
    }

    var json: JSONValue {
        let fields = values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        return ["operation": .string(operation), "fields": .object(JSONObject(fields))]
    }
}

/// One way to see what a form would send.
package struct FormPreview: Sendable, Equatable {
    /// The kind of text, as in `as curl`.
    package let title: String
    package let lines: [String]

    package var text: String { lines.joined(separator: "\n") }

    /// A call as a request, as a `curl` command, and as a command of this program. Secrets are masked.
    static func pages(of call: Call, on server: ServerAddress) -> [FormPreview] {
        let curl = CurlCommand(call, server: server, tokenVariable: "SISENSE_TOKEN").text
        let command = CallCommandText(call).text
        let headers = Redactor.headers(call.headers).fields.map { "\($0.name): \($0.value)" }
        let type = call.body.map { ["Content-Type: \($0.contentType)"] } ?? []
        return [
            FormPreview(title: "request", lines: [call.line] + headers + type + call.bodyText),
            FormPreview(title: "as curl", lines: lines(curl)),
            FormPreview(title: "as a command", lines: lines(command)),
        ]
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

/// Calls that were given a name to make them again: a file in the person's configuration, readable by them alone.
package struct SavedCalls: Sendable {
    /// A call and its name.
    struct Entry: Sendable, Equatable {
        let name: String
        let draft: CallDraft
    }

    private let file: URL

    package init(file: URL) {
        self.file = file
    }

    /// All of them, by name; none when there is no file yet.
    func read() throws(APIError) -> [Entry] {
        let data: Data
        do {
            data = try PrivateFile.read(file)
        } catch {
            if error.reason == .missing { return [] }
            throw problem("\(error)")
        }
        guard let items = (try? JSONReader.read(data))?["calls"]?.array else {
            throw problem("\(file.path(percentEncoded: false)) is malformed.")
        }
        return items.compactMap { item in
            guard let name = item["name"]?.string, let draft = CallDraft(item) else { return nil }
            return Entry(name: name, draft: draft)
        }
    }

    /// Keeps a call under a name, and replaces another of that name.
    func save(_ entry: Entry) throws(APIError) {
        try FolderLock.hold(file.deletingLastPathComponent()) { () throws(APIError) in
            try write(try read().filter { $0.name != entry.name } + [entry])
        }
    }

    /// Forgets the call kept under a name, if there is one.
    func remove(_ name: String) throws(APIError) {
        try FolderLock.hold(file.deletingLastPathComponent()) { () throws(APIError) in
            try write(try read().filter { $0.name != name })
        }
    }

    private func write(_ entries: [Entry]) throws(APIError) {
        let items = entries.sorted(byName: \.name).map { entry in
            var item = entry.draft.json
            item["name"] = .string(entry.name)
            return item
        }
        do {
            try PrivateFile.write(JSONWriter.write(["calls": .array(items)], layout: .indented), to: file)
        } catch {
            throw problem("\(error)")
        }
    }

    private func problem(_ text: String) -> APIError {
        APIError(.notAllowed, message: "The saved calls: \(text)", request: "", server: "")
    }
}
