extension PaneID {
    package static let directory = PaneID("ldap", title: "LDAP domains")
}
