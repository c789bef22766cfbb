extension PaneID {
    package static let lockouts = PaneID("lockouts", title: "Locked accounts")
}
