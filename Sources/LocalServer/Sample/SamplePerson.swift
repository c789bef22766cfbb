/// One of the named people of the sample company. The names are as the world's are: long and short, with accents,
/// combining marks, in several scripts.
struct SamplePerson: Sendable {
    let firstName: String
    let lastName: String
    let account: String
    let role: SampleRole
    let groups: [String]
    /// Minutes before today; nil for never.
    let lastLogin: Int?
    let isActive: Bool
    let language: String

    private init(
        _ firstName: String, _ lastName: String, _ account: String, _ role: SampleRole, _ groups: [String],
        _ lastLogin: Int?, active isActive: Bool = true, _ language: String = "en-US"
    ) {
        (self.firstName, self.lastName, self.account, self.role) = (firstName, lastName, account, role)
        (self.groups, self.lastLogin, self.isActive, self.language) = (groups, lastLogin, isActive, language)
    }

    private static let hour = 60
    private static let day = 1440

    static let all: [SamplePerson] = [
        SamplePerson("Ada", "Admin", "admin", .sysAdmin, ["Management"], 4),
        SamplePerson("Adaeze", "Obi", "adaeze", .designer, ["Finance", "Management", "Product"], 2 * hour),
        SamplePerson("Álvaro", "Núñez", "alvaro", .designer, ["Ops"], 3 * hour, "es-ES"),
        SamplePerson("Beatrix", "Lang", "bea", .viewer, ["Finance"], 3 * day, "de-DE"),
        SamplePerson("Chen", "Wei", "wei", .viewer, ["Sales", "Sales APAC"], 12 * day),
        SamplePerson("Dara", "Quinn", "dara", .viewer, ["Sales"], nil),
        SamplePerson("Emil", "Roth", "emil", .viewer, [], 40 * day, "de-DE"),
        SamplePerson("Farah", "Noor", "farah", .viewer, ["Ops"], 1 * day),
        SamplePerson("Goran", "Ilić", "goran", .viewer, ["Ops"], 5 * day),
        SamplePerson("Hana", "Sato", "hana", .viewer, ["Finance"], 8 * day, "ja-JP"),
        SamplePerson("Ines", "Prado", "ines", .viewer, ["Sales"], 2 * day, "pt-BR"),
        SamplePerson("Jonas", "Weber", "jonas", .admin, ["Management", "Ops"], 25, "de-DE"),
        SamplePerson("山田", "太郎", "taro", .designer, ["Product"], 7 * hour, "ja-JP"),
        SamplePerson("李", "小龍", "xiaolong", .viewer, ["Sales APAC"], 6 * day, "zh-CN"),
        SamplePerson("김", "민준", "minjun", .dataDesigner, ["Engineering"], 5 * hour),
        SamplePerson("Zoe\u{308}", "Müller", "zoe", .viewer, ["Marketing"], 9 * day, "de-DE"),
        SamplePerson("Nguyễn", "Thị Hương", "huong", .viewer, ["Support"], 30 * hour),
        SamplePerson("Ольга", "Иванова", "olga", .dataAdmin, ["Engineering"], 80),
        SamplePerson("Γιώργος", "Παπαδόπουλος", "giorgos", .viewer, ["Sales EMEA"], 15 * day),
        SamplePerson("נועה", "כהן", "noa", .designer, ["Product", "Marketing"], 50 * hour),
        SamplePerson("محمد", "الفاسي", "mohammed", .viewer, ["Sales EMEA"], 20 * day),
        SamplePerson("Siobhán", "O'Connor", "siobhan", .viewer, ["People"], 4 * day),
        SamplePerson("Łukasz", "Wójcik", "lukasz", .designer, ["Engineering"], 9 * hour),
        SamplePerson("Priya", "Raghunathan", "priya", .designer, ["Finance"], 3 * hour),
        SamplePerson("François", "Lefèvre", "francois", .viewer, ["Sales EMEA"], 70 * day, "fr-FR"),
        SamplePerson("Björk", "Guðmundsdóttir", "bjork", .viewer, ["Marketing"], 11 * day),
        SamplePerson(
            "Wilhelmina Alexandrina", "van der Westhuizen-Oppenheimer", "wilhelmina", .viewer, ["Partners"], 33 * day),
        SamplePerson("Bo", "Li", "bo", .viewer, ["Support"], 6 * hour),
        SamplePerson("Çağla", "Yıldız", "cagla", .viewer, ["Support"], 26 * hour),
        SamplePerson("Ravi", "Shankar", "ravi", .dataDesigner, ["Engineering", "Product"], 12 * hour),
        SamplePerson("สมชาย", "ใจดี", "somchai", .viewer, ["Sales APAC"], 14 * day),
        SamplePerson("Māra", "Bērziņa", "mara", .viewer, ["Finance"], nil, active: false),
        SamplePerson("Oluwaseun", "Adeyemi", "seun", .viewer, ["Partners"], 90 * day),
        SamplePerson("Kwame", "Mensah", "kwame", .viewer, ["Partners"], nil, active: false),
        SamplePerson("Anh", "Trần", "anh", .viewer, ["Sales APAC"], 3 * day),
        SamplePerson("Ester", "Novák", "ester", .viewer, ["People", "Support"], 5 * day),
        SamplePerson("Dvořák", "Jiří", "jiri", .viewer, ["Ops"], 200 * day, active: false),
        SamplePerson("Sofía", "Hernández", "sofia", .designer, ["Marketing", "Sales"], 1 * hour, "es-ES"),
        SamplePerson("王", "芳", "fang", .viewer, ["Finance"], 19 * day, "zh-CN"),
        SamplePerson("अनन्या", "शर्मा", "ananya", .viewer, ["Support"], 2 * day),
        SamplePerson("Tom", "Baker", "tom", .viewer, ["Ops"], 47 * hour),
        SamplePerson("Tove", "Ångström", "tove", .viewer, ["Engineering"], 8 * hour),
        SamplePerson("Umar", "Khan", "umar", .viewer, ["Sales"], 400 * day),
        SamplePerson("Valentina", "Rossi", "valentina", .admin, ["People"], 2 * day, "it-IT"),
        SamplePerson("Xavier", "Dubois", "xavier", .viewer, ["Sales EMEA"], 22 * day, "fr-FR"),
        SamplePerson("Yara", "Haddad", "yara", .viewer, ["Marketing"], 17 * hour),
        SamplePerson("Ziggy", "Stone", "ziggy", .viewer, [], nil),
        SamplePerson("Ingrid", "Sørensen", "ingrid", .viewer, ["Finance", "Management"], 5 * hour),
        SamplePerson("Mateo", "Ibáñez", "mateo", .viewer, ["Sales"], 60 * day, "es-ES"),
        SamplePerson("Leila", "Farahani", "leila", .viewer, ["Product"], 4 * day),
        SamplePerson("Hugo", "Åkesson", "hugo", .viewer, ["Ops"], 31 * hour),
        SamplePerson("Amara", "Diallo", "amara", .viewer, ["Partners", "Sales EMEA"], 10 * day, "fr-FR"),
        SamplePerson("佐藤", "花子", "hanako", .viewer, ["Support"], 28 * hour, "ja-JP"),
        SamplePerson("Peter", "Smith", "peter.smith", .viewer, ["Sales"], 90),
        SamplePerson("Petra", "Smith", "petra.smith", .viewer, ["Sales"], 16 * day),
        SamplePerson("Andrés", "Quispe", "andres", .viewer, ["Support"], 120 * day, active: false, "es-ES"),
        SamplePerson("Noor", "van Dijk", "noor", .viewer, ["People"], 3 * day, "nl-NL"),
        SamplePerson("Caoimhe", "Ní Bhriain", "caoimhe", .viewer, ["Finance"], 7 * day),
        SamplePerson("Iñaki", "Etxeberria", "inaki", .viewer, ["Engineering"], 45 * day, "es-ES"),
        SamplePerson("Report", "Mailer", "reports", .designer, ["Ops"], 11),
    ]
}
