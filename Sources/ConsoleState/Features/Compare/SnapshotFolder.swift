package import Foundation
package import SisenseClient

/// The snapshots of one server, a file for each, in a folder that only its owner can read. Those without a name are let
/// go of when they are too many; one with a name stays.
package struct SnapshotFolder: Sendable {
    /// A snapshot that is kept.
    package struct Entry: Sendable, Equatable {
        /// Empty for one that was kept without a name.
        package let name: String
        package let time: Date
        let file: URL

        var path: String { file.path(percentEncoded: false) }

        /// Its name and its time, as in `before-upgrade, 2026-11-20 17:02`.
        var title: String {
            let text = Timestamp(time).minuteText
            return name.isEmpty ? text : "\(name), \(text)"
        }
    }

    private let folder: URL
    /// True when one is kept each time the server is opened.
    let isTakenAtStart: Bool
    /// True where it goes when the console ends, as in the demo.
    let endsWithConsole: Bool

    /// - Parameter name: The user's name for the server.
    package init(state: URL, name: String, isTakenAtStart: Bool = false, endsWithConsole: Bool = false) {
        folder = state.appending(path: "snapshots/\(FileName.of(name))")
        (self.isTakenAtStart, self.endsWithConsole) = (isTakenAtStart, endsWithConsole)
    }

    /// Snapshots without a name that are kept.
    private static let kept = 60

    /// All that are kept, the newest first.
    func entries() -> [Entry] {
        guard PrivateFile.isOwnFolder(folder) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.compactMap(entry(ofFile:)).sorted { $0.time > $1.time }
    }

    /// The snapshot of a name, or else the last one before the end of a day.
    /// - Parameter end: The end of the day that the text names; nil where it names none.
    func entry(for text: String, before end: Date?) -> Entry? {
        let entries = entries()
        return entries.first { !$0.name.isEmpty && $0.name == text }
            ?? end.flatMap { end in
                entries.first { $0.time < end }
            }
    }

    /// The content of the snapshot of this name; nil where there is none.
    package func content(named name: String) -> JSONValue? {
        entries().first { $0.name == name }.flatMap { entry in
            (try? LocalFile.read(entry.file.path(percentEncoded: false))).flatMap { try? JSONReader.read($0) }
        }
    }

    /// Keeps a snapshot, and lets go of those that are too many.
    func keep(_ snapshot: ServerSnapshot, named name: String, at time: Date) throws(PrivateFileError) {
        try PrivateFile.makeOwnFolder(folder)
        let stem = Timestamp(time).description.replacing(":", with: "") + (name.isEmpty ? "" : "_\(name)")
        var snapshot = snapshot
        snapshot.time = time
        let data = JSONWriter.write(snapshot.json, layout: .indented)
        try PrivateFile.write(data, to: folder.appending(path: "\(stem).json"), followsLinks: false)
        for entry in entries().filter({ $0.name.isEmpty }).dropFirst(Self.kept) { try? PrivateFile.remove(entry.file) }
    }

    private func entry(ofFile file: String) -> Entry? { Entry(folder.appending(path: file)) }
}

extension SnapshotFolder.Entry {
    /// `2026-11-28T170211.000Z_before-upgrade.json` back to its time and name; nil for a file with another name.
    init?(_ file: URL) {
        let pattern = /(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d\.\d{3}Z)(?:_([A-Za-z0-9][A-Za-z0-9_.\-]*))?\.json/
        guard let match = file.lastPathComponent.wholeMatch(of: pattern),
            let time = Timestamp("\(match.output.1):\(match.output.2):\(match.output.3)")?.date
        else { return nil }
        self.init(name: match.output.4.map(String.init) ?? "", time: time, file: file)
    }
}

extension ConsoleState {
    /// What this server is compared with, as people read it: the name of a profile, or that of a snapshot with its time.
    package var comparisonTitle: String? {
        guard let comparison, ListFeature.isPath(comparison) else { return comparison }
        return SnapshotFolder.Entry(URL(filePath: comparison))?.title ?? comparison
    }

    /// True when that is this server as it was.
    package var comparesTimes: Bool { comparison.map(ListFeature.isPath) ?? false }
}
