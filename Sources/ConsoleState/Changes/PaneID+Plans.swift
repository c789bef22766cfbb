extension PaneID {
    package static let plans = PaneID("plans", title: "Plans")
}
