package import Foundation
import SisenseClient

/// The digests of visits to one server, a file for each, in a folder of the cache that only its owner can read. What is
/// damaged, too large, a link or somebody else's is passed over, and said.
package struct DigestFolder: Sendable {
    private let folder: URL

    /// - Parameter name: The user's name for the server.
    package init(cache: URL, name: String) {
        folder = cache.appending(path: "visits/\(FileName.of(name))")
    }

    /// The size of a file that no digest reaches.
    private static let sizeLimit = 8 << 20
    /// The visits that are kept, beside the last one of each day.
    private static let kept = 5
    private static let keptDays = 30

    /// The times of the visits that are kept, the newest first.
    func times() -> [Date] {
        guard isOwn else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap(Self.time(ofFile:)).sorted(by: >)
    }

    /// The newest digest of those times that can be read, and what was passed over before it.
    struct Found: Sendable {
        var digest: ServerDigest?
        var problem: String?
    }

    /// - Parameter server: The server whose digest it must be.
    func newest(of times: [Date], on server: ServerAddress) -> Found {
        var found = Found()
        for time in times {
            do throws(PrivateFileError) {
                let data = try PrivateFile.read(file(time), followsLinks: false, limit: Self.sizeLimit)
                if let digest = ServerDigest.read(data), digest.server == server.description {
                    found.digest = digest
                    return found
                }
                found.problem =
                    found.problem ?? "\(file(time).path(percentEncoded: false)) is malformed, or of another server."
            } catch {
                // Another console that keeps a visit lets go of old ones.
                if error.reason != .missing { found.problem = found.problem ?? error.description }
            }
        }
        return found
    }

    /// Keeps a digest in the place of an earlier one of the same visit, and lets go of those that are too many.
    func keep(_ digest: ServerDigest) throws(PrivateFileError) {
        try PrivateFile.makeOwnFolder(folder)
        try PrivateFile.write(digest.data, to: file(digest.time), followsLinks: false)
        var days: Set<Substring> = []
        let times = times()
        let needed = times.enumerated().filter { index, time in
            let isLastOfDay = days.insert(Timestamp(time).description.prefix(10)).inserted
            return index < Self.kept || isLastOfDay && days.count <= Self.keptDays
        }
        for time in Set(times).subtracting(needed.map(\.element)) { try? PrivateFile.remove(file(time)) }
    }

    private var path: String { folder.path(percentEncoded: false) }

    /// True unless a link or somebody else's folder stands there.
    private var isOwn: Bool { PrivateFile.isOwnFolder(folder) }

    private func file(_ time: Date) -> URL {
        folder.appending(path: Timestamp(time).description.replacing(":", with: "") + ".json")
    }

    /// `2026-11-28T170211.000Z.json` back to its time.
    private static func time(ofFile name: String) -> Date? {
        guard let match = name.wholeMatch(of: /(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d\.\d{3}Z)\.json/) else { return nil }
        return Timestamp("\(match.output.1):\(match.output.2):\(match.output.3)")?.date
    }
}
