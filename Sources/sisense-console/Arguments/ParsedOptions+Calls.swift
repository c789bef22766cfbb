import ConsoleState
import Foundation
import SisenseClient

/// Calls, and the plan files they can be kept in.
extension ParsedOptions {
    func call(_ plain: [String]) throws(UsageError) -> CallOptions {
        let (plain, approval) = approval(plain, arguments: 2)
        try allow(only: "call", rest: plain.dropFirst(2))
        return try callOptions("call", plain, approval)
    }

    func plan(_ plain: [String]) throws(UsageError) -> PlanOptions {
        try allow(only: "plan", taking: .method, rest: plain.dropFirst(2))
        guard let file = values["-o"] else { throw UsageError("plan needs the file to write: -o FILE.") }
        return PlanOptions(call: try callOptions("plan", plain, GivenApproval()), file: file)
    }

    func show(_ plain: [String]) throws(UsageError) -> String {
        try allow(only: "show", rest: plain.dropFirst())
        guard let file = plain.first else { throw UsageError("show needs a plan file.") }
        return file
    }

    func apply(_ plain: [String]) throws(UsageError) -> ApplyOptions {
        let (plain, approval) = approval(plain, arguments: 1)
        try allow(only: "apply", rest: plain.dropFirst())
        guard let file = plain.first else { throw UsageError("apply needs a plan file.") }
        return ApplyOptions(
            arguments: connection, file: file, approval: approval, isDryRun: given.contains("--dry-run"),
            isForOtherServer: given.contains("--other-server"), isRisky: try isRisky())
    }

    private func isRisky() throws(UsageError) -> Bool {
        guard let part = values["--only"] else { return false }
        guard part == "risky" else { throw UsageError("--only takes risky, not \"\(part)\".") }
        return true
    }

    func approve(_ plain: [String]) throws(UsageError) -> ApproveOptions {
        try allow(only: "approve", rest: plain.dropFirst())
        guard let file = plain.first else { throw UsageError("approve needs a plan file.") }
        let (_, approval) = approval(plain, arguments: 1)
        if case .named(let name) = approval.consent {
            throw UsageError("--yes of approve takes no name, but \"\(name)\" was given.")
        }
        return ApproveOptions(file: file, key: values["--key"], approval: approval)
    }

    /// The call that the arguments of a command describe.
    private func callOptions(
        _ command: String, _ plain: [String], _ approval: GivenApproval
    ) throws(UsageError) -> CallOptions {
        guard plain.count >= 2 else {
            throw UsageError("\(command) needs a method and a path, as in call GET /users.")
        }
        guard let method = HTTPMethod(rawValue: plain[0].uppercased()) else {
            throw UsageError("Unknown method \"\(plain[0])\".")
        }
        let body = try body()
        let fields = pairs["-H"] ?? []
        let types =
            fields.filter { $0.name.lowercased() == "content-type" }.map(\.value)
            + [values["--content-type"]].compactMap(\.self)
        guard types.count <= 1 else { throw UsageError("The content type is given more than once.") }
        switch (body, types.first) {
        case (nil, _?): throw UsageError("A content type needs a body: -f or --input.")
        case (.form?, _?): throw UsageError("--form has a content type of its own.")
        default: break
        }
        return CallOptions(
            arguments: connection, method: method, path: plain[1],
            query: (pairs["-q"] ?? []).map { QueryItem($0.name, $0.value) },
            headers: HTTPHeaders(
                fields.filter { $0.name.lowercased() != "content-type" }.map { ($0.name, $0.value) }),
            body: body, contentType: types.first, isDryRun: given.contains("--dry-run"),
            paginates: given.contains("--paginate"), picked: try picked(),
            output: command == "call" && values["-o"] != "-" ? values["-o"] : nil, waits: given.contains("--wait"),
            isVerbose: given.contains("-v"), showsHead: !given.isDisjoint(with: ["--include", "-i"]),
            approval: approval, documentUse: try documentUse(), isEdited: given.contains("--edit"), log: log)
    }

    private func picked() throws(UsageError) -> PickedValues? {
        guard let text = values["--pick"] else { return nil }
        guard !given.contains("--paginate") else { throw UsageError("Use only one of --pick and --paginate.") }
        guard let picked = PickedValues(text) else {
            throw UsageError("--pick needs the names of values, as in --pick email,preferences.language.")
        }
        return picked
    }

    private func documentUse() throws(UsageError) -> CallOptions.DocumentUse {
        switch (given.contains("--merge"), given.contains("--replace")) {
        case (true, true): throw UsageError("Use only one of --merge and --replace.")
        // Single members are meant to change those and no others.
        case (true, false): return .merged
        case (false, true): return .replacing
        case (false, false): return given.contains("-f") ? .merged : .whole
        }
    }

    /// The body that `call` is to send.
    private func body() throws(UsageError) -> CallOptions.Body? {
        let named = given.intersection(["-f", "--form", "--input"]).sorted()
        guard named.count <= 1 else { throw UsageError("Use only one of \(named.joined(separator: " and ")).") }
        if let file = values["--input"] { return .input(file) }
        if let fields = pairs["--form"] { return .form(fields.map { QueryItem($0.name, $0.value) }) }
        return pairs["-f"].map(CallOptions.Body.fields)
    }
}
