package import Foundation

/// The record of every change sent from this machine: a file that only grows, one JSON object a line, readable by its
/// owner alone.
package struct AuditLog: Sendable {
    package let file: URL
    private let profile: String
    private let complain: @Sendable (String) -> Void

    /// - Parameters:
    ///   - profile: How the user calls the server.
    ///   - complain: Is told when the file cannot be written: the change has been made all the same.
    package init(file: URL, profile: String, complain: @escaping @Sendable (String) -> Void) {
        self.file = file
        self.profile = profile
        self.complain = complain
    }

    /// Takes an entry. This is what `APIClient` gets as its auditor.
    package func add(_ entry: AuditEntry) {
        do throws(PrivateFileError) {
            try PrivateFile.append(line: JSONWriter.write(entry.json(profile: profile)), to: file)
        } catch {
            complain("The change was made, but not recorded: \(error)")
        }
    }

    /// All entries, the newest first. A line that is damaged stands as an entry that says so: whoever looks for a
    /// change must know that one is missing.
    package func read() -> [JSONValue] {
        guard let data = try? Data(contentsOf: file) else { return [] }
        return data.split(separator: 0x0A).enumerated().reversed().map { index, line in
            if let entry = try? JSONReader.read(Data(line)), entry.object != nil { return entry }
            let title = "Line \(index + 1) of the record cannot be read"
            return ["id": .string("line \(index + 1)"), "title": .string(title), "outcome": "damaged"]
        }
    }
}
