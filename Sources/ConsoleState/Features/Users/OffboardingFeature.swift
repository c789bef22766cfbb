import SisenseClient

extension ListFeature {
    /// The checklist of somebody who leaves: what is to be done, and what is done already. Read again after some steps
    /// were sent, it goes on where they ended.
    static func offboarding(of id: RecordID, name: String, _ wishes: Offboarding.Wishes) -> ListFeature {
        ListFeature(
            .offboarding, title: "Off-boarding", heading: "Off-board \(name)", noun: "steps", below: Parent(.users, id),
            rows: stepRows,
            commands: [
                .changeShown(
                    "run", keys: "Ctrl-S", hint: "run",
                    "Run all open or marked steps…"
                ) { context, ids throws(APIError) in
                    let chosen = Set(ids)
                    let steps = try await Offboarding.read(id, wishes, context).steps.filter { chosen.contains($0.id) }
                    let problems = steps.compactMap(\.problem).map { "Not all could be read: \($0)" }
                    let plans = steps.compactMap(\.plan).map { $0.warning(problems) }
                    if !plans.isEmpty { return plans }
                    throw APIError(
                        .invalidCall, message: problems.first ?? "All steps are done.", request: "",
                        server: context.client.server.description)
                },
                .back(to: .users),
            ], showsChanges: false, recordHeading: "The request",
            load: { context, take throws(APIError) in
                let steps = try await Offboarding.read(id, wishes, context).steps
                await stepRows.hand(steps, to: take)
            },
            read: { context, step throws(APIError) in
                let steps = try await Offboarding.read(id, wishes, context).steps
                guard let found = steps.first(where: { $0.id == step }) else {
                    throw APIError(
                        .notFound, message: "This step is done.", request: "",
                        server: context.client.server.description)
                }
                return ListRecord(
                    row: stepRows.row(found), json: found.plan?.call.body.flatMap(json) ?? .null,
                    sections: [
                        DetailSection("Effect", (found.plan?.impact ?? []) + (found.plan?.warnings ?? []))
                    ])
            })
    }

    private static let stepRows = RowLayout<Offboarding.Step>(
        [
            Column("part", "Part", 13, priority: 7) { $0.part },
            Column("state", "State", 7, kind: .state, priority: 8) {
                $0.problem != nil ? "unknown" : $0.plan == nil ? "done" : "to do"
            },
            Column("step", "Step", 30, priority: 9, isName: true) {
                $0.plan?.title ?? $0.problem.map { "Could not be read: \($0)" } ?? "Done"
            },
        ],
        id: { $0.id },
        style: { step in
            if step.problem != nil { return RowStyle(.warning, .unknown) }
            return step.plan == nil ? RowStyle(.ok, .added) : .plain
        })

    private static func json(_ body: RequestBody) -> JSONValue? {
        if case .json(let value) = body { value } else { nil }
    }
}

/// Asks what should be done when somebody leaves, and opens the checklist.
enum OffboardingForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await context.users.get(ids.first?.description ?? "")
        let owners = await PickerSource.owners(context.client, except: [user.id: "leaves"])
        let fields: [FormField] = [
            .pick("newOwner", "New owner", owners, placeholder: "no change", help: "Of the dashboards"),
            .toggle("shares", "Remove from shares", true),
            .toggle("alerts", "Remove from alerts", true),
            .toggle("groups", "Remove from groups", true),
            .toggle("tokens", "End tokens and sessions", true, help: "Integrations of this account stop working"),
            .toggle("deactivate", "Deactivate", true, help: "The account stays; delete it later"),
        ]
        return FormState("Off-board \(user.label)", fields) { context, values throws(APIError) in
            var wishes = Offboarding.Wishes(
                shares: values.flag("shares"), alerts: values.flag("alerts"), groups: values.flag("groups"),
                tokens: values.flag("tokens"), deactivation: values.flag("deactivate"))
            if !values.text("newOwner").isEmpty {
                wishes.newOwner = try await context.users.get(values.text("newOwner"))
            }
            return .listOpened(.offboarding(of: RecordID(user.id), name: user.label, wishes))
        }
    }
}
