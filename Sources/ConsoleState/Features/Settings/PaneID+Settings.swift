extension PaneID {
    package static let settings = PaneID("settings", title: "Settings")
}
