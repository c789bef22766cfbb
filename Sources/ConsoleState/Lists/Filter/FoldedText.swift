import Foundation

/// Text as filters and sorting compare it: without case and accents, so that `nunez` finds `Núñez`.
enum FoldedText {
    /// The text as it is compared and found: without case and accents, in UTF-8.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    /// ASCII, which most ids, names and mail addresses are, takes no detour through Foundation.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        for byte in text.utf8 {
            guard byte < 0x80 else {
                bytes.removeSubrange(start...)
                let folded = text.folding(
                    options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
                bytes.append(contentsOf: folded.utf8.lazy.map(visible))
                return
            }
            bytes.append(visible(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte))
        }
    }

    /// Zero separates cells, so a zero in a text of the server becomes a control character nobody filters for.
    private static func visible(_ byte: UInt8) -> UInt8 { byte == 0 ? 1 : byte }
}
