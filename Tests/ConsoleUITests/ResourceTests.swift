import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("Panes made of descriptions")
struct ResourceTests {
    static let names = ResourceDescription.all.map(\.pane.rawValue)

    @Test("Each opens, reads a record, and plans everything it offers, as its description says", arguments: names)
    func works(name: String) async throws {
        let resource = try #require(ResourceDescription.all.first { $0.pane.rawValue == name })
        try await ConsoleDriver.with(prepare: Self.fill) { console in
            await console.run("pane.\(name)")
            let list = try #require(await console.state.list)
            guard case .loaded = list.load else {
                Issue.record("\(name) is not loaded: \(list.load)")
                return
            }
            // The sample server keeps no audit files.
            guard list.table.total > 0 else { return #expect(name == "auditfiles") }
            #expect((0..<list.table.total).allSatisfy { !list.table.cell(at: $0, 0).isEmpty })
            #expect(Set((0..<list.table.total).compactMap { list.table.id(at: $0) }).count == list.table.total)
            // A member that is misspelt in the description leaves its column empty.
            let empty = resource.columns.indices.filter { column in
                (0..<list.table.total).allSatisfy { list.table.cell(at: $0, column).isEmpty }
            }
            #expect(Self.empty.isSuperset(of: empty.map { "\(name).\(resource.columns[$0].id)" }))
            try await read(console, resource)
            for action in resource.actions { try await plan(action, console, resource) }
        }
    }

    /// The columns for which the sample company has nothing.
    private static let empty: Set = ["auditfiles.updated", "builds.completed", "cubes.error", "roles.about"]

    /// Opens the first record and wants to see every section of it filled without a complaint.
    private func read(_ console: ConsoleDriver, _ resource: ResourceDescription) async throws {
        let row = await console.state.list?.table
        await console.press("Enter")
        let detail = try #require(await console.state.list?.detail)
        guard case .loaded(let record) = detail.content else {
            Issue.record("\(resource.pane.title): \(detail.content)")
            return
        }
        let sections = detail.blocks.filter { $0.source != nil && $0.source != .audit }
        #expect(sections.count == resource.sections.count)
        #expect(sections.allSatisfy { $0.content.value != nil }, "\(resource.pane): \(sections.map(\.content))")
        // Reading a record by itself tells the same as the list did.
        #expect(record.row.cells == resource.columns.indices.map { row?.cell(at: 0, $0) })
        await console.press("Esc")
    }

    private func plan(_ action: ResourceAction, _ console: ConsoleDriver, _ resource: ResourceDescription) async throws
    {
        // What is so already is not offered: the next record may be otherwise.
        let count = await console.state.list?.table.count ?? 0
        await console.press("g")
        for _ in 0..<count {
            guard let list = await console.state.list, action.goal?.obstacle(in: list) != nil else { break }
            await console.press("j")
        }
        await console.run("\(resource.pane.rawValue).\(action.name)")
        if !action.fields.isEmpty {
            #expect(await console.state.form != nil, "\(action.name)")
            for field in action.fields {
                await console.fill(field, changes: action.edits)
            }
            await console.press("Ctrl-S")
        }
        let operation = action.operation
        let screen = await console.screen
        let plan = await console.state.writes.confirmation?.plans.first
        if operation.writes {
            #expect(plan?.call.operation == operation, "\(action.name): \(screen)")
            #expect(plan?.title.contains("{") == false && plan?.title.contains("  ") == false)
            #expect((plan?.inverse != nil) == (action.edits || action.inverse != nil))
            await console.press("Esc")
            #expect(await console.state.messages.current?.text == "Nothing was sent")
        } else if action.name != "check-invitation" {
            #expect(await console.state.list?.detail?.title == action.heading, "\(action.name): \(screen)")
            await console.press("Esc")
        }
        if await console.state.form != nil { await console.press("Esc", "Esc") }
        #expect(await console.state.form == nil)
    }

    /// One record of each kind that the sample company lacks.
    static func fill(_ client: APIClient) async throws {
        let users = try await UsersService(client).page(ListQuery(limit: 1)).items
        let rule: JSONValue = [
            "table": "Orders", "column": "Region", "datatype": "text", "members": ["EMEA"],
            "shares": [["party": .string(users[0].id), "type": "user"]],
        ]
        let model = try #require(try await client.read(.getDatamodels).list().first?["oid"]?.string)
        let cube = ["server": "LocalHost", "title": "Acme Sales"]
        let calls: [(SisenseClient.Operation, [String: String], JSONValue)] = [
            (
                .createDatasetSecurity,
                ["fullname": "live:Warehouse live"], rule
            ),
            (.startBuild, [:], ["datamodelId": .string(model), "buildType": "full"]),
            (
                .createCustomTable, cube,
                ["tableName": "Big orders", "sqlQuery": "select * from Orders where Revenue > 1000"]
            ),
            (.createCubeSet, [:], ["title": "Everything", "fullNames": ["LocalHost/Acme Sales"]]),
            (.createCustomData, [:], ["name": "palette", "colour": "blue"]),
        ]
        for (id, path, body) in calls {
            let call = try client.call(id, path: path, body: .json(body))
            _ = try await client.perform(RequestPlan(call, on: client.server))
        }
    }
}

extension ConsoleDriver {
    /// Types something that suits the field under the cursor.
    fileprivate func fill(_ field: ResourceField, changes: Bool) async {
        let samples = [
            "schema": "Acme Sales", "table": "Orders", "column": "Region", "connection.host": "db.acme.example",
            "email": "bea@acme.example", "path": "widgets/items",
        ]
        switch field.kind {
        case .parties, .user: await choose("bea@acme.example")
        case .records: await choose("Acme Finance")
        case .record: await press("Enter", "Enter")
        default:
            await type(field, samples, changes: changes)
            await press("Tab")
        }
    }

    /// Looks for something in the picker of the field under the cursor, and takes it.
    private func choose(_ text: String) async {
        await type(text)
        await press("Enter")
    }

    private func type(_ field: ResourceField, _ samples: [String: String], changes: Bool) async {
        switch field.kind {
        case .text where field.id == "table" || !changes, .secret where !changes:
            if field.isRequired { await type(samples[field.id] ?? "sample") }
        case .text: await type("7")
        case .number: await type("7")
        case .json: await type(#"{"a": 1}"#)
        case .lines: await type("EMEA")
        case .flag, .choice, .secret, .parties, .user, .records, .record: break
        }
    }
}
