extension RequestPlan {
    /// The plan of one request that does to several records what each of the plans would do to one.
    /// - Parameter noun: The kind of record, in the singular.
    package init?(together plans: [RequestPlan], _ noun: String, sending call: Call) {
        guard let first = plans.first else { return nil }
        func named(_ sentences: [String], _ plan: RequestPlan) -> [String] {
            sentences.map { "\(plan.recordName): \($0)" }
        }
        let lasting = plans.filter { $0.wayBack == nil }
        let isPartly = !lasting.isEmpty && lasting.count < plans.count
        self.init(
            title: PlanTitle(stringLiteral: PlanTitle.counted(plans.map(\.heading))), call: call,
            danger: plans.map(\.danger).max(),
            target: Target(server: first.target.server, name: counted(plans.count, noun)),
            impact: plans.flatMap { named($0.impact + [$0.wayBack?.note].compactMap(\.self), $0) },
            warnings: Self.warnings(of: plans)
                + (isPartly
                    ? [
                        "Cannot be undone for \(lasting.map(\.recordName).joined(separator: ", "))."
                    ]
                    : []),
            changes: plans.flatMap { plan in
                plan.changes.map { change in
                    FieldChange(
                        "\(plan.recordName) \(change.name)", from: change.old,
                        to: change.new,
                        effect: change.effect)
                }
            }, seats: plans.map(\.seats).reduce(.none, +))
        self = resting(on: plans.flatMap(\.conditions))
        let ways = plans.compactMap(\.wayBack)
        if !ways.isEmpty { wayBack = .several(ways) }
    }
}
