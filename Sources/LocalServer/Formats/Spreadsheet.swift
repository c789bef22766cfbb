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
