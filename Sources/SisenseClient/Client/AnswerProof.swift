import Foundation

/// The proof that an answer with a good status gives of the change it answers. The status alone proves little: a login
/// page comes with 200, and some operations report their failures in the body.
enum AnswerProof: Equatable {
    /// The body is the record that the operation answers with; of any other operation, empty or JSON that is no error.
    case done
    /// The server says in the body that it, or a part of it, failed.
    case failed(message: String, details: [String])
    /// Nothing is proven, and why.
    case unproven(String)

    init(_ response: HTTPResponse, to plan: RequestPlan) {
        let operation = plan.call.operation
        let text = String(decoding: response.body, as: UTF8.self).trimmingCharacters(in: Self.padding)
        let page = WebPage.title(of: response)
        let proof = (try? JSONReader.read(response.body)).map { Self($0, to: plan) }
        self =
            if !text.isEmpty, WebPage.isCalledPage(response) || page != nil {
                .unproven(WebPage.sentence(page ?? ""))
            } else if let proof, case .failed = proof {
                proof
            } else if !Self.doneStatuses.contains(response.status), !operation.answers(with: response.status) {
                .unproven(
                    response.status == 202
                        ? "The server has accepted the change and not finished it."
                        : "The server answered with status \(response.status).")
            } else if text.isEmpty {
                operation.answersWithRecord && !Self.spokenStatuses.contains(response.status)
                    ? .unproven("The server answered with nothing instead of the record.") : .done
            } else if let proof {
                proof
            } else if text.hasPrefix("<") {
                .unproven("Markup came back instead of data.")
            } else if Self.isMeantAsJSON(text, response) {
                .unproven("The answer is no whole JSON.")
            } else if operation.answersWithText || Self.isReason(text, of: response.status, to: operation) {
                .done
            } else {
                .unproven("The server answered: \(Self.excerpt(text)).")
            }
    }

    /// What these mean is done; any other only where the reference lists it, as 202 for plug-ins (seeds/003, Plugins):
    /// elsewhere that means that the work goes on.
    private static let doneStatuses: Set<Int> = [200, 201, 204]

    /// Those of them that say by themselves what was done, and need no body (RFC 9110 section 15.3).
    private static let spokenStatuses: Set<Int> = [201, 204]

    private static let longest = 200

    private static func excerpt(_ text: String) -> String { Redactor.text(String(text.prefix(longest))) }

    private static func excerpt(_ document: JSONValue) -> String {
        excerpt(JSONWriter.text(document, layout: .compact))
    }

    /// White space, and the mark that some gateways put before a text.
    private static let padding = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}"))

    /// True for what is or should have been JSON: a part of one proves that an answer came, and not which.
    private static func isMeantAsJSON(_ text: String, _ response: HTTPResponse) -> Bool {
        let isCalledJSON = response.headers["Content-Type"]?.lowercased().contains("json") ?? false
        return isCalledJSON || text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("\"")
    }

    /// True for the name of the status, which the framework of the server sends where there is nothing else to say.
    private static func isReason(_ text: String, of status: Int, to operation: Operation) -> Bool {
        switch status {
        case 200: text.lowercased() == "ok" && !operation.answersWithRecord
        case 201: text.lowercased() == "created"
        default: false
        }
    }

    private init(_ document: JSONValue, to plan: RequestPlan) {
        let failures = Self.failures(in: document)
        self =
            if Self.reportsError(document) || !failures.isEmpty {
                .failed(
                    message: ErrorBody(document).message ?? (failures.isEmpty ? "" : "Some of it failed."),
                    details: failures)
            } else if document == .null || document == .bool(false) {
                .unproven("The server answered \(Self.excerpt(document)).")
            } else if plan.call.operation.answersWithRecord, !plan.isRecord(document) {
                .unproven("The server answered \(Self.excerpt(document)) instead of the record.")
            } else if plan.isOther(document) {
                .unproven("The server answered with another record.")
            } else if plan.isUnchanged(in: document) {
                .unproven("The server answered with the record as it was before.")
            } else {
                .done
            }
    }

    /// True for an envelope of an error. A record may have members of the same names, too: that of an ElastiCube reports
    /// how its last build went, and its state as a number.
    private static func reportsError(_ document: JSONValue) -> Bool {
        if document.flag("success") == false || document["status"]?.string?.lowercased() == "error" { return true }
        guard document["_id"] == nil, document["oid"] == nil else { return false }
        let isFault = ["status", "statusCode"].contains { name in
            document[name]?.integer.map(faults.contains) == true
        }
        return isFault || saysSomething(document["error"]) || saysSomething(document["errors"])
    }

    /// The statuses of HTTP that say that something failed.
    private static let faults = 400..<600

    /// True for an error that is there: an empty one is none.
    private static func saysSomething(_ error: JSONValue?) -> Bool {
        switch error {
        case .object?: true
        case .array(let list)?: !list.isEmpty
        case .string(let text)?: !text.isEmpty
        case .bool(let flag)?: flag
        case .number?, .null, nil: false
        }
    }

    /// The entries of a list that report a failure of their own, as answers to a change of many records do.
    private static func failures(in document: JSONValue) -> [String] {
        if let errors = document["errors"]?.array, document.id == nil {
            return errors.map { ErrorBody($0).message ?? "failed" }
        }
        return (document.array ?? []).compactMap { entry in
            let hasError = entry["error"].map { $0 != .null } ?? false
            guard hasError || entry.object != nil && reportsError(entry) else { return nil }
            let name = ["_id", "id", "oid", "email", "name"].lazy.compactMap { entry[$0]?.string }.first
            let message = ErrorBody(entry).message ?? "failed"
            return name.map { "\($0): \(message)" } ?? message
        }
    }
}

extension Operation {
    /// True for one that answers with plain text where it is done: what it made of a text.
    fileprivate var answersWithText: Bool { self == .encryptText || self == .decryptText }

    /// True for a status that the reference lists.
    fileprivate func answers(with status: Int) -> Bool { answers.contains { $0.status == status } }
}

extension RequestPlan {
    /// True when `answer` may be the record or the records of the change: it has members, or was sent as it is.
    fileprivate func isRecord(_ answer: JSONValue) -> Bool {
        if case .json(answer)? = call.body, answer.object != nil || answer.array != nil { return true }
        if let entries = answer.array { return entries.contains { $0.object?.isEmpty == false } }
        return answer.object?.isEmpty == false
    }

    /// True when `answer` is a record, and not the one that the path of the request ends with.
    fileprivate func isOther(_ answer: JSONValue) -> Bool {
        guard answer.object != nil, case .parameter(let name)? = call.operation.template.parts.last,
            name == "id" || name.hasSuffix("Id"), let id = call.path[name]
        else { return false }
        // Of a record that is kept in several copies, one is that of the copy.
        let ids = ["_id", "oid", "id"].compactMap { answer.text($0) }
        return !ids.isEmpty && !ids.contains(id)
    }

    /// True when `answer` is the record, and all that the plan was to change in it still has its old value.
    fileprivate func isUnchanged(in answer: JSONValue) -> Bool {
        guard let base, let result, answer.object != nil else { return false }
        let names = (result.object?.keys ?? []).filter { result[$0] != base[$0] && answer[$0] != nil }
        return !names.isEmpty && names.allSatisfy { answer[$0] == base[$0] }
    }
}

/// Pages for browsers, which come from login forms and gateways where data should.
enum WebPage {
    /// The title of the page that a body is, empty when it has none; nil when it is no page.
    static func title(of response: HTTPResponse) -> String? {
        let start = String(decoding: response.body.prefix(4096), as: UTF8.self)
        guard isMarkup(start, "<!doctype html", "<html") || isCalledPage(response) && isMarkup(start, "<") else {
            return nil
        }
        return title(in: start) ?? ""
    }

    /// True when its header field says that an answer is a page, whatever it begins with.
    static func isCalledPage(_ response: HTTPResponse) -> Bool {
        response.headers["Content-Type"]?.lowercased().contains("text/html") ?? false
    }

    /// True for a text that begins with one of these tags, in whatever case, behind white space, a byte order mark,
    /// comments and the declaration of XML.
    private static func isMarkup(_ text: String, _ tags: String...) -> Bool {
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            guard let end = rest.hasPrefix("<!--") ? "-->" : rest.hasPrefix("<?") ? "?>" : nil else { break }
            guard let range = rest.firstRange(of: end) else { return true }
            rest = rest[range.upperBound...]
        }
        let start = rest.prefix(32).lowercased()
        return tags.contains { start.hasPrefix($0) }
    }

    /// The sentence about a page of this title.
    static func sentence(_ title: String) -> String {
        "A web page came back instead of data" + (title.isEmpty ? "." : ": \(title).")
    }

    /// The text between `<title>` and its end.
    static func title(in text: String) -> String? {
        text.firstMatch(of: /(?i)<title[^>]*>\s*([^<]{1,200}?)\s*<\/title>/).map { Redactor.text(String($0.output.1)) }
    }
}
