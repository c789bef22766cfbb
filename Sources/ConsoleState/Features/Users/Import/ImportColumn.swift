/// The meaning of a column in a file of users.
enum ImportColumn: String, Sendable, CaseIterable {
    case email = "email"
    case userName = "user name"
    case firstName = "first name"
    case lastName = "last name"
    /// First and last name in one cell: `Petra Smith`, or `Smith, Petra`.
    case fullName = "name"
    case role = "role"
    /// One group, or several between `|` or `;`. There may be several such columns.
    case groups = "groups"
    case leftOut = "leave out"

    /// Headings as people and programs write them, folded and without what joins their words: English, German, French,
    /// Spanish, Italian, Portuguese, Dutch, Polish, Japanese, and the names that the API and its clients use.
    private static let headings: [ImportColumn: Set<String>] = [
        .email: [
            "email", "mail", "emailaddress", "mailaddress", "emailadresse", "mailadresse", "adresseemail", "courriel",
            "adressemail", "correo", "correoelectronico", "correoe", "posta", "indirizzoemail", "emailadres",
            "adresemail", "メール", "メールアドレス",
        ],
        .userName: [
            "username", "user", "login", "loginname", "benutzername", "benutzer", "nomdutilisateur", "utilisateur",
            "usuario", "nombredeusuario", "nomeutente", "utente", "gebruikersnaam", "nazwauzytkownika", "ユーザー名",
        ],
        .firstName: [
            "firstname", "first", "givenname", "forename", "vorname", "prenom", "nombre", "primernombre", "nome",
            "primeironome", "voornaam", "imie", "名",
        ],
        .lastName: [
            "lastname", "last", "surname", "familyname", "nachname", "familienname", "nom", "nomdefamille",
            "apellido", "apellidos", "cognome", "sobrenome", "apelido", "achternaam", "nazwisko", "姓",
        ],
        .fullName: ["name", "fullname", "displayname", "nomcomplet", "nombrecompleto", "nomecompleto", "氏名"],
        .role: ["role", "roleid", "rolename", "rolle", "rol", "ruolo", "funcao", "papel", "rola", "役割", "ロール"],
        .groups: [
            "group", "groups", "groupid", "groupids", "groupname", "groupnames", "team", "teams", "department",
            "gruppe", "gruppen", "abteilung", "groupe", "groupes", "grupo", "grupos", "gruppo", "gruppi", "groep",
            "groepen", "grupa", "grupy", "グループ",
        ],
    ]

    /// The column that a heading names; nil for one that nobody knows.
    init?(heading: String) {
        // `groups 2` and `Group_3` are more of the same.
        let letters = String(decoding: FoldedText.bytes(heading.filter(\.isLetter)), as: UTF8.self)
        guard let found = Self.headings.first(where: { $0.value.contains(letters) }) else { return nil }
        self = found.key
    }

    /// The columns of a file without a heading.
    static let usual: [ImportColumn] = [.email, .firstName, .lastName, .role, .groups]
}

/// The records of a file with what their columns mean.
struct ImportTable: Sendable, Equatable {
    let separator: DelimitedText.Separator
    /// The heading as it is written; nil when the first record is a user.
    let heading: [String]?
    var columns: [ImportColumn]
    var records: [DelimitedText.Record]

    /// Understands the first record as a heading when it names a column of addresses and is none itself.
    init(_ table: DelimitedText) {
        separator = table.separator
        let first = table.records.first?.cells ?? []
        let meant = first.map { ImportColumn(heading: $0) }
        if meant.contains(.email) || meant.compactMap(\.self).count > 1,
            !first.contains(where: EmailAddress.isPlausible)
        {
            heading = first
            columns = Self.each(meant.map { $0 ?? .leftOut })
            records = Array(table.records.dropFirst())
        } else {
            heading = nil
            let most = table.records.map(\.cells.count).max() ?? 0
            columns = (0..<most).map { ImportColumn.usual.indices.contains($0) ? ImportColumn.usual[$0] : .leftOut }
            records = table.records
        }
    }

    /// Only groups may have several columns: of two others with one meaning the first counts.
    private static func each(_ columns: [ImportColumn]) -> [ImportColumn] {
        var seen: Set<ImportColumn> = []
        return columns.map { seen.insert($0).inserted || $0 == .groups ? $0 : .leftOut }
    }

    /// True when a heading says nothing that is known, neither to an import nor to an export of our own.
    var hasUnknownColumns: Bool {
        let own = Set(UserRow.layout.columns.map(\.column.title))
        return (heading ?? []).contains { !$0.isEmpty && ImportColumn(heading: $0) == nil && !own.contains($0) }
    }

    /// The cells of a record by their meaning. What our own export wrote before a formula is taken off again.
    func cells(of record: DelimitedText.Record) -> [ImportColumn: [String]] {
        var cells: [ImportColumn: [String]] = [:]
        for (column, cell) in zip(columns, record.cells) where column != .leftOut && !cell.isEmpty {
            cells[column, default: []].append(CSVText.withoutGuard(cell))
        }
        return cells
    }
}
