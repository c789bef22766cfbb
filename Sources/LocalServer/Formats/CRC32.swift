/// The checksum of PNG, ZIP and the journal (ISO 3309, polynomial 0xEDB88320).
struct CRC32 {
    private var state: UInt32 = 0xFFFF_FFFF

    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var checksum = CRC32()
        checksum.update(bytes)
        return checksum.value
    }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        let wasContiguous: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        guard wasContiguous == nil else { return }
        var state = state
        for byte in bytes { state = Self.tables[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8 }
        self.state = state
    }

    /// Eight bytes a step: a data folder is checked as a whole before it is used.
    private mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var state = state
        Self.tables.withUnsafeBufferPointer { tables in
            let whole = bytes.count & ~7
            for place in stride(from: 0, to: whole, by: 8) {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                var rest = word ^ UInt64(state)
                state = 0
                for table in stride(from: 7, through: 0, by: -1) {
                    state ^= tables[table * 256 + Int(rest & 255)]
                    rest >>= 8
                }
            }
            for byte in bytes[whole...] { state = tables[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8 }
        }
        self.state = state
    }

    var value: UInt32 { state ^ 0xFFFF_FFFF }

    /// Eight tables in a row; the entries of table n are the checksums of a byte with n zero bytes behind it.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        for byte: UInt32 in 0..<256 {
            var value = byte
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
            tables.append(value)
        }
        for index in 256..<2048 {
            let shorter = tables[index - 256]
            tables.append(tables[Int(shorter & 255)] ^ shorter >> 8)
        }
        return tables
    }()
}
