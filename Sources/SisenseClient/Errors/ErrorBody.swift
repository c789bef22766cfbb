import Foundation

/// What a refusing server says, in any of the forms it is known to say it: the envelope of version 1, the bare
/// `{"message"}` of 0.9, the `{title, detail}` of version 2, plain text, a proxy's HTML page, or nothing.
struct ErrorBody {
    var code: Int?
    var message: String?
    var details: [String] = []

    private static let longest = 500

    init(_ data: Data) {
        guard let document = try? JSONReader.read(data) else {
            message = Self.plain(data)
            return
        }
        let inner = document["error"] ?? document
        code = inner["code"]?.integer ?? document["code"]?.integer
        message =
            ["detail", "message", "error_description", "title"].lazy
            .compactMap { inner[$0]?.string ?? document[$0]?.string }.first { !$0.isEmpty }
            ?? inner.string
        details = (inner["subErrors"]?.array ?? []).compactMap { complaint in
            (complaint["error"] ?? complaint)["message"]?.string ?? complaint.string
        }
        message = message.map { Redactor.text(String($0.prefix(Self.longest))) }
        details = details.prefix(20).map { Redactor.text(String($0.prefix(Self.longest))) }
    }

    private static func plain(_ data: Data) -> String? {
        let text = String(decoding: data.prefix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("<") else { return Redactor.text(String(text.prefix(longest))) }
        let title = text.firstMatch(of: /(?i)<title[^>]*>\s*([^<]{1,200}?)\s*<\/title>/).map { String($0.output.1) }
        return title.map { "the answer is a web page: \($0)" } ?? "the answer is a web page"
    }
}
