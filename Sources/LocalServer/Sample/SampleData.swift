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
        let today = configuration.now()
        let users = SampleUsers(size: size, groups: groups, today: today)
        let dashboards = SampleDashboards(size: size, users: users, groups: groups, today: today)
        var database = Database(tables: [
            .users: Table(source: users),
            .groups: Table(source: groups),
            .credentials: Table(source: SampleCredentials(users: users, rounds: configuration.passwordRounds)),
            .dashboards: Table(source: dashboards),
            .widgets: Table(source: SampleWidgets(dashboards: dashboards)),
        ])
        for folder in SampleFolders.records(owner: users.id(at: 0)) {
            database.put(folder, id: folder.text("oid"), in: .folders)
        }
        for alert in SampleAlerts.records(size, users: users, groups: groups) {
            database.put(alert, id: alert.text("_id"), in: .alerts)
        }
        addDataSide(to: &database, owner: users.id(at: 0))
        for role in SampleRole.allCases { database.put(role.record, id: role.id, in: .roles) }
        for feature in SampleSettings.features { database.put(feature, id: feature.text("key"), in: .features) }
        for (id, document) in SampleSettings.documents(size) { database.put(document, id: id, in: .settings) }
        database.commit()
        return database
    }

    /// The id of the record at `index` among those of one kind.
    static func id(_ kind: UInt8, _ index: Int) -> String {
        String(unsafeUninitializedCapacity: 24) { digits in
            var rest = UInt64(clamping: index)
            for place in stride(from: 23, through: 8, by: -1) {
                digits[place] = Hexadecimal.digits[Int(rest & 15)]
                rest >>= 4
            }
            for (place, digit) in "64ab".utf8.enumerated() { digits[place] = digit }
            digits[4] = Hexadecimal.digits[Int(kind >> 4)]
            digits[5] = Hexadecimal.digits[Int(kind & 15)]
            digits[6] = UInt8(ascii: "0")
            digits[7] = UInt8(ascii: "0")
            return 24
        }
    }

    /// The inverse of `id`.
    static func index(_ kind: UInt8, _ id: String) -> Int? {
        guard id.utf8.count == 24, let index = Int(id.suffix(12), radix: 16), index >= 0, self.id(kind, index) == id
        else { return nil }
        return index
    }
}
