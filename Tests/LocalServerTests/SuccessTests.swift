import Foundation
import SisenseClient
import Testing

@testable import LocalServer

@Suite("Every operation succeeds")
struct SuccessTests {
    /// Operations that other tests use: with forms, letters, other servers, or at the end of a session.
    private static let elsewhere: [SisenseClient.Operation] = OperationGroup.projects.operations + [
        .login, .logout, .logoutAll, .logoutEveryone, .loginWithSAML, .renewAPIToken, .activateAccount, .resetPassword,
        .copyDashboards, .queryDatasourceCSV, .importDatamodelWithData, .executeCommand,
    ]
    /// Writes that keep nothing in the database.
    private static let stateless: Set<SisenseClient.Operation> = [
        .encryptText, .decryptText, .authorizeOAuth, .removeLockout, .revokeTokens, .logoutUsers,
    ]

    @Test("Each answers as documented; writes keep something, reads keep nothing, and what was made is read by its id")
    func script() throws {
        let test = try TestAPI()
        var ids = [
            "me": SampleData.id(1, 0), "ada": SampleData.id(1, 1), "bea": SampleData.id(1, 3),
            "dash": SampleData.id(3, 0), "chart": SampleData.id(4, 0), "ldap": SampleData.id(11, 0),
            "role": SampleRole.viewer.id,
        ]
        var used: Set<SisenseClient.Operation> = []
        for line in SuccessScript.calls.split(separator: "\n") {
            let parts = line.components(separatedBy: " => ")
            var text = parts[0]
            // The longest names first: some begin with others.
            for (name, id) in ids.sorted(by: { $0.key.count > $1.key.count }) {
                text = text.replacing("$\(name)", with: id)
            }
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            let body = try words.dropFirst(2).first.map { try JSONReader.read($0) }
            let answer = test.call(words[0], words[1], body)
            let segments = try RequestTarget(Array(words[1].utf8)[...]).segments
            let method = try #require(HTTPMethod(rawValue: words[0]))
            let operation = try #require(Catalogue.sisense.route(method, segments: segments)).operation
            let documented = operation.answers.map(\.status).filter { $0 < 400 }
            let said = String(decoding: answer.body.prefix(120), as: UTF8.self)
            #expect(documented.contains(answer.status), "\(text) answered \(answer.status) \(said)")
            if !Self.stateless.contains(operation) {
                #expect(answer.changed == operation.writes, "\(text) \(answer.changed ? "kept" : "kept nothing")")
            }
            used.insert(operation)
            guard parts.count > 1 else { continue }
            let made = answer.json.array?.first ?? answer.json
            let id = try #require((made["oid"] ?? made["_id"] ?? made["id"])?.string ?? made.string, "\(text)")
            ids[parts[1]] = id
            if let read = readBack(operation) {
                var values = ["dashboardId": ids["mine"] ?? "", "datamodelId": ids["model"] ?? ""]
                values[read.template.names.last ?? ""] = id
                let path = try read.template.filled(with: values)
                #expect(test.call("GET", path).status == 200, "\(path)")
            }
        }
        let expected = Catalogue.sisense.operations.filter {
            ($0.writes || $0.method != .get) && !Self.elsewhere.contains($0)
        }
        #expect(expected.filter { !used.contains($0) }.map(\.id) == [])
        print("\(used.count) of \(Catalogue.sisense.operations.count) operations succeeded by the script")
    }

    /// The operation that reads what this one makes.
    private func readBack(_ operation: SisenseClient.Operation) -> SisenseClient.Operation? {
        let reads: [SisenseClient.Operation: SisenseClient.Operation] = [
            .createAlert: .getAlert, .createReports: .getReport, .createDashboard: .getDashboard,
            .createWidget: .getWidget, .duplicateDashboard: .getDashboardV0, .importDashboard: .getDashboard,
            .createFolder: .getFolder, .createConnection: .getConnection, .createDatamodel: .getDatamodel,
            .cloneDatamodel: .getDatamodel, .startBuild: .getBuild, .createDataset: .getDataset,
            .createGroup: .getGroup,
            .createDatamodelDataset: .getDatamodelDataset, .createDatamodelRelation: .getDatamodelRelation,
            .createPerspective: .getPerspective, .createNotebook: .exportNotebook,
            .createLDAPDomain: .getLDAPDomain, .createUser: .getUser, .createUsers: .getUser,
        ]
        return reads[operation]
    }
}
