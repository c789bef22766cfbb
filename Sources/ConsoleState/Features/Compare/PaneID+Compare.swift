extension PaneID {
    package static let compare = PaneID("drift", title: "Compare")
}
