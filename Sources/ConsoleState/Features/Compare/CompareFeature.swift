import Foundation
import SisenseClient

extension ListFeature {
    /// This server and another one side by side.
    static let compare = ListFeature(
        .compare, title: "Compare", noun: "both servers", rows: lineRows,
        commands: [
            .change(
                "carry", keys: "c", hint: "copy here", "Copy to this server…",
                menu: .edit("c", "Makes here what differs as it is there. Each change is shown before it is sent.")
            ) { context, ids throws(APIError) in
                let chosen = Set(ids)
                let lines = try await compare(context).filter { chosen.contains($0.id) && $0.state != .same }
                return try await ComparePlans(context).plans(for: lines)
            }
        ], emptyText: "Both servers have nothing to compare. :compare NAME chooses another one.",
        recordHeading: "Both",
        load: { context, take throws(APIError) in
            await lineRows.hand(try await compare(context), to: take)
        },
        read: { context, id throws(APIError) in
            guard let line = try await compare(context).first(where: { $0.id == id }) else {
                throw APIError(.notFound, message: "Neither server has this any more.", request: "", server: "")
            }
            return ListRecord(
                row: lineRows.row(line), json: ["here": line.here ?? .null, "there": line.there ?? .null])
        })

    private static let stateColumn = Column<CompareLine>(
        "state", "State", 10, kind: .state, priority: 0, isShown: false
    ) {
        $0.state.rawValue
    }

    /// The filter that leaves what is not the same.
    package static let differencesFilter = "\(stateColumn.column.id):\(CompareLine.State.differs.rawValue)"

    private static let lineRows = RowLayout<CompareLine>(
        [
            Column("area", "Area", 14, priority: 6) { $0.area.title },
            Column("name", "Name", 16, priority: 9, isName: true) { $0.key },
            Column("here", "Here", 10, priority: 8) { $0.text($0.here) },
            Column("there", "There", 10, priority: 7) { $0.text($0.there) },
            stateColumn,
            Column("by", "Changed by", 12, priority: 5) { $0.changedBy },
        ],
        id: { $0.id },
        style: { line in
            switch line.state {
            case .same: .plain
            case .differs: .changed
            case .unknown: RowStyle(.faint, .unknown)
            }
        })

    private static func compare(_ context: WorkContext) async throws(APIError) -> [CompareLine] {
        let there = try await context.comparedSnapshot()
        let lines = CompareLine.lines(try await ServerSnapshot.read(context.client), there)
        guard let since = there.time, there.server == context.client.server.description else { return lines }
        let changes = context.dependencies.audit?.newest(on: context.client.server, since: since, limit: .max) ?? []
        return lines.map { $0.attributed(to: changes) }
    }

    /// What one shows who compares this server with another: what is the same is there too, behind the filter.
    /// - Parameter other: The name of a profile, or the path of a snapshot.
    package static func comparing(with other: String) -> [ConsoleAction] {
        [
            .compareRequested(other), .list(.compare, .filterCleared), .list(.compare, .filterOpened),
            .list(.compare, .filterEdited(.insert(differencesFilter))), .list(.compare, .filterKept),
        ]
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
        if name.contains("/") || name.hasSuffix(".json") { return try snapshot(name) }
        do throws(APIError) {
            return try await ServerSnapshot.read(try await dependencies.connect(name).noting(with: client))
        } catch  where error.kind == .unauthorized {
            // The token of this session is not the one in question.
            throw APIError(
                .forbidden, message: "\(name) does not accept the token: \(error.message)", request: error.request,
                server: error.server, nextStep: "Renew the token of that profile, then try again.")
        }
    }

    private func snapshot(_ file: String) throws(APIError) -> ServerSnapshot {
        func problem(_ text: String) -> APIError {
            APIError(.unreadable, message: "\(file): \(text).", request: "", server: "", nextStep: "Check the path.")
        }
        let data: Data
        do throws(LocalFile.Problem) {
            data = try LocalFile.read(file)
        } catch {
            throw problem(error.text)
        }
        guard let inventory = (try? JSONReader.read(data)).flatMap({ ServerSnapshot($0) }) else {
            throw problem("Not a snapshot of a server")
        }
        return inventory
    }
}
