/// What happens to an answer on its way.
enum Spoiling: CaseIterable {
    case late, reset, cut, empty, page, wrongType, hostile, broken, busy

    /// The same for the n-th request of the same kind in every run with the seed; most answers are left as they are.
    static func chosen(seed: UInt64, request: String, number: Int) -> Spoiling? {
        var chance = Chance(seed: seed, about: "\(number) \(request)")
        return Int.random(in: 0..<4, using: &chance) == 0 ? allCases.randomElement(using: &chance) : nil
    }

    /// What is sent in place of the answer; nil when the connection is torn down.
    func applied(to answer: [UInt8]) -> [UInt8]? {
        switch self {
        case .late: answer
        case .reset: nil
        case .cut: Array(answer.dropLast(answer.count / 3))
        case .empty: []
        case .page: Self.reply("200 OK", "text/html", "<html><title>Sign in</title><body>Proxy</body></html>")
        case .wrongType: Self.reply("200 OK", "application/json", #"[7,{"_id":{},"name":null,"users":"x"},[],true]"#)
        case .hostile:
            Self.reply(
                "200 OK", "application/json",
                #"[{"_id":"\u001b[2J","name":"\u202e\u009b31m","email":"\u0000\r\n"}]"#)
        case .broken: Self.reply("500 Internal Server Error", "text/plain", "\u{1B}]0;gone\u{7} at Object.<anonymous>")
        case .busy: Self.reply("429 Too Many Requests\r\nRetry-After: 1", "application/json", "{}")
        }
    }

    private static func reply(_ status: String, _ type: String, _ body: String) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)"
        return Array("\(head)\r\nConnection: close\r\n\r\n\(body)".utf8)
    }
}
