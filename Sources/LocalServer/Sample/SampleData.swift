import Foundation
import SisenseClient

/// The sample company, Acme BI: what a server holds that has nothing of its own yet.
package enum SampleData {
    /// Who may do everything.
    package static let administratorEmail = "admin@acme.example"
    /// The password of every active sample user.
    package static let password = "acme-demo"

    /// A database of the size asked for. Users, groups and dashboards are computed when they are read.
    static func database(_ size: SampleSize, configuration: ServerConfiguration) -> Database {
        let groups = SampleGroups(size: size)
        let users = SampleUsers(size: size, groups: groups, today: configuration.now())
        var database = Database(tables: [
            .users: Table(source: users),
            .groups: Table(source: groups),
            .credentials: Table(source: SampleCredentials(users: users, rounds: configuration.passwordRounds)),
        ])
        for role in SampleRole.allCases { database.put(role.record, id: role.id, in: .roles) }
        for feature in SampleSettings.features { database.put(feature, id: feature.text("key"), in: .features) }
        for (id, document) in SampleSettings.documents(size) { database.put(document, id: id, in: .settings) }
        database.commit()
        return database
    }

    /// The id of the record at `index` among those of one kind.
    static func id(_ kind: UInt8, _ index: Int) -> String {
        let number = String(index, radix: 16)
        let digits = String(kind, radix: 16)
        return "64ab" + String(repeating: "0", count: 2 - digits.count) + digits + "000000"
            + String(repeating: "0", count: max(0, 12 - number.count)) + number
    }

    /// The inverse of `id`.
    static func index(_ kind: UInt8, _ id: String) -> Int? {
        guard id.utf8.count == 24, let index = Int(id.suffix(12), radix: 16), index >= 0, self.id(kind, index) == id
        else { return nil }
        return index
    }
}
