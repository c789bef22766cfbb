import Foundation

/// The text of a file, and the character set it was in.
struct FileText: Sendable, Equatable {
    enum CharacterSet: String, Sendable, CaseIterable {
        case utf8 = "UTF-8"
        case utf8WithMark = "UTF-8 with a mark"
        case utf16 = "UTF-16"
        case windows1252 = "Windows-1252"
    }

    let text: String
    let characterSet: CharacterSet

    /// Reads bytes whose character set can be told for certain. UTF-16 without a mark is known by its many zero bytes,
    /// which no other text has.
    ///
    /// - Returns: nil for bytes that are no UTF-8. They may be in any of dozens of older character sets, and a wrong
    ///   guess would give people wrong names: somebody has to say it.
    init?(_ data: Data) {
        let mark = [UInt8](data.prefix(3))
        if mark == [0xEF, 0xBB, 0xBF] {
            self.init(String(validating: data.dropFirst(3), as: UTF8.self), .utf8WithMark)
        } else if mark.starts(with: [0xFF, 0xFE]) {
            self.init(Self.utf16(data.dropFirst(2), isLittleEndian: true), .utf16)
        } else if mark.starts(with: [0xFE, 0xFF]) {
            self.init(Self.utf16(data.dropFirst(2), isLittleEndian: false), .utf16)
        } else if let isLittleEndian = Self.zeros(in: data) {
            self.init(Self.utf16(data, isLittleEndian: isLittleEndian), .utf16)
        } else {
            self.init(String(validating: data, as: UTF8.self), .utf8)
        }
    }

    /// Reads bytes as somebody said they are meant. Bytes that Windows-1252 does not define make it nil.
    init?(windows1252 data: Data) {
        self.init(String(data: data, encoding: .windowsCP1252), .windows1252)
    }

    private init?(_ text: String?, _ characterSet: CharacterSet) {
        guard let text else { return nil }
        self.text = text
        self.characterSet = characterSet
    }

    private static func utf16(_ bytes: Data, isLittleEndian: Bool) -> String? {
        guard bytes.count % 2 == 0 else { return nil }
        let bytes = [UInt8](bytes)
        let units = stride(from: 0, to: bytes.count, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittleEndian ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self)
    }

    /// Where the zero bytes of a text stand: true for behind each letter, as in UTF-16 with the low byte first, false
    /// for before it, nil when there are few or none.
    private static func zeros(in data: Data) -> Bool? {
        let bytes = [UInt8](data.prefix(1000))
        let even = stride(from: 0, to: bytes.count, by: 2).count { bytes[$0] == 0 }
        let odd = stride(from: 1, to: bytes.count, by: 2).count { bytes[$0] == 0 }
        guard max(even, odd) * 4 > bytes.count, min(even, odd) == 0 else { return nil }
        return odd > even
    }
}
