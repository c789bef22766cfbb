extension OperationGroup {
    package static let cluster = OperationGroup(
        "cluster",
        [
            .read(
                "/cluster-nodes", "List cluster nodes",
                version: .v2,
                answers: [Answer(200, "Array")])
        ])
}
