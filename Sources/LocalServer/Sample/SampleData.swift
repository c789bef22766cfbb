import Foundation
import SisenseClient

/// The sample company, Acme BI: what a server holds that has nothing of its own yet.
package enum SampleData {
    /// The email address of the administrator, who may do everything.
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
        addProject(to: &database)
        for role in SampleRole.allCases { database.put(role.record, id: role.id, in: .roles) }
        for feature in SampleSettings.features { database.put(feature, id: feature.text("key"), in: .features) }
        for (id, document) in SampleSettings.documents(size) {
            if configuration.isFresh, SampleSettings.saved.contains(id) { continue }
            database.put(document, id: id, in: .settings)
        }
        // Made now, so that no read makes it.
        _ = database.seal()
        database.commit()
        return database
    }

    /// The id of the record at `index` among those of one kind.
    static func id(_ kind: UInt8, _ index: Int) -> String {
        String(unsafeUninitializedCapacity: 24) { digits in
            var rest = UInt64(clamping: index)
            for index in stride(from: 23, through: 8, by: -1) {
                digits[index] = hexadecimalDigits[Int(rest & 15)]
                rest >>= 4
            }
            for (index, digit) in "64ab".utf8.enumerated() { digits[index] = digit }
            digits[4] = hexadecimalDigits[Int(kind >> 4)]
            digits[5] = hexadecimalDigits[Int(kind & 15)]
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

/// The amount of sample data of a new server. The same numbers and the same seed give the same data.
package struct SampleSize: Sendable, Equatable {
    package var users: Int
    package var groups: Int
    package var dashboards: Int
    package var seed: UInt64

    package init(users: Int = 60, groups: Int = 12, dashboards: Int = 24, seed: UInt64 = 1) {
        self.users = max(1, users)
        self.groups = max(0, groups)
        self.dashboards = max(0, dashboards)
        self.seed = seed
    }

    /// A company of so many people, with as many groups and dashboards as such a company has.
    package static func company(of users: Int) -> SampleSize {
        SampleSize(users: users, groups: max(12, users / 50), dashboards: max(24, users / 5))
    }
}

/// A stream of numbers that depends on its seed alone (SplitMix64), so that record 40,000 can be made without the
/// 39,999 before it.
struct SampleRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, kind: UInt8, index: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(kind) << 56 ^ UInt64(bitPattern: Int64(index))
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to, but not, `count`; 0 for an empty range.
    mutating func below(_ count: Int) -> Int {
        count > 0 ? Int(truncatingIfNeeded: next() >> 1) % count : 0
    }

    mutating func pick<Element>(_ items: [Element]) -> Element {
        items[below(items.count)]
    }
}
