extension OperationGroup {
    package static let builds = OperationGroup(
        "builds",
        [
            .getBuilds, .startBuild, .getBuild, .cancelBuild,
        ])
}

extension Operation {
    package static let getBuilds = read(
        "/builds", "List build tasks",
        version: .v2,
        answers: [Answer(200, "Array")])

    package static let startBuild = write(
        .post, "/builds", "Start a build",
        version: .v2,
        danger: .reversible, change: .act,
        parameters: [.body(#"{"datamodelId", "buildType", "rowLimit"}"#)],
        answers: [Answer(201, "Build task {oid,...}")])

    package static let getBuild = read(
        "/builds/{buildId}", "One build task",
        version: .v2,
        parameters: [.path("buildId", "Build id")],
        answers: [Answer(200, "{oid,status,...}")])

    package static let cancelBuild = write(
        .delete, "/builds/{buildId}", "Cancel a build",
        version: .v2,
        danger: .destructive, change: .delete,
        parameters: [.path("buildId", "Build id")],
        answers: [Answer(204, "Cancelled")])
}
