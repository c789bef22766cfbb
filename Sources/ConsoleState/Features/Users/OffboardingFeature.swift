import SisenseClient

extension PaneID {
    package static let offboarding = PaneID("offboarding", title: "Off-boarding")
}

extension ListFeature {
    /// The checklist of somebody who leaves: what is to be done, and what is done already. Read again after some steps
    /// were sent, it goes on where they ended.
    static func offboarding(of user: User, _ wishes: Offboarding.Wishes) -> ListFeature {
        let id = RecordID(user.id)
        return ListFeature(
            pane: .offboarding, noun: "steps",
            columns: [ListColumn("step", "Step"), ListColumn("state", "State"), ListColumn("part", "Part")],
            title: "Off-board \(user.label)", parent: .users, record: id, showsChanges: false,
            recordHeading: "The request",
            load: { environment, take throws(APIError) in
                let steps = try await Offboarding.read(id, wishes, environment).steps
                await take(RowPage(steps.map(row), columns: 3))
            },
            read: { environment, step throws(APIError) in
                let steps = try await Offboarding.read(id, wishes, environment).steps
                guard let found = steps.first(where: { $0.id == step }) else {
                    throw APIError(
                        .notFound, message: "This is done.", request: "",
                        server: environment.client.server.description)
                }
                return ListRecord(
                    row: row(of: found), json: found.plan?.call.body.flatMap(json) ?? .null,
                    sections: [
                        DetailSection("What it does", (found.plan?.impact ?? []) + (found.plan?.warnings ?? []))
                    ])
            },
            plans: [
                "run": { environment, ids throws(APIError) in
                    let wanted = Set(ids)
                    let plans = try await Offboarding.read(id, wishes, environment).steps
                        .filter { wanted.contains($0.id) }.compactMap(\.plan)
                    guard !plans.isEmpty else {
                        throw APIError(
                            .invalidCall, message: "Nothing is left to do.", request: "",
                            server: environment.client.server.description)
                    }
                    return plans
                }
            ],
            reloadsAfter: ["run"])
    }

    private static func row(of step: Offboarding.Step) -> RowContent {
        RowContent(
            id: step.id,
            cells: [step.plan?.title ?? "Nothing left", step.plan == nil ? "done" : "to do", step.part])
    }

    private static func json(_ body: RequestBody) -> JSONValue? {
        if case .json(let value) = body { value } else { nil }
    }
}
