import SisenseClient

/// Users whose names try to break the screen.
enum HostileUsers {
    static let names = [
        "plain", "clear\u{1B}[2J\u{1B}[H", "bell\u{7}\u{8}\u{8}\u{8}", "c1\u{9B}31mred", "line\nbreak\r\ttab",
        "rtl\u{202E}gpj.exe", "zero\u{200B}width\u{FEFF}", "osc\u{1B}]0;title\u{7}", "宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽",
        "👩‍👩‍👧‍👦 family 🏳️‍🌈 🇩🇪", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}", "\u{E000}private",
        String(repeating: "A very long name ", count: 30), "del\u{7F}", "tag\u{E0041}\u{E007F}",
    ]

    static func create(_ client: APIClient) async throws {
        let role = try await RolesService(client).all().first { $0.name == "consumer" }?.id ?? ""
        for (index, name) in names.enumerated() {
            let user: JSONValue = [
                "email": .string("user\(index)@hostile.example"), "userName": .string("hostile\(index)"),
                "firstName": .string(name), "lastName": "", "roleId": .string(role), "password": "Abcdefgh1!",
            ]
            _ = try await client.perform(UsersService(client).planCreate(NewUser(user, role: nil, groups: [])))
        }
    }
}
