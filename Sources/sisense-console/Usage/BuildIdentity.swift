import CBuild
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
        "sisense-console \(Product.version) (\(commit.map { "\($0), \(day)" } ?? "built here on \(day)"))"
    }

    private static let given = String(cString: cbuild_identity()).split(separator: " ").map(String.init)

    /// A build by hand has no commit that could be trusted: the files may differ from any.
    private static var dayOfProgram: String {
        var status = stat()
        let seconds = stat("/proc/self/exe", &status) == 0 ? status.st_mtim.tv_sec : 0
        return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601.year().month().day())
    }
}
