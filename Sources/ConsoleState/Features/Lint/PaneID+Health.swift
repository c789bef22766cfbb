extension PaneID {
    package static let health = PaneID("health", title: "Health")
}
