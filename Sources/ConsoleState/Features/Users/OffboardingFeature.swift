import SisenseClient

extension ListFeature {
    /// The checklist of people who leave: what is to be done, and what is done already. Read again after some steps
    /// were sent, it goes on where they ended.
    static func offboarding(of users: [RecordID], name: String, _ wishes: Offboarding.Wishes) -> ListFeature {
        ListFeature(
            .offboarding, title: "Off-boarding", heading: "Off-board \(name)", noun: "steps",
            below: Parent(.users, users.first),
            rows: stepRows,
            commands: [
                .changeShown(
                    "run", keys: "Ctrl-S", hint: "run", "Run all open or marked steps…",
                    menu: .edit(nil, "Previews every request of these steps before any is sent."),
                    unless: isDone
                ) { context, ids throws(APIError) in
                    let chosen = Set(ids)
                    let all = try await Offboarding.read(users, wishes, context).steps
                    let steps = all.filter { chosen.contains($0.id) }
                    let problems = steps.compactMap(\.problem).map { "Not all could be read: \($0)" }
                    let plans = steps.compactMap(\.plan).map { $0.warning(problems) }
                    if !plans.isEmpty { return plans }
                    throw APIError(
                        .invalidCall, message: problems.first ?? "All steps are done: nothing is left.", request: "",
                        server: context.client.server.description)
                },
                .back(to: .users),
            ], emptyText: "Nothing is left to do: these users own nothing, are in no group and hold no share.",
            showsChanges: false, recordHeading: "The request",
            load: { context, take throws(APIError) in
                let steps = try await Offboarding.read(users, wishes, context).steps
                await stepRows.hand(steps, to: take)
            },
            read: { context, step throws(APIError) in
                let steps = try await Offboarding.read(users, wishes, context).steps
                guard let found = steps.first(where: { $0.id == step }) else {
                    throw APIError(
                        .notFound, message: "This step is done.", request: "",
                        server: context.client.server.description)
                }
                return ListRecord(
                    row: stepRows.row(found), json: found.plan?.call.body.flatMap(json) ?? .null,
                    blocks: [
                        RecordBlock(
                            "Effect",
                            (found.plan?.impact ?? []) + (found.plan?.warnings ?? [])
                                + [found.warning].compactMap(\.self))
                    ])
            })
    }

    private static let stepState = Column<Offboarding.Step>("state", "State", 7, kind: .state, priority: 8) {
        $0.state.rawValue
    }

    private static let stepRows = RowLayout<Offboarding.Step>(
        [
            Column("part", "Part", 13, priority: 7) { "\($0.part.rawValue) \($0.part.title)" },
            stepState,
            Column("step", "Step", 30, priority: 9, isName: true) {
                $0.plan?.title ?? $0.problem.map { "Could not be read: \($0)" } ?? $0.warning ?? $0.found
            },
        ],
        id: { $0.id },
        style: { step in
            switch step.state {
            case .unknown: RowStyle(.warning, .unknown)
            case .left: RowStyle(.warning, .attention)
            case .open: .plain
            case .done: RowStyle(.ok, .added)
            }
        })

    /// Steps up to which every frame looks whether one is to do; of more that is found out by running them.
    private static let fewSteps = 500

    /// The reason why no step can be run.
    @Sendable private static func isDone(_ state: ConsoleState) -> String? {
        guard let list = state.list, !list.isLoading, (1...fewSteps).contains(list.table.count),
            let column = list.columns.firstIndex(where: { $0.id == stepState.column.id })
        else { return nil }
        let waiting = [Offboarding.StepState.open.rawValue, Offboarding.StepState.unknown.rawValue]
        let isOpen = (0..<list.table.count).contains { waiting.contains(list.table.cell(at: $0, column)) }
        return isOpen ? nil : "All steps are done: nothing is left"
    }

    private static func json(_ body: RequestBody) -> JSONValue? {
        if case .json(let value) = body { value } else { nil }
    }
}

/// Asks what should be done when people leave, and opens the checklist.
enum OffboardingForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let users = try await context.users(ids)
        let name = users.count == 1 ? users[0].label : counted(users.count, "user")
        let endings = [
            FormOption(
                Offboarding.Ending.deactivate.rawValue, "deactivate", note: "Deactivated, it can be activated again"),
            FormOption(
                Offboarding.Ending.delete.rawValue, "delete",
                note: "Without a new owner, its dashboards and folders are deleted too"),
            FormOption(Offboarding.Ending.keep.rawValue, "leave as it is", note: "The account can still log in"),
        ]
        let leavers = Dictionary(users.map { ($0.id, "leaves") }, uniquingKeysWith: { first, _ in first })
        let owners = await PickerSource.owners(context.client, except: leavers)
        let fields: [FormField] = [
            .pick("newOwner", "New owner", owners, placeholder: "no change", help: "Of dashboards and folders"),
            .toggle("shares", "Remove from shares", true),
            .toggle("alerts", "Alerts", true, help: "Remove as recipient; owned ones are made again as yours"),
            .toggle("reports", "Scheduled reports", true, help: "Remove as recipient; owned ones are made again"),
            .toggle("groups", "Remove from groups", true),
            .toggle("tokens", "End tokens and sessions", true, help: "Integrations of this account stop working"),
            .choice("ending", "Account", endings),
        ]
        let leaving = Set(users.map(\.id))
        return FormState("Off-board \(name)", fields) { context, values throws(APIError) in
            var wishes = Offboarding.Wishes(
                shares: values.flag("shares"), alerts: values.flag("alerts"), reports: values.flag("reports"),
                groups: values.flag("groups"), tokens: values.flag("tokens"),
                ending: Offboarding.Ending(rawValue: values.text("ending")) ?? .keep)
            if !values.text("newOwner").isEmpty {
                switch try await NewOwner.read(values.text("newOwner"), context, insteadOf: leaving) {
                case .success(let user): wishes.newOwner = user
                case .failure(let refusal): return refusal.action(of: "newOwner")
                }
            }
            return .listOpened(.offboarding(of: ids, name: name, wishes))
        }
    }
}
