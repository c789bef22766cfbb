package import SisenseClient

/// Who can see a dashboard.
package struct AccessState: Sendable {
    package enum Load: Sendable {
        case loading
        /// By name.
        case loaded([PersonAccess])
        case failed(APIError)
    }

    package var load = Load.loading
    package var scroll = Scroll()

    package init() {}

    package var people: [PersonAccess] {
        if case .loaded(let people) = load { people } else { [] }
    }
}
