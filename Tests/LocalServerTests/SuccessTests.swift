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
        var used: Set<SisenseClient.Operation> = []
        try SuccessScript.run(on: test) { step in
            let (operation, answer) = (step.operation, step.answer)
            let documented = operation.answers.map(\.status).filter { $0 < 400 }
            let said = String(decoding: answer.body.prefix(120), as: UTF8.self)
            #expect(documented.contains(answer.status), "\(step.text) answered \(answer.status) \(said)")
            if !Self.stateless.contains(operation) {
                #expect(answer.changed == operation.writes, "\(step.text) \(answer.changed ? "kept" : "kept nothing")")
            }
            used.insert(operation)
            if !step.made.isEmpty, let read = readBack(operation) {
                let path = try read.template.filled(with: [
                    read.template.names.last ?? "": step.made, "dashboardId": step.ids["mine"] ?? "",
                    "datamodelId": step.ids["model"] ?? "",
                ])
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
