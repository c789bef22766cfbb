import CProgram
import Foundation
import SisenseClient

/// The build of the program that runs: its version, and what it was made of.
enum BuildIdentity {
    /// The commit; nil where nobody said it when the program was built, as with `swift build`.
    static let commit: String? = given.first

    /// The day of the commit, else the day on which the program was built, as `2026-11-29`.
    static let day: String = given.dropFirst().first ?? dayOfProgram

    /// As `--version` prints it.
    static var line: String {
        "sisense-console \(Product.version) (\(commit.map { "\($0), \(day)" } ?? "a build of your own, \(day)"))"
    }

    private static let given = String(cString: cprogram_identity()).split(separator: " ").map(String.init)

    /// A build by hand has no commit that could be trusted: the files may differ from any.
    private static var dayOfProgram: String {
        var status = stat()
        let isKnown = stat("/proc/self/exe", &status) == 0
        let time = isKnown ? Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec)) : Date()
        return time.formatted(.iso8601.year().month().day())
    }
}
