import Foundation
import SisenseClient

/// The people of the sample company. Up to a thousand they have names like people; a bigger server has `user_00000`
/// and so on, in that order.
struct SampleUsers: RecordSource {
    static let kind: UInt8 = 1

    private let size: SampleSize
    private let groups: SampleGroups
    private let today: Date
    private let digits: Int

    init(size: SampleSize, groups: SampleGroups, today: Date) {
        self.size = size
        self.groups = groups
        self.today = today
        digits = max(5, String(size.users - 1).count)
    }

    /// The people of a big server, which is there to be measured: emulators that measure terminal programs cannot all
    /// cope with wide letters, so only Latin, Greek and Cyrillic names are among them.
    private static let measured = SamplePerson.all.filter { person in
        (person.firstName + person.lastName).unicodeScalars.allSatisfy { $0.value < 0x0500 }
    }

    var count: Int { size.users }
    func id(at index: Int) -> String { SampleData.id(Self.kind, index) }

    func index(of id: String) -> Int? {
        SampleData.index(Self.kind, id).flatMap { $0 < count ? $0 : nil }
    }

    /// Names of a big sample say which record they belong to.
    func indices(_ key: String, _ value: String) -> [Int]? {
        guard count > 1000, key == "userName" || key == "email" else { return nil }
        let number = value == SampleData.administratorEmail ? 0 : Int(value.dropFirst(5).prefix(digits))
        guard let number, (0..<count).contains(number) else { return [] }
        let person = profile(number)
        return value == (key == "email" ? person.email : person.userName) ? [number] : []
    }

    func record(at index: Int) -> JSONObject {
        let person = profile(index)
        var random = SampleRandom(seed: size.seed, kind: Self.kind, index: index &+ 1 << 32)
        let created = today - Double(86_400 * (60 + random.below(1200)) + random.below(36_000))
        let updated = created + Double(86_400 * random.below(50))
        var members: [(String, JSONValue)] = [
            ("_id", .string(id(at: index))), ("email", .string(person.email)), ("userName", .string(person.userName)),
            ("firstName", .string(person.firstName)), ("lastName", .string(person.lastName)),
            ("roleId", .string(person.role.id)), ("active", .bool(person.isActive)),
            ("groups", .strings(person.groups)), ("adgroups", []), ("activeDirectory", false), ("principalName", ""),
            ("objectSid", ""), ("uSNChanged", ""), ("dn", ""), ("ldapDomainId", ""),
            ("preferences", ["localeId": .string(person.language), "language": .string(person.language)]),
            ("uiSettings", [:]), ("created", .string(Timestamp(created).description)),
            ("lastUpdated", .string(Timestamp(updated).description)),
        ]
        if let minutes = person.lastLogin {
            members.append(("lastLogin", .string(Timestamp(today - Double(minutes * 60)).description)))
        }
        return JSONObject(distinct: members.map { JSONObject.Member(key: $0.0, value: $0.1) })
    }

    /// The id of somebody who may own dashboards.
    func designer(_ random: inout SampleRandom) -> String {
        for _ in 0..<40 {
            let index = random.below(count)
            let person = profile(index)
            if person.role != .viewer, person.isActive { return id(at: index) }
        }
        return id(at: 0)
    }

    /// The properties that the sample decides for a person; the rest of a record follows from it.
    private struct Profile {
        var firstName: String
        var lastName: String
        var userName: String
        var email: String
        var role: SampleRole
        var groups: [String]
        /// Minutes before today; nil for never.
        var lastLogin: Int?
        var isActive = true
        var language = "en-US"
    }

    private func profile(_ index: Int) -> Profile {
        if index < SamplePerson.all.count, count <= 1000 {
            let person = SamplePerson.all[index]
            return Profile(
                firstName: person.firstName, lastName: person.lastName, userName: person.account,
                email: "\(person.account)@acme.example", role: person.role,
                groups: person.groups.compactMap(groups.id(named:)), lastLogin: person.lastLogin,
                isActive: person.isActive, language: person.language)
        }
        return generated(index)
    }

    private func generated(_ index: Int) -> Profile {
        var random = SampleRandom(seed: size.seed, kind: Self.kind, index: index)
        let people = count > 1000 ? Self.measured : SamplePerson.all
        let first = random.pick(people)
        let last = random.pick(people)
        let name =
            count > 1000 ? "user_\(Self.padded(index, digits))" : "\(first.account).\(last.account).\(index)"
        // Someone has to be able to administer a server of any size.
        let isAdministrator = index == 0
        let role: SampleRole =
            switch random.below(100) {
            case 0: .admin
            case 1: .dataAdmin
            case 2..<5: .dataDesigner
            case 5..<20: .designer
            default: .viewer
            }
        var memberships: [String] = []
        for _ in 0..<random.below(4) {
            if let group = groups.ordinaryID(&random), !memberships.contains(group) { memberships.append(group) }
        }
        let lastLogin = random.below(10) == 0 ? nil : random.below(random.below(8) == 0 ? 300_000 : 30_000)
        return Profile(
            firstName: first.firstName, lastName: last.lastName, userName: name,
            email: isAdministrator ? SampleData.administratorEmail : "\(name)@acme.example",
            role: isAdministrator ? .sysAdmin : role, groups: memberships, lastLogin: isAdministrator ? 5 : lastLogin,
            isActive: isAdministrator || random.below(25) != 0)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The passwords of the sample users. They share one, which is published, so they can share its hash as well.
final class SampleCredentials: RecordSource {
    private let users: SampleUsers
    private let rounds: Int
    /// Stretching takes a while, so it waits for the first login.
    private lazy var record = Password(SampleData.password, rounds: rounds).record

    init(users: SampleUsers, rounds: Int) {
        self.users = users
        self.rounds = rounds
    }

    var count: Int { users.count }
    func id(at index: Int) -> String { users.id(at: index) }
    func index(of id: String) -> Int? { users.index(of: id) }
    func record(at index: Int) -> JSONObject { record }
}
