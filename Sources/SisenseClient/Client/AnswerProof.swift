import Foundation

/// The proof that an answer with a good status gives of the change it answers. The status alone proves little: a login
/// page comes with 200, and some operations report their failures in the body.
enum AnswerProof: Equatable {
    /// The body is empty, or JSON that is no error.
    case done
    /// The server says in the body that it, or a part of it, failed.
    case failed(message: String, details: [String])
    /// Nothing is proven, and why.
    case unproven(String)

    /// Plug-ins are done with 202 (seeds/003, Plugins): what it means elsewhere is that the work goes on.
    init(_ response: HTTPResponse, to plan: RequestPlan) {
        self =
            if let title = WebPage.title(of: response) {
                .unproven(WebPage.sentence(title))
            } else if response.status == 202, plan.call.operation != .updatePlugins {
                .unproven("The server has accepted the change and not finished it.")
            } else if response.body.isEmpty {
                .done
            } else if let document = try? JSONReader.read(response.body) {
                Self(document, to: plan)
            } else {
                // Some operations answer with plain text, an id for one.
                .done
            }
    }

    private init(_ document: JSONValue, to plan: RequestPlan) {
        let failures = Self.failures(in: document)
        let isDenied = document["success"]?.bool == false || document["status"]?.string?.lowercased() == "error"
        self =
            if isDenied || Self.reportsError(document) || !failures.isEmpty {
                .failed(
                    message: ErrorBody(document).message ?? (failures.isEmpty ? "" : "Some of it failed."),
                    details: failures)
            } else if document == .null {
                .unproven("The server answered null.")
            } else if plan.isUnchanged(in: document) {
                .unproven("The server answered with the record as it was before.")
            } else {
                .done
            }
    }

    /// True for an envelope of an error. A record may have a member of that name, too: that of an ElastiCube reports
    /// how its last build went.
    private static func reportsError(_ document: JSONValue) -> Bool {
        guard document["_id"] == nil, document["oid"] == nil, let error = document["error"] else { return false }
        return error.object != nil || error.bool == true || error.string?.isEmpty == false
    }

    /// The entries of a list that report a failure of their own, as answers to a change of many records do.
    private static func failures(in document: JSONValue) -> [String] {
        (document.array ?? []).compactMap { entry in
            guard let error = entry["error"], error != .null else { return nil }
            let name = ["_id", "id", "oid", "email", "name"].lazy.compactMap { entry[$0]?.string }.first
            let message = ErrorBody(entry).message ?? "failed"
            return name.map { "\($0): \(message)" } ?? message
        }
    }
}

extension RequestPlan {
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
        let isCalledPage = response.headers["Content-Type"]?.lowercased().contains("text/html") ?? false
        let start = String(decoding: response.body.prefix(4096), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let lower = start.prefix(32).lowercased()
        let looksLikePage = lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html")
        guard looksLikePage || isCalledPage && lower.hasPrefix("<") else { return nil }
        return title(in: start) ?? ""
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
