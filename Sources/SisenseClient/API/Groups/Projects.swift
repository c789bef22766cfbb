/// Projects of Git Integration, as clients of newer servers send and read them.
extension OperationGroup {
    package static let projects = OperationGroup(
        "projects",
        [
            .getProjects, .getProject, .getProjectStatus, .compareProject, .compareProjectToBranch,
            .syncProject, .discardProjectChanges, .unlockProject,
            .getProjectBranches, .getProjectBranch, .createProjectBranch, .checkOutProjectBranch,
            .getProjectCommits, .getProjectCommit, .createProjectCommit, .checkOutProjectCommit,
            .fetchProject, .pullProject, .pushProject,
        ])
}

extension Operation {
    private static var base: String { "/projects/{projectId}" }
    private static var project: Parameter { .path("projectId", "Id of the project") }
    private static var branch: Parameter { .path("branch", "Name of the branch") }
    private static var commit: Parameter { .path("commit", "Hash of the commit") }
    private static var checksum: Parameter {
        .header("x-git-status-checksum", "What the status of the project says now", required: true)
    }
    private static var notFound: Answer { Answer(404, "Not found") }
    private static var changeAnswers: [Answer] {
        [
            Answer(204, "Done"), Answer(409, "The status has changed"), notFound,
            Answer(423, "Another change is under way"),
        ]
    }
    private static var imports: String {
        "Assets on the server become what their files say. With 453, some files were no assets and were left out."
    }
    private static var credentials: String { #""httpsCredentials": {username, password, save}"# }

    private static func change(
        _ path: String, _ summary: String, danger: Danger, touches: Set<RecordKind> = [],
        parameters: [Parameter] = [], notes: String = ""
    ) -> Operation {
        write(
            .post, base + path, summary, version: .v2, danger: danger, change: .act, touches: touches,
            parameters: [project] + parameters + [checksum], answers: changeAnswers, notes: notes)
    }

    package static let getProjects = read(
        "/projects", "List projects of Git Integration",
        version: .v2,
        answers: [Answer(200, "Array of {oid, name, owner, created, lastModified, syncedAt, shares, userFavorites}")])

    package static let getProject = read(
        base, "One project of Git Integration",
        version: .v2, parameters: [project],
        answers: [Answer(200, "{oid, name, remoteUrl, owner, created, lastModified, syncedAt, shares}"), notFound])

    package static let getProjectStatus = read(
        base + "/status", "The checksum that changes of a project have to send",
        version: .v2, parameters: [project],
        answers: [Answer(200, "{statusChecksum}"), notFound])

    package static let compareProject = read(
        base + "/diff/{from}/{to}", "Files that differ, as in diff/HEAD/working",
        version: .v2,
        parameters: [
            project, .path("from", "HEAD, a branch or a commit"), .path("to", "working, HEAD, a branch or a commit"),
        ],
        answers: [Answer(200, "{fileDiffs: by path}"), notFound])

    package static let compareProjectToBranch = read(
        base + "/diff/{to}", "Files in which a branch differs from what is checked out",
        version: .v2, parameters: [project, .path("to", "A branch or a commit")],
        answers: [Answer(200, "{fileDiffs: by path}"), notFound])

    package static let syncProject = change(
        "/sync", "Write the assets of a project to its files", danger: .reversible)

    package static let discardProjectChanges = change(
        "/discard", "Take back changes of files that are in no commit", danger: .destructive, touches: [.dashboards],
        parameters: [.body(#"{"changes": paths}"#)], notes: imports)

    package static let unlockProject = write(
        .patch, base + "/unlock", "Release the lock that an interrupted change has left",
        version: .v2,
        danger: .destructive, change: .act, touches: [],
        parameters: [project],
        answers: [Answer(204, "Unlocked"), Answer(403, "Forbidden"), notFound],
        notes: "A change that is still under way loses its lock too.")

    package static let getProjectBranches = read(
        base + "/branches", "Branches of a project",
        version: .v2, parameters: [project],
        answers: [Answer(200, "Array of {name, parents, head}; remote ones begin with origin/"), notFound])

    package static let getProjectBranch = read(
        base + "/branches/{branch}", "One branch of a project",
        version: .v2, parameters: [project, branch],
        answers: [Answer(200, "{name, parents, head}"), notFound])

    package static let createProjectBranch = write(
        .post, base + "/branches", "Create a branch",
        version: .v2,
        danger: .reversible, change: .create, touches: [],
        parameters: [project, .body(#"{"name", "parent"}"#), checksum],
        answers: [Answer(200, "{name, parents, head}"), Answer(409, "The status has changed"), notFound])

    package static let checkOutProjectBranch = change(
        "/branches/{branch}/checkout", "Check a branch out", danger: .destructive, touches: [.dashboards],
        parameters: [branch], notes: imports)

    package static let getProjectCommits = read(
        base + "/commits", "Commits of a project",
        version: .v2, parameters: [project],
        answers: [Answer(200, "Array of {hash, authorName, authorEmail, date, parents, refs, message}"), notFound])

    package static let getProjectCommit = read(
        base + "/commits/{commit}", "One commit of a project",
        version: .v2, parameters: [project, commit],
        answers: [Answer(200, "{hash, authorName, authorEmail, date, parents, refs, message}"), notFound])

    package static let createProjectCommit = write(
        .post, base + "/commits", "Commit changes of files",
        version: .v2,
        danger: .reversible, change: .create, touches: [],
        parameters: [project, .body(#"{"message", "changes": paths}"#), checksum],
        answers: [
            Answer(200, "{hash, authorName, authorEmail, date, parents, refs, message}"),
            Answer(409, "The status has changed"), notFound,
        ])

    package static let checkOutProjectCommit = change(
        "/commits/{commit}/checkout", "Check a commit out", danger: .destructive, touches: [.dashboards],
        parameters: [commit], notes: imports + " No branch is checked out then.")

    package static let fetchProject = write(
        .post, base + "/fetch", "Read the commits of the remote repository",
        version: .v2,
        danger: .reversible, change: .act, touches: [],
        parameters: [project, .body("{\(credentials)}", required: false)],
        answers: [Answer(204, "Done"), Answer(400, "No credentials"), notFound],
        notes: "Without credentials, those saved for you are used.")

    package static let pullProject = change(
        "/pull", "Merge a branch of the remote repository into the one checked out", danger: .destructive,
        touches: [.dashboards], parameters: [.body("{\"remoteBranch\", \(credentials)}")],
        notes: imports + " A merge with conflicts is not done.")

    package static let pushProject = write(
        .post, base + "/push", "Write a branch to the remote repository",
        version: .v2,
        danger: .destructive, change: .act, touches: [],
        parameters: [project, .body("{\"localBranch\", \"remoteBranch\", \"force\", \(credentials)}"), checksum],
        answers: [Answer(200, "{remoteMessages, remoteUrl}"), Answer(409, "The status has changed"), notFound],
        notes: "With force, commits of others on the remote branch are lost.")
}
