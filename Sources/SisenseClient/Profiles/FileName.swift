/// The name of a file or folder that stands for a name of something else, as a profile or a server.
package enum FileName {
    /// The bytes that a file system takes in one name, less what is put behind it, as `.json` or the name of a file that
    /// is still being written.
    private static let limit = 160

    /// `name` with an escape for each character that no file may be named with. Two names never share a file name, and
    /// no name leads out of its folder.
    package static func of(_ name: String) -> String {
        let encoded = PercentEncoding.encode(name)
        // No file is named by nothing, and one that begins with a dot is hidden, or a folder above.
        if encoded.isEmpty { return "%" }
        let visible = encoded.hasPrefix(".") ? "%2E" + encoded.dropFirst() : encoded
        guard visible.utf8.count > limit else { return visible }
        return visible.prefix(limit - 65) + "-" + SHA256.hash(name.utf8).hexadecimal
    }
}
