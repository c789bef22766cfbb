/// The edit of a record, put onto the record as it is now: what was changed by one of two is there, and what both
/// changed is a conflict.
struct Edit {
    /// The members as they should become.
    let members: [(String, JSONValue)]
    /// Nil where nothing was changed by both.
    let conflict: Conflict?

    /// - Throws: `APIError`, a conflict that is made already, when somebody else has made the whole edit.
    init(_ change: RecordChange, onto theirs: JSONValue, request: String, server: ServerAddress) throws(APIError) {
        guard let shown = change.base else {
            (members, conflict) = (change.members, nil)
            return
        }
        // A member that was not shown, that only looks different, or that is set to what was shown, which is done on
        // purpose, is edited as it is now.
        var (base, mine) = (theirs, theirs)
        for (name, value) in change.members {
            let isShown = shown[name].map { $0 != value && !Precondition.isSame($0, theirs[name]) } ?? false
            if isShown { base[name] = shown[name] }
            mine[name] = value
        }
        // Whole documents: what is planned from them may replace the record.
        let versions = Conflict(base: base, mine: mine, theirs: theirs)
        let merge = JSONMerge(versions)
        if merge.isMade(from: versions) {
            throw APIError.alreadyMade(versions, change.name, request: request, server: server)
        }
        let merged = merge.merged(contested: .mine)
        members = change.members.map { ($0.0, merged[$0.0] ?? .null) }
        conflict = merge.isContested ? versions : nil
    }
}

extension JSONMerge {
    package init(_ conflict: Conflict) {
        self.init(base: conflict.base, mine: conflict.mine, theirs: conflict.theirs)
    }

    /// True when somebody else has made the whole edit.
    func isMade(from versions: Conflict) -> Bool { !hasMine && versions.mine != versions.base }
}

extension APIError {
    /// The error of an edit that somebody else has made already.
    static func alreadyMade(
        _ versions: Conflict, _ record: String, request: String, server: ServerAddress
    ) -> APIError {
        var versions = versions
        versions.isMade = true
        return APIError(
            .conflict(versions), message: "\(record) already shows this change. Nothing was sent.", request: request,
            server: server.description, nextStep: "Nothing needs to be repeated.")
    }
}

extension APIClient {
    /// The plan for a document that was edited as it was shown, merged with what the server has by now.
    /// - Parameters:
    ///   - base: The document as it was shown; `null` where there was none, and nothing is read.
    ///   - read: Reads it as it is now.
    ///   - plan: Makes the plan from an edit of what was read just now.
    /// - Throws: `APIError`, a conflict that is made already, when somebody else has made the whole edit.
    @concurrent package func planMerged(
        _ edited: JSONValue, base: JSONValue, name: String,
        reading read: @concurrent @Sendable (APIClient) async throws(APIError) -> JSONValue,
        plan: RequestPlan.Replan
    ) async throws(APIError) -> RequestPlan {
        guard !base.isNull else { return try await plan(self, edited, base) }
        let versions = Conflict(base: base, mine: edited, theirs: try await read(self))
        let merge = JSONMerge(versions)
        if merge.isMade(from: versions) {
            throw APIError.alreadyMade(versions, name, request: name, server: server)
        }
        let merged = try await plan(self, merge.merged(contested: .mine), versions.theirs)
        return merge.isContested ? merged.conflicting(versions) : merged
    }
}
