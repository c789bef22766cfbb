import Foundation

/// A body of type multipart/form-data (RFC 7578), as far as files travel in it.
struct MultipartForm {
    struct Part: Equatable {
        /// The name of the field; empty when the part has none.
        let name: String
        let bytes: [UInt8]
    }

    let parts: [Part]

    /// Reads the body of a request.
    /// - Throws: 415 for another type of body, 400 for a type without a boundary and for a body that does not end.
    init(_ request: IncomingRequest) throws(APIError) {
        guard request.mediaType == "multipart/form-data" else {
            throw APIError(
                status: 415, code: 415, message: "The file has to be sent with Content-Type: multipart/form-data")
        }
        guard let boundary = Self.parameter("boundary", of: request.headers["content-type"] ?? ""), !boundary.isEmpty
        else { throw .invalid("The type of the body has no boundary", status: 400) }
        guard let parts = Self.split(request.body, at: boundary) else {
            throw .invalid("The body does not end with its boundary", status: 400)
        }
        self.parts = parts
    }

    private static func split(_ body: [UInt8], at boundary: String) -> [Part]? {
        let data = Data(body)
        let line = Data("--\(boundary)".utf8)
        guard let first = data.range(of: line) else { return nil }
        var parts: [Part] = []
        var start = first.upperBound
        while true {
            if data[start...].starts(with: Data("--".utf8)) { return parts }
            guard let end = data.range(of: Data("\r\n".utf8) + line, in: start..<data.endIndex) else { return nil }
            parts.append(part(data[start..<end.lowerBound]))
            start = end.upperBound
        }
    }

    /// The part that begins with the end of its boundary's line.
    private static func part(_ data: Data) -> Part {
        let blank = Data("\r\n\r\n".utf8)
        guard let head = data.range(of: blank) else { return Part(name: "", bytes: []) }
        let lines = String(decoding: data[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") } ?? ""
        return Part(name: parameter("name", of: disposition) ?? "", bytes: Array(data[head.upperBound...]))
    }

    /// A parameter of a header field, without its quotes: `boundary` of `multipart/form-data; boundary="x"`.
    private static func parameter(_ name: String, of field: String) -> String? {
        for part in field.split(separator: ";").dropFirst() {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard words.count == 2, words[0].lowercased() == name else { continue }
            return words[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}
