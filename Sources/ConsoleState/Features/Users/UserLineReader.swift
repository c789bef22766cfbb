import SisenseClient

/// Reads new users from lines as spreadsheets write them: `mail,first name,last name,role,group;group`, where all but
/// the address may be missing, and quotes hold a comma.
struct UserLineReader: Sendable {
    /// Why a line makes no user, for a person.
    struct Problem: Error, Equatable {
        let text: String
    }

    /// By title and by the name the API uses, folded.
    private let roles: [[UInt8]: Role]
    private let groups: [[UInt8]: Group]
    /// The addresses and user names that are taken, folded.
    private let taken: Set<[UInt8]>

    init(roles: [Role], groups: [Group], users: [User]) {
        self.roles = Dictionary(
            roles.flatMap { role in [role.title, role.name].map { (FoldedText.bytes($0), role) } },
            uniquingKeysWith: { first, _ in first })
        self.groups = Dictionary(
            groups.map { (FoldedText.bytes($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        taken = Set(users.flatMap { [FoldedText.bytes($0.email), FoldedText.bytes($0.userName)] })
    }

    /// The user as POST takes it.
    func read(_ line: String) throws(Problem) -> JSONValue {
        let cells = Self.cells(of: line)
        func cell(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }
        let email = cell(0)
        guard EmailAddress.isPlausible(email) else { throw Problem(text: "not a valid email address") }
        guard !taken.contains(FoldedText.bytes(email)) else { throw Problem(text: "already exists") }
        guard cells.count <= 5 else { throw Problem(text: "\(cells.count) columns instead of 5") }
        let wanted = cell(3).isEmpty ? "consumer" : cell(3)
        guard let role = roles[FoldedText.bytes(wanted)] else { throw Problem(text: "no role named \(wanted)") }
        var ids: [JSONValue] = []
        for name in cell(4).split(separator: ";").map({ $0.trimmingSpaces }) where !name.isEmpty {
            guard let group = groups[FoldedText.bytes(name)] else {
                throw Problem(text: "no group named \(name)")
            }
            ids.append(.string(group.id))
        }
        var user: JSONValue = ["email": .string(email), "roleId": .string(role.id)]
        if !cell(1).isEmpty { user["firstName"] = .string(cell(1)) }
        if !cell(2).isEmpty { user["lastName"] = .string(cell(2)) }
        user["groups"] = .array(ids)
        return user
    }

    /// The cells between the commas that stand outside quotes; a quote within quotes is written twice
    /// (RFC 4180, section 2).
    static func cells(of line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        var last: Character?
        for character in line {
            switch character {
            case "\"":
                if !isQuoted, last == "\"" { cells[cells.count - 1].append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
            last = character
        }
        return cells.map { $0.trimmingSpaces }
    }
}
