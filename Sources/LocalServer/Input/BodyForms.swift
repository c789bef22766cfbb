import SisenseClient

/// The forms of the bodies of all operations that take one, from the published definitions of versions 0.9, 1 and 2.
enum BodyForms {
    typealias Table = [SisenseClient.Operation: Form]

    static let all: Table = [
        people, accounts, dashboards, alerts, data, models, cubes, settings, customCode, projects,
        webApplication,
    ].reduce(into: [:]) { all, forms in all.merge(forms) { first, _ in first } }
}
