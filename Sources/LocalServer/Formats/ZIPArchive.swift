/// Files in a ZIP archive, stored as they are (PKWARE APPNOTE 6.3).
struct ZIPArchive {
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let place = content.count
        let header =
            Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(0, 2)  // version, UTF-8 names, stored
            + Self.little(0, 2) + Self.little(0x21, 2)  // 1980-01-01
            + Self.little(Int(CRC32.of(bytes)), 4) + Self.little(bytes.count, 4) + Self.little(bytes.count, 4)
            + Self.little(name.utf8.count, 2) + Self.little(0, 2)
        content += Self.little(0x0403_4B50, 4) + header + name.utf8 + bytes
        directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + header
        directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
        directory += Self.little(place, 4) + name.utf8
        count += 1
    }

    var bytes: [UInt8] {
        var end = Self.little(0x0605_4B50, 4) + Self.little(0, 2) + Self.little(0, 2)
        end += Self.little(count, 2) + Self.little(count, 2)
        end += Self.little(directory.count, 4) + Self.little(content.count, 4) + Self.little(0, 2)
        return content + directory + end
    }

    private static func little(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
