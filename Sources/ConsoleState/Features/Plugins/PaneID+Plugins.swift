extension PaneID {
    package static let plugins = PaneID("plugins", title: "Plug-ins")
}
