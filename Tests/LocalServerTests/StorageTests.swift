import Foundation
import SisenseClient
import Testing

@testable import LocalServer

@Suite("Tables, times and checksums")
struct StorageTests {
    private struct Numbers: RecordSource {
        let count = 5
        func id(at index: Int) -> String { "n\(index)" }
        func index(of id: String) -> Int? { (0..<count).first { self.id(at: $0) == id } }
        func record(at index: Int) -> JSONObject { record(index, parity: index % 2) }
        func record(_ number: Int, parity: Int) -> JSONObject {
            JSONObject([("number", .count(number)), ("parity", parity == 0 ? "even" : "odd")])
        }
    }

    private func numbers(_ database: Database) -> [Int] {
        database[.alerts].records.compactMap { $0["number"]?.integer }
    }

    @Test("Taking changes back restores records, positions and indexes")
    func rollback() {
        var database = Database(tables: [.alerts: Table(source: Numbers())])
        #expect(database[.alerts].slots("parity", "even") == [0, 2, 4])
        database.remove(id: "n2", from: .alerts)
        database.commit()
        let mark = database.mark
        database.put(JSONObject([("number", 9), ("parity", "even")]), id: "new", in: .alerts)
        database.remove(id: "n0", from: .alerts)
        database.put(JSONObject([("number", 30), ("parity", "even")]), id: "n3", in: .alerts)
        database.put(JSONObject([("number", 31), ("parity", "odd")]), id: "n3", in: .alerts)
        database.remove(id: "new", from: .alerts)
        #expect(numbers(database) == [1, 31, 4])
        #expect(database[.alerts].slots("parity", "even") == [4])
        database.rollback(to: mark)
        #expect(numbers(database) == [0, 1, 3, 4])
        #expect(database[.alerts].slots("parity", "even") == [0, 4])
        #expect(database[.alerts].sorted(by: "number") == [0, 1, 3, 4])
        #expect(database.changes.isEmpty)
    }

    @Test("Lines of the journal bring changes back")
    func lines() {
        let change = Database.Change(table: .users, id: "a", record: JSONObject([("name", "Zoe\u{308}\n")]))
        let gone = Database.Change(table: .users, id: "b", record: nil)
        for change in [change, gone] {
            let line = RecordLine.encode(RecordLine.json(change))
            #expect(line.last == 10)
            let read = Array(line.dropLast()).withUnsafeBytes { RecordLine.decode($0) }
            #expect(read.flatMap(RecordLine.change) == change)
        }
    }

    @Test(
        "A record is found in a line of a snapshot, whatever its id", arguments: ["64ab", "a \"b\\", "Ünïcode\n", ""])
    func locating(id: String) throws {
        let record = JSONObject([("name", "Zoe"), ("tags", ["a", "]"])])
        let change = Database.Change(table: .sets, id: id, record: record)
        let line = Array(RecordLine.encode(RecordLine.json(change)).dropLast())
        try line.withUnsafeBytes { bytes in
            let found = try #require(RecordLine.locate(bytes))
            #expect(found.table == .sets)
            #expect(found.id == id)
            #expect(try JSONReader.read(Array(bytes[found.record])) == .object(record))
        }
        let touched = line.dropLast() + [UInt8(ascii: "x")]
        #expect(Array(touched).withUnsafeBytes { RecordLine.locate($0) == nil })
    }

    @Test(
        "Times are written as the standard formatter writes them",
        arguments: [0, 1_795_247_614.25, -1, 951_782_400, 4_102_444_799.999])
    func times(seconds: Double) {
        let date = Date(timeIntervalSince1970: seconds)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        #expect(Timestamp(date).description == date.formatted(style))
    }

    @Test("Checksums and digests are those of their standards")
    func digests() {
        #expect(CRC32.of("123456789".utf8) == 0xCBF4_3926)
        #expect(CRC32.of(Array("The quick brown fox jumps over the lazy dog".utf8)) == 0x414F_A339)
        #expect(MD5.hash(Array("message digest".utf8)).hexadecimal == "f96b697d7cb7938d525a2f31aaf161d0")
        #expect(
            SHA256.hash("abc".utf8).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        #expect(
            SHA256.hash(long.utf8).hexadecimal
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        let code = HMAC(key: Array("Jefe".utf8)).code(Array("what do ya want for nothing?".utf8))
        #expect(
            code.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("A password matches itself alone, also after a round trip through its record")
    func passwords() throws {
        let password = Password("correct horse", rounds: 3)
        let read = try #require(Password(record: password.record))
        #expect(read.matches("correct horse"))
        #expect(!read.matches("correct horsf"))
        #expect(Password(digest: MD5.hash(Array("x".utf8)).hexadecimal, rounds: 2).matches("x"))
    }

    @Test("A sample is the same each time, whatever its size, and ids lead back to records")
    func sample() {
        let size = SampleSize(users: 5000, groups: 40, dashboards: 300, seed: 7)
        var configuration = ServerConfiguration.testing()
        configuration.now = { Date(timeIntervalSince1970: 1_795_247_614) }
        let (one, other) = (
            SampleData.database(size, configuration: configuration),
            SampleData.database(size, configuration: configuration)
        )
        for table in [Database.Name.users, .groups, .dashboards, .widgets] {
            for slot in [0, 7, one[table].count - 1] {
                #expect(one[table][slot: slot] == other[table][slot: slot])
                #expect(one[table].slot(of: one[table].id(in: slot)) == slot)
            }
        }
        let emails = Set(one[.users].records.map { $0.text("email") })
        #expect(emails.count == 5000)
        #expect(one[.users].records("userName", "user_04999").count == 1)
    }

    @Test("Names in a big sample are found at once, also when records were added, changed or removed")
    func bigNames() {
        let size = SampleSize(users: 5000)
        var database = SampleData.database(size, configuration: .testing())
        func found(_ name: String) -> [String] {
            database[.users].records("userName", name).map { $0.text("_id") }
        }
        #expect(found("nobody").isEmpty)
        database.put(JSONObject([("_id", "a"), ("userName", "nobody")]), id: "a", in: .users)
        #expect(found("nobody") == ["a"])
        let id = SampleData.id(1, 77)
        #expect(found("user_00077") == [id])
        database.put(JSONObject([("_id", .string(id)), ("userName", "renamed")]), id: id, in: .users)
        #expect(found("user_00077").isEmpty)
        #expect(found("renamed") == [id])
        database.remove(id: SampleData.id(1, 78), from: .users)
        #expect(found("user_00078").isEmpty)
    }
}
