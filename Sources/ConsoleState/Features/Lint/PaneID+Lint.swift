extension PaneID {
    package static let lint = PaneID("health", title: "Health")
}
