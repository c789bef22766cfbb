extension OperationGroup {
    package static let cluster = OperationGroup(
        "cluster",
        [
            .getClusterNodes
        ])
}

extension Operation {
    package static let getClusterNodes = read(
        "/cluster-nodes", "List cluster nodes",
        version: .v2,
        answers: [Answer(200, "Array")])
}
