import Foundation

/// The expected text of a test as a file in the folder `Goldens` beside it. With `UPDATE_GOLDENS=1` in the environment the
/// files are written anew instead, to be read as a difference before they are committed.
package struct GoldenFile {
    private let file: URL

    /// - Parameter test: A source file of the tests, in the folder beside which the goldens are.
    package init(_ name: String, beside test: String = #filePath) {
        file = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens/\(name).golden")
    }

    /// The texts of all golden files beside a test.
    package static func all(beside test: String = #filePath) throws -> [String] {
        let folder = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "golden" }.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    }

    /// True when the text is the one in the file.
    package func holds(_ text: String) throws -> Bool {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return true
        }
        return try Data(contentsOf: file) == Data(text.utf8)
    }

    /// The text in the file.
    package var text: String {
        get throws { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    }
}
