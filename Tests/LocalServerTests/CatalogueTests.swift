import SisenseClient
import Testing

@testable import LocalServer

@Suite("The catalogue and the handlers")
struct CatalogueTests {
    @Test("Every operation of the catalogue is answered")
    func complete() {
        #expect(Catalogue.sisense.operations.filter { Route.all[$0] == nil } == [])
    }

    @Test("Every handler answers an operation of the catalogue")
    func known() {
        #expect(Route.all.keys.filter { Catalogue.sisense[$0.id] == nil } == [])
    }

    @Test("What needs no login in the catalogue needs none here, and the other way round")
    func logins() {
        let different = Catalogue.sisense.operations.filter { operation in
            Route.all[operation].map { ($0.access == .anyone) == operation.needsLogin } ?? false
        }
        // It has a token of its own, which the handler looks at.
        #expect(different == [.getAnalyticsCollection])
    }
}
