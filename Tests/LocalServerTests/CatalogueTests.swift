import SisenseClient
import Testing

@testable import LocalServer

@Suite("The catalogue and the handlers")
struct CatalogueTests {
    @Test("Every operation of the catalogue is answered")
    func complete() {
        let missing = Catalogue.sisense.operations.map(\.id).filter { Route.all[$0] == nil }
        #expect(missing.map(\.description) == [])
    }

    @Test("Every handler answers an operation of the catalogue")
    func known() {
        let unknown = Route.all.keys.filter { Catalogue.sisense[$0] == nil }
        #expect(unknown.map(\.description) == [])
    }

    @Test("What needs no login in the catalogue needs none here, and the other way round")
    func logins() {
        let different = Catalogue.sisense.operations.filter { operation in
            Route.all[operation.id].map { ($0.access == .anyone) == operation.needsLogin } ?? false
        }
        // It has a token of its own, which the handler looks at.
        #expect(different.map(\.id) == ["GET /api/v1/analytics/collection/{collection}"])
    }
}
