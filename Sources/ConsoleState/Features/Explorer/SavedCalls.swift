package import Foundation
import SisenseClient

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

    /// Keeps a call under a name, in the place of another of that name.
    func save(_ entry: Entry) throws(APIError) {
        try write(try read().filter { $0.name != entry.name } + [entry])
    }

    /// Forgets the call kept under a name, if there is one.
    func remove(_ name: String) throws(APIError) {
        try write(try read().filter { $0.name != name })
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
