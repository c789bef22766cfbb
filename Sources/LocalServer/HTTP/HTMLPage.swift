/// Pages that stand before the API: what its web framework, or a proxy, says of a path it does not know.
enum HTMLPage {
    /// The page of the framework for a path without an operation (cases of users, `Cannot GET /api/v1/features`).
    static func notFound(_ request: IncomingRequest) -> Reply {
        let path = "/" + request.target.segments.joined(separator: "/")
        return page(404, title: "Error", "<pre>Cannot \(escaped(request.method)) \(escaped(path))</pre>")
    }

    static func page(_ status: Int, title: String, _ body: String) -> Reply {
        let text = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>\(title)</title></head>
            <body>\(body)</body>
            </html>

            """
        return Reply(status: status, body: .bytes(Array(text.utf8), contentType: "text/html; charset=utf-8"))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
