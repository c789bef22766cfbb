import SisenseClient

extension ListFeature {
    /// This server and another one side by side, or this one now and as a snapshot has it.
    static let compare = ListFeature(
        .compare, title: "Compare", noun: "lines", rows: lineRows,
        commands: [
            .change(
                "carry", keys: "c", hint: Hint.carry, "Copy to this server…",
                menu: .edit(
                    "c", "Makes here what differs as it is or was there. Each change is shown before it is sent."),
                rereadsList: true,
                unless: { state in
                    // Of several lines the plans say which one it is.
                    guard let list = state.list, list.targetCount == 1 else { return nil }
                    return list.cell(of: copyableColumn).flatMap { $0 == isCopyable ? nil : $0 }
                }
            ) { context, ids throws(APIError) in
                let chosen = Set(ids)
                let lines = try await compare(context).filter { chosen.contains($0.id) && $0.state != .same }
                return try await ComparePlans(context).plans(for: lines)
            },
            .run(
                "reverse", keys: "o", hint: "other way round", "Compare the other way round",
                menu: .edit("o", "Goes to the other server, where the same lines can be copied to that one."),
                unless: { state in
                    guard let other = state.comparison else { return "Nothing is compared yet" }
                    return isPath(other) ? "This is a snapshot, not a server" : nil
                }
            ) { state in
                state.comparison.map {
                    [.servers(.switchRequested(ServerVisit($0, comparedWith: state.session.profile)))]
                } ?? []
            },
        ], emptyText: "Both servers have nothing to compare. :compare NAME chooses another one.",
        showsChanges: false, recordHeading: "Both",
        unmatchedText: { $0 == differencesFilter ? "Nothing differs in what could be read." : nil },
        load: { context, take throws(APIError) in
            await lineRows.hand(try await compare(context), to: take)
        },
        read: { context, id throws(APIError) in
            guard let line = try await compare(context).first(where: { $0.id == id }) else {
                throw APIError(
                    .notFound, message: "This no longer differs, or neither has it any more.", request: "", server: "",
                    nextStep: "Refresh the list.")
            }
            return ListRecord(
                row: lineRows.row(line),
                json: ["here": line.here?.shown ?? .null, "there": line.there?.shown ?? .null])
        })

    private typealias Hint = ListCommand.Hint

    private static let stateColumn = Column<CompareLine>(
        "state", "State", 10, kind: .state, priority: 0, isShown: false
    ) {
        $0.state.rawValue
    }

    fileprivate static let thereColumn = Column<CompareLine>("there", "There", 10, priority: 7) { $0.thereText }
    fileprivate static let hereColumn = Column<CompareLine>("here", "Here", 10, priority: 8) { $0.hereText }

    private static let isCopyable = "yes"

    /// Says of a line that it can be carried over, or why not.
    private static let copyableColumn = Column<CompareLine>(
        "copyable", "Can be copied", 16, priority: 0, isShown: false
    ) {
        $0.obstacle ?? isCopyable
    }

    /// The filter that leaves what is not the same.
    package static let differencesFilter = "\(stateColumn.column.id):\(CompareLine.State.differs.rawValue)"

    private static let lineRows = RowLayout<CompareLine>(
        [
            Column("area", "Area", 14, priority: 6) { $0.area.title },
            Column("name", "Name", 16, priority: 9, isName: true) { $0.key },
            hereColumn,
            thereColumn,
            stateColumn,
            Column("by", "Changed by", 12, priority: 5) { $0.changedBy },
            copyableColumn,
        ],
        id: { $0.id },
        style: { line in
            switch line.state {
            case .same: .plain
            case .differs: .changed
            case .unknown, .unread: RowStyle(.faint, .unknown)
            }
        })

    private static func compare(_ context: WorkContext) async throws(APIError) -> [CompareLine] {
        let there = try await context.comparedSnapshot()
        let isOwn = there.server == context.client.server.description
        let parts = isOwn ? there.parts : there.parts.intersection([.permissions])
        let lines = CompareLine.lines(try await ServerSnapshot.read(context, parts), there)
        guard let since = there.time, isOwn else { return lines }
        let changes = context.dependencies.audit?.newest(on: context.client.server, since: since, limit: .max) ?? []
        return lines.map { $0.attributed(to: changes) }
    }

    /// What one shows who compares this server with another: what is the same is there too, behind the filter.
    /// - Parameter other: The name of a profile, or the path of a snapshot.
    package static func comparing(with other: String) -> [ConsoleAction] {
        [.compareRequested(other)] + filtering(.compare, by: differencesFilter)
    }

    /// True for what names a snapshot file, and no server.
    static func isPath(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".json") }
}

extension ListCommand.Hint {
    /// What is not there is deleted here by it, and what is not here is made: the words say so.
    fileprivate static let carry = ListCommand.Hint("copy here") { state in
        let usual = ListFeature.isPath(state.comparison ?? "") ? "put back" : "copy here"
        guard let list = state.list, list.targetCount == 1 else { return usual }
        if list.cell(of: ListFeature.thereColumn) == "-" { return "delete here" }
        return list.cell(of: ListFeature.hereColumn) == "-" ? "create here" : usual
    }
}

extension ServerSnapshot.Line {
    /// The whole of it, for its record.
    fileprivate var shown: JSONValue {
        guard let members else { return area.hasOwnNames ? ["name": .string(key), "value": value] : value }
        return ["name": .string(key), "members": .array(members.map { .string($0.label) })]
    }
}

extension WorkContext {
    /// The setup of the other server: read from it now, or from a snapshot when the name is that of a file.
    func comparedSnapshot() async throws(APIError) -> ServerSnapshot {
        guard let name = comparison else {
            throw APIError(
                .invalidCall, message: "No server to compare with.", request: "", server: "",
                nextStep: "Type :compare and the name of a profile or of a snapshot file.")
        }
        if ListFeature.isPath(name) { return try snapshot(name) }
        do throws(APIError) {
            var other = WorkContext(dependencies)
            other.client = try await connect(name).noting(with: client)
            return try await ServerSnapshot.read(other, [.permissions])
        } catch  where error.kind == .unauthorized {
            // The token of this session is not the one in question.
            throw APIError(
                .forbidden, message: "\(name) does not accept the token: \(error.message)", request: error.request,
                server: error.server, nextStep: "Renew the token of that profile, then try again.")
        }
    }

    private func snapshot(_ file: String) throws(APIError) -> ServerSnapshot {
        do throws(LocalFile.Problem) {
            return try ServerSnapshot(file: file)
        } catch {
            throw APIError(
                .unreadable, message: "\(file): \(error.text).", request: "", server: "", nextStep: "Check the path.")
        }
    }
}
