import Foundation
import SisenseClient

/// Servers that may copy dashboards to this one (seeds/003, Authentication, server_access).
enum TrustedServerHandlers {
    static let routes: Route.Table = [
        .getTrustedServers: Route(.administrator) { database, _ throws(APIError) in
            .ok(Array(database[.trustedServers].records))
        },
        .createTrustedServer: Route(.administrator) { database, call throws(APIError) in
            var server = JSONObject([("_id", .string(ObjectID.make(call.now)))])
            try fill(&server, in: database, call)
            database.put(server, id: server.text("_id"), in: .trustedServers)
            return .ok(server)
        },
        .updateTrustedServer: Route(.administrator) { database, call throws(APIError) in
            var server = try find(database, call)
            try fill(&server, in: database, call)
            database.put(server, id: server.text("_id"), in: .trustedServers)
            return .ok(server)
        },
        .deleteTrustedServer: Route(.administrator) { database, call throws(APIError) in
            database.remove(id: try find(database, call).text("_id"), from: .trustedServers)
            return Reply()
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let server = database[.trustedServers][call.value("id")] else {
            throw .notFound("trusted server", call.value("id"))
        }
        return server
    }

    private static func fill(_ server: inout JSONObject, in database: Database, _ call: Call) throws(APIError) {
        let input = try call.object()
        let address = input["serverName"]?.string ?? server.text("serverName")
        guard !address.isEmpty else { throw .missing(["serverName"]) }
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""), url.host != nil else {
            throw .invalid("serverName has to be an address such as https://bi2.acme.example", status: 400)
        }
        let id = server.text("_id")
        guard database[.trustedServers].records("serverName", address).allSatisfy({ $0.text("_id") == id }) else {
            throw .invalid("\(address) is on the list already", status: 400)
        }
        server["serverName"] = .string(address)
        server["name"] = .string(input["name"]?.string ?? server.text("name"))
    }
}
