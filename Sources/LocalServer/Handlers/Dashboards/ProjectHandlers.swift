import SisenseClient

/// Projects of Git Integration. A repository is simulated, its remote too; no network is asked.
enum ProjectHandlers {
    static let routes: Route.Table = [
        .getProjects: Route(.designer) { database, call throws(APIError) in
            let caller = try call.person()
            return .ok(
                database[.projects].records.filter { isVisible($0, to: caller, database) }.map { Project($0).shown })
        },
        .getProject: Route(.designer) { database, call throws(APIError) in
            .ok(try find(database, call).shown)
        },
        .getProjectStatus: Route(.designer) { database, call throws(APIError) in
            .ok(["statusChecksum": .string(try find(database, call).checksum)])
        },
        .compareProject: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            return .ok(compared(try project.files(at: call.value("from")), try project.files(at: call.value("to"))))
        },
        .compareProjectToBranch: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            return .ok(compared(try project.files(at: "HEAD"), try project.files(at: call.value("to"))))
        },

        .getProjectBranches: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            return .ok(project.branches.map { project.shown(branch: $0.name, $0.hash) })
        },
        .getProjectBranch: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            return .ok(
                project.shown(branch: call.value("branch"), try hash(ofBranch: call.value("branch"), of: project)))
        },
        .getProjectCommits: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            return .ok(project.commits.map { project.shown(commit: $0) })
        },
        .getProjectCommit: Route(.designer) { database, call throws(APIError) in
            let project = try find(database, call)
            guard let commit = project.commit(call.value("commit")) else {
                throw .notFound("commit", call.value("commit"))
            }
            return .ok(project.shown(commit: commit))
        },

        .syncProject: changing { project, database, call throws(APIError) in
            project.export(from: database, at: call.timestamp)
            return .noContent
        },
        .discardProjectChanges: changing { project, database, call throws(APIError) in
            let committed = try project.files(at: "HEAD")
            for path in try call.object().strings("changes") {
                guard committed[path] != nil || project.files[path] != nil else { throw .notFound("file", path) }
                project.files[path] = committed[path]
            }
            project.restore(in: &database, at: call.timestamp)
            return .noContent
        },
        .createProjectBranch: changing { project, _, call throws(APIError) in
            let input = try call.object()
            let name = input.text("name")
            guard !project.branches.contains(where: { $0.name == name }) else {
                throw .invalid("A branch '\(name)' exists already", status: 400)
            }
            let hash = try project.hash(of: input["parent"]?.string ?? "HEAD")
            project.point(name, at: hash, in: "branches")
            return .ok(project.shown(branch: name, hash))
        },
        .checkOutProjectBranch: changing { project, database, call throws(APIError) in
            let name = call.value("branch")
            try checkOut(try hash(ofBranch: name, of: project), on: name, of: &project, in: &database, call)
            return .noContent
        },
        .createProjectCommit: changing { project, database, call throws(APIError) in
            let input = try call.object()
            var files = try project.files(at: "HEAD")
            let changed = Project.differences(files, project.files)
            for path in input.strings("changes") {
                guard changed.contains(path) else { throw .invalid("'\(path)' has no changes", status: 400) }
                files[path] = project.files[path]
            }
            guard !input.strings("changes").isEmpty else { throw .invalid("There is nothing to commit", status: 400) }
            let author = database[.users][try call.person().id] ?? JSONObject()
            let commit = project.commit(input.text("message"), files: files, by: author, at: call.timestamp)
            return .ok(project.shown(commit: commit))
        },
        .checkOutProjectCommit: changing { project, database, call throws(APIError) in
            let hash = try project.hash(of: call.value("commit"))
            try checkOut(hash, on: Project.detached, of: &project, in: &database, call)
            return .noContent
        },

        .fetchProject: Route(.designer) { database, call throws(APIError) in
            var project = try find(database, call)
            try signIn(to: &project, call)
            database.put(project.record, id: project.id, in: .projects)
            return .noContent
        },
        .pullProject: changing { project, database, call throws(APIError) in
            try signIn(to: &project, call)
            let name = "origin/" + (try call.object().text("remoteBranch"))
            let hash = try hash(ofBranch: name, of: project)
            if project.isDescendant(project.head, of: hash) { return .noContent }
            guard project.isDescendant(hash, of: project.head) else {
                throw conflict("The branches have parted; the merge was not done")
            }
            try checkOut(hash, on: project.branch, of: &project, in: &database, call)
            return .noContent
        },
        .pushProject: changing { project, _, call throws(APIError) in
            try signIn(to: &project, call)
            let input = try call.object()
            let hash = try hash(ofBranch: input.text("localBranch"), of: project)
            let remote = project.branches.first { $0.name == "origin/" + input.text("remoteBranch") }
            guard input["force"]?.bool == true || remote.map({ project.isDescendant(hash, of: $0.hash) }) ?? true else {
                throw conflict("The remote branch has commits that the local one lacks")
            }
            project.point(input.text("remoteBranch"), at: hash, in: "remote")
            return .ok(["remoteMessages": [], "remoteUrl": project.record["remoteUrl"] ?? ""])
        },
        .unlockProject: Route(.administrator) { database, call throws(APIError) in
            // One change at a time is made here, so no lock is ever left.
            _ = try find(database, call)
            return .noContent
        },
    ]

    /// A change of a repository, which has to know the status of the project.
    private static func changing(
        _ change:
            @escaping @Sendable (
                _ project: inout Project, _ database: inout Database, _ call: Call
            ) throws(APIError) -> Reply
    ) -> Route {
        Route(.designer) { database, call throws(APIError) in
            var project = try find(database, call)
            guard call.request.headers["x-git-status-checksum"] == project.checksum else {
                throw conflict("The status of the project has changed. Read it again")
            }
            let reply = try change(&project, &database, call)
            project.record["lastModified"] = call.timestamp
            database.put(project.record, id: project.id, in: .projects)
            return reply
        }
    }

    private static func conflict(_ message: String) -> APIError {
        APIError(status: 409, code: 95512, message: message)
    }

    /// Projects are seen by administrators, their owner, and those they are shared with.
    private static func isVisible(_ project: JSONObject, to caller: Caller, _ database: Database) -> Bool {
        let parties = [caller.id] + caller.groups
        let isShared = project.objects("shares").contains { parties.contains($0.text("partyId")) }
        return caller.isAdministrator || isShared
            || project.text("owner") == database[.users][caller.id]?.text("email")
    }

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> Project {
        let id = call.value("projectId")
        guard let project = database[.projects][id], isVisible(project, to: try call.person(), database) else {
            throw .notFound("project", id)
        }
        return Project(project)
    }

    private static func hash(ofBranch name: String, of project: Project) throws(APIError) -> String {
        guard let hash = project.branches.first(where: { $0.name == name })?.hash else {
            throw .notFound("branch", name)
        }
        return hash
    }

    private static func checkOut(
        _ hash: String, on branch: String, of project: inout Project, in database: inout Database, _ call: Call
    ) throws(APIError) {
        let isClean = Project.differences(try project.files(at: "HEAD"), project.files).isEmpty
        guard isClean else { throw conflict("There are changes that are in no commit") }
        project.move(to: hash, on: branch)
        project.files = try project.files(at: "HEAD")
        project.restore(in: &database, at: call.timestamp)
    }

    /// Takes credentials with the request, or remembers that some were saved. They are not kept: no remote is asked.
    private static func signIn(to project: inout Project, _ call: Call) throws(APIError) {
        let caller = try call.person().id
        let credentials = call.request.body.isEmpty ? JSONValue?.none : try call.json()["httpsCredentials"]
        var saved = project.record.strings("saved")
        guard credentials != nil || saved.contains(caller) else {
            throw .invalid("There are no credentials for the remote repository", status: 400)
        }
        guard credentials?["save"]?.bool == true, !saved.contains(caller) else { return }
        saved.append(caller)
        project.record["saved"] = .strings(saved)
    }

    /// The files that differ. What clients read of each is its path alone, so nothing else is said.
    private static func compared(_ old: JSONObject, _ new: JSONObject) -> JSONValue {
        var differences = JSONObject()
        for path in Project.differences(old, new) { differences[path] = [:] }
        return ["fileDiffs": .object(differences)]
    }
}
