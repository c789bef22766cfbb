import SisenseClient

/// One sheet as .xlsx (ECMA-376, SpreadsheetML).
enum Spreadsheet {
    static func bytes(columns: [String], rows: [[JSONValue]]) -> [UInt8] {
        var archive = ZIPArchive()
        archive.add("[Content_Types].xml", xml(types))
        archive.add("_rels/.rels", xml(relationship("officeDocument", "xl/workbook.xml")))
        archive.add("xl/workbook.xml", xml(workbook))
        archive.add("xl/_rels/workbook.xml.rels", xml(relationship("worksheet", "worksheets/sheet1.xml")))
        let lines = ([columns.map(JSONValue.string)] + rows).enumerated().map { row($0.element, number: $0.offset + 1) }
        archive.add(
            "xl/worksheets/sheet1.xml",
            xml("<worksheet xmlns=\"\(main)\"><sheetData>\(lines.joined())</sheetData></worksheet>"))
        return archive.bytes
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let types =
        "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(sheetType).sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(sheetType).worksheet+xml\"/></Types>"

    private static let workbook =
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">"
        + "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"

    private static func relationship(_ type: String, _ target: String) -> String {
        "<Relationships xmlns=\"\(package)/relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/></Relationships>"
    }

    private static func xml(_ body: String) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\(body)".utf8)
    }

    private static func row(_ cells: [JSONValue], number: Int) -> String {
        let content = cells.map { cell in
            switch cell {
            case .number(let value): "<c><v>\(value.literal)</v></c>"
            case .null: "<c/>"
            default: "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(cell))</t></is></c>"
            }
        }
        return "<row r=\"\(number)\">\(content.joined())</row>"
    }

    /// Characters that XML 1.0 cannot hold are left out.
    private static func escaped(_ value: JSONValue) -> String {
        let text = value.string ?? JSONWriter.text(value, layout: .compact)
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case let scalar where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// Files in a ZIP archive, stored as they are (PKWARE APPNOTE 6.3).
struct ZIPArchive {
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let offset = content.count
        let header =
            Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(0, 2)  // version, UTF-8 names, stored
            + Self.little(0, 2) + Self.little(0x21, 2)  // 1980-01-01
            + Self.little(Int(CRC32.of(bytes)), 4) + Self.little(bytes.count, 4) + Self.little(bytes.count, 4)
            + Self.little(name.utf8.count, 2) + Self.little(0, 2)
        content += Self.little(0x0403_4B50, 4) + header + name.utf8 + bytes
        directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + header
        directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
        directory += Self.little(offset, 4) + name.utf8
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
            for offset in stride(from: 0, to: whole, by: 8) {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
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
