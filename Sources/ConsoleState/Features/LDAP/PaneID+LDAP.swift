extension PaneID {
    package static let ldap = PaneID("ldap", title: "LDAP domains")
}
