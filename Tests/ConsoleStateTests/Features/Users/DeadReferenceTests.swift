import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

/// A server with one user and one group, which finds users by their ids or takes no notice of that.
private struct SmallServer: HTTPTransport {
    let filters: Bool

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let query = request.url.query() ?? ""
        let body =
            switch request.url.path() {
            case "/api/v1/groups": #"[{"_id":"g","name":"Sales"}]"#
            case "/api/v1/users" where filters && !query.contains("ada"): "[]"
            case "/api/v1/users": #"[{"_id":"ada","firstName":"Ada","email":"ada@acme.example"}]"#
            default: "{}"
            }
        return HTTPResponse(status: 200, body: Data(body.utf8))
    }
}

@Suite("References that lead nowhere")
struct DeadReferenceTests {
    @Test("Who is no user and no group any more is shown as that, beside those who are there")
    func parties() async throws {
        let client = Samples.client(SmallServer(filters: true))
        let names = try await PartyNames.read(["ada", "g", "lost"], client)
        #expect(names.name("ada") == "Ada")
        #expect(names.name("g") == "Sales")
        #expect(names.name("lost") == "deleted, id lost")
    }

    @Test("A server that does not look for ids proves nobody gone")
    func unproven() async throws {
        let names = try await PartyNames.read(["lost"], Samples.client(SmallServer(filters: false)))
        #expect(names.name("lost") == "lost")
    }

    @Test("An owner who is gone is shown as that")
    func owner() async throws {
        var context = WorkContext.nowhere
        context.client = Samples.client(SmallServer(filters: true))
        var owners = OwnerNames(context)
        let dashboard = try #require(Dashboard(["oid": "d", "owner": "lost"]))
        #expect(await owners.fill([dashboard]).first?.owner?.name == "deleted, id lost")
    }

    @Test("A deleted group of a user is named as that, unless the groups could not be read")
    func group() throws {
        let group = try #require(Group(["_id": "g", "name": "Sales"]))
        let lost = Reference(id: "lost")
        #expect(UserNames(roles: [], groups: [group]).group(lost) == "deleted group lost")
        #expect(UserNames(roles: [], groups: []).group(lost) == "lost")
    }

    @Test("Options of one title get titles of their own, and what is chosen is shown by them")
    func options() throws {
        let options = [FormOption("1", "Sales"), FormOption("2", "sales"), FormOption("3", "Ops")]
        let distinct = FormOption.distinct(options)
        #expect(distinct.map(\.title) == ["Sales (id 1)", "sales (id 2)", "Ops"])
        let field = FormField.pick(
            "groups", "Groups", PickerSource(options), chosen: [options[1]], allowsMany: true)
        guard case .picked(let chosen, _) = field.content else {
            Issue.record("nothing is chosen")
            return
        }
        #expect(chosen.map(\.title) == ["sales (id 2)"])
        #expect(field.value == .choices(["2"], cleared: []))
    }
}
