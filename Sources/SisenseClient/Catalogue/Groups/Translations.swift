extension OperationGroup {
    package static let translations = OperationGroup(
        "translations",
        [
            .getTranslations, .getTranslation,
        ])
}

extension Operation {
    package static let getTranslations = read(
        "/translations", "All supported languages",
        answers: [Answer(200, "Languages"), Answer(404, "Language not found")])

    package static let getTranslation = read(
        "/translations/{lang}", "One language file",
        parameters: [.path("lang", "Language code, e.g. en-US")],
        answers: [Answer(200, "Language file"), Answer(404, "Language not found")])
}
