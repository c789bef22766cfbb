import Foundation

/// Reads an audit log and the months that were set aside, from the last line to the first, a batch at a time: what was
/// changed last is there at once, however long the log is.
struct AuditReader {
    private static let batchSize = 500

    private var files: [URL]
    private var current: (name: String, data: Data, end: Int)?
    private var assembly: AuditAssembly

    init(_ file: URL, isUnderWay: @escaping (_ id: String, _ process: Int32, _ begun: Timestamp?) -> Bool) {
        files = AppendedFile.all(of: file)
        assembly = AuditAssembly(isUnderWay: isUnderWay)
    }

    /// The next changes; nil at the end. A batch may be empty.
    mutating func next() -> [RecordedChange]? {
        var changes: [RecordedChange] = []
        var isAtEnd = true
        while changes.count < Self.batchSize {
            guard let (line, start) = nextLine() else { break }
            isAtEnd = false
            let data = current?.data ?? Data()
            let file = current?.name ?? ""
            let change = assembly.take(line, name: "Line \(Self.lines(in: data, before: start) + 1) of \(file)")
            if let change { changes.append(change) }
        }
        return isAtEnd ? nil : changes
    }

    /// The line before those that were read, and where it starts.
    private mutating func nextLine() -> (Data, Int)? {
        while true {
            guard let (name, data, end) = current else {
                guard let file = files.popLast() else { return nil }
                guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else { continue }
                current = (file.lastPathComponent, data, data.count)
                continue
            }
            guard end > 0 else {
                current = nil
                continue
            }
            let start = data[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            current = (name, data, max(start - 1, 0))
            if start < end { return (Data(data[start..<end]), start) }
        }
    }

    private static func lines(in data: Data, before end: Int) -> Int { data[..<end].count { $0 == 0x0A } }
}
