import Foundation
import SisenseClient
import Testing

extension EndToEnd {
    @Suite("Lists and records for scripts")
    struct GetTests {
        private let credentials = ["SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo"]

        private func get(_ arguments: [String], from server: RunningServer) async throws -> Program.Result {
            let environment = credentials.merging(["SISENSE_URL": server.address]) { $1 }
            return try await Program.run(["get"] + arguments, environment: environment)
        }

        @Test("A list passes the console's filter, and a pipe gets whole lines")
        func table() async throws {
            let server = try await RunningServer()
            let result = try await get(["users", "role:admin", "!jonas"], from: server)
            #expect(result.status == 0)
            let lines = result.output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("NAME") == true)
            #expect(lines.contains { $0.contains("admin@acme.example") && $0.contains("Sys. Admin") })
            #expect(!result.output.contains("Jonas"))
            #expect(!result.output.contains("…"))
        }

        @Test("JSON has numbers as numbers, times with their zone, and null where there is none")
        func json() async throws {
            let server = try await RunningServer()
            let columns = ["-o", "json", "--columns", "id,name,login,owns", "--sort", "-owns"]
            let result = try await get(["users"] + columns, from: server)
            let users = try #require(try JSONReader.read(Data(result.output.utf8)).array)
            #expect(users.count == 60)
            let owns = users.compactMap { $0["owns"]?.integer }
            #expect(owns.count == 60)
            #expect(owns == owns.sorted(by: >))
            #expect(users.allSatisfy { $0["id"]?.string?.count == 24 })
            let logins = users.compactMap { $0["login"]?.string }
            #expect(logins.count < 60 && users.contains { $0["login"]?.isNull == true })
            #expect(logins.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/) != nil })
        }

        @Test("JSON of a list that is empty is an empty list, in every form that is one")
        func empty() async throws {
            let server = try await RunningServer()
            for format in ["json", "yaml"] {
                let result = try await get(["users", "no-such-user", "-o", format], from: server)
                #expect(result.status == 0)
                #expect(try JSONReader.read(Data(result.output.utf8)) == [])
            }
            #expect(try await get(["users", "no-such-user", "-o", "jsonl"], from: server).output.isEmpty)
        }

        @Test("--limit ends the reading: no page is asked for that nobody wants")
        func limit() async throws {
            let server = try await RunningServer(["--users", "5000"])
            let result = try await get(["users", "--limit", "3", "-o", "id"], from: server)
            #expect(result.status == 0)
            #expect(result.output.split(separator: "\n").count == 3)
        }

        @Test("A record is found by its address, its name and its id, and its secrets are masked")
        func record() async throws {
            let server = try await RunningServer()
            let byMail = try await get(["user", "ADAEZE@acme.example", "-o", "json"], from: server)
            let user = try JSONReader.read(Data(byMail.output.utf8))
            let id = try #require(user["_id"]?.string)
            #expect(user["firstName"]?.string == "Adaeze")
            #expect(try await get(["user", "Adaeze Obi", "-o", "id"], from: server).output == id + "\n")
            #expect(try await get(["user", id, "-o", "name"], from: server).output == "Adaeze Obi\n")
        }

        @Test("A record that is not there ends with 6, one name of two records with 2 and their ids")
        func missing() async throws {
            let server = try await RunningServer()
            let none = try await get(["user", "nobody"], from: server)
            #expect(none.status == 6)
            #expect(none.output.isEmpty)
            #expect(none.errors.contains("nobody"))
        }

        @Test(
            "A list below a record is read by the name of the record",
            arguments: [
                (["shares", "Cash Flow"], "Sales"), (["viewers", "Cash Flow"], "Adaeze Obi"),
                (["members", "Finance"], "Adaeze Obi"), (["effective-access", "adaeze@acme.example"], "Cash Flow"),
            ])
        func below(arguments: [String], wanted: String) async throws {
            let server = try await RunningServer()
            let result = try await get(arguments, from: server)
            #expect(result.status == 0)
            #expect(result.output.contains(wanted))
        }

        @Test(
            "What is asked for wrongly is refused before anybody signs in, with what would be right",
            arguments: [
                (["user"], "needs its name"), (["usres"], "users"), (["users", "--columns", "nmae"], "name"),
                (["users", "--columns", ""], "Columns: name email"),
                (["users", "foo:bar"], "foo"), (["users", "-o", "xml"], "yaml"), (["users", "--sort", "x"], "name"),
            ])
        func wrong(arguments: [String], hint: String) async throws {
            let environment = credentials.merging(["SISENSE_URL": "http://127.0.0.1:1"]) { $1 }
            let result = try await Program.run(["get"] + arguments, environment: environment)
            #expect(result.status == 2)
            #expect(result.errors.contains(hint))
            #expect(result.output.isEmpty)
        }

        @Test("Every list can be read, for people and for programs", arguments: ["table", "json"])
        func everyList(format: String) async throws {
            let server = try await RunningServer()
            let names = try await Program.run(["get", "?", "-o", "name"]).output.split(separator: "\n")
            let lists = names.prefix { $0 != "shares" }.map(String.init)
            #expect(lists.count > 20)
            for list in lists {
                let result = try await get([list, "--limit", "2", "-o", format], from: server)
                #expect(result.status == 0, "\(list): \(result.errors)")
            }
        }
    }
}
