extension PaneID {
    package static let drift = PaneID("drift", title: "Compare")
}
