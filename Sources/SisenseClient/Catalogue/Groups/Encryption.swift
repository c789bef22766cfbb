extension OperationGroup {
    package static let encryption = OperationGroup(
        "encryption",
        [
            .encryptText, .decryptText,
        ])
}

extension Operation {
    package static let encryptText = write(
        .post, "/encryption/encrypt", "Encrypt a text with the server key",
        danger: .critical, change: .act,
        parameters: [.body("The text")],
        answers: [Answer(200, "Text")],
        notes: "Works with the own key of the server. Older servers answer to GET instead.")

    package static let decryptText = write(
        .post, "/encryption/decrypt", "Decrypt a text with the server key",
        danger: .critical, change: .act,
        parameters: [.body("The text")],
        answers: [Answer(200, "Text")],
        notes:
            "Works with the own key of the server: the answer is a secret. Older servers answer to GET instead."
    )
}
