import SisenseClient

extension BodyForms {
    private static let preferences = Form.object(["localeId": .nullable(.text), "language": .nullable(.text)])

    private static let user = Form.object(
        requires: ["email": .name],
        [
            "userName": .text, "roleId": .name, "firstName": .text, "lastName": .text, "groups": .texts,
            "adgroups": .list(.anything), "preferences": preferences, "uiSettings": .anyObject, "password": .name,
            "active": .flag, "activeDirectory": .flag, "ldapDomainId": .text, "principalName": .text, "dn": .text,
            "objectSid": .text, "uSNChanged": .text,
        ])

    private static let newUser = Form.object(requires: ["email": .name, "roleId": .name]).adding(of: user)

    private static let directoryUser = Form.object(
        requires: ["userName": .name, "ldapDomainId": .name, "roleId": .name],
        ["groups": .texts, "objectSid": .text, "preferences": preferences, "uiSettings": .anyObject])

    private static let group = Form.object(
        requires: ["name": .name],
        [
            "roleId": .nullable(.text), "defaultRole": .text, "mail": .email, "language": .text, "objectSid": .text,
            "dn": .text, "uSNChanged": .text,
        ])

    private static let domain = Form.object(
        requires: ["name": .name, "url": .name, "baseDN": .name],
        [
            "enabled": .flag, "username": .text, "password": .text, "syncActive": .flag,
            "syncInterval": .whole(1...Int.max), "sslEnabled": .flag, "pfxCertificate": .text, "pfxKey": .text,
        ])

    static let people: Table = [
        .createUser: newUser, .createUsers: .list(newUser, code: 2002),
        .createDirectoryUser: directoryUser, .createDirectoryUsers: .list(directoryUser, code: 2002),
        .updateUser: user.partial,
        .createUsersV0: .list(user, code: 2002), .replaceUserV0: newUser,
        .setUserPassword: user.partial, .deleteUsersV0: .texts,
        .simulateUsers: .list(.either(.name, .object(requires: ["email": .name]))),
        .updateRoleManifest: .flags,
        .createGroup: group, .createGroups: .list(group), .createDirectoryGroup: group,
        .createDirectoryGroups: .list(group), .replaceGroup: group,
        .addGroupUsers: .list(.name, code: 2002), .removeGroupUsers: .list(.name, code: 2002),
        .deleteGroups: .object(requires: ["groups": .texts], ["deleteAdUsers": .flag]),
        .createLDAPDomain: domain, .updateLDAPDomain: domain.partial,
        .testLDAPDomain: .object(
            requires: ["url": .name, "baseDN": .name, "username": .name],
            ["_id": .text, "password": .text, "sslEnabled": .flag, "pfxCertificate": .text, "pfxKey": .text]),
        .syncLDAPDomain: .object(["force": .flag, "gnames": .texts, "unames": .texts]),
    ]

    private static let address = Form.object(requires: ["email": .name])
    private static let password = Form.object(requires: ["password": .name])
    private static let trustedServer = Form.object(requires: ["serverName": .name], ["name": .text])

    static let accounts: Table = [
        .beginActivation: address, .beginPasswordReset: address,
        // One description has plain addresses in the list, the other objects.
        .beginActivations: .list(.either(address, .name)),
        .activateAccount: password, .resetPassword: password,
        .changePassword: .object(requires: ["currentPassword": .text, "newPassword": .name]),
        .setNewLicence: .object(["username": .text, "email": .text, "password": .text]),
        .createTrustedServer: trustedServer, .updateTrustedServer: trustedServer.partial,
        .authorizeOAuth: .object(requires: ["code": .name, "redirectUri": .name]),
        .logoutEveryone: .anything,
    ]
}

extension Form {
    /// The members of `other` beside those this object has itself.
    fileprivate func adding(of other: Form) -> Form {
        guard case .object(let own) = self, case .object(let others) = other else { return self }
        return .object(own + others.filter { field in !own.contains { $0.name == field.name } })
    }
}
