import SisenseClient

/// A project of Git Integration: dashboards as files, in a repository with one remote. Both are kept in the record of
/// the project, every commit with all its files.
struct Project {
    /// The name under which commits and files name no branch: a commit is checked out.
    static let detached = ""

    var record: JSONObject

    init(_ record: JSONObject) { self.record = record }

    /// A project that tracks these dashboards, with one commit on its only branch.
    init(
        named name: String, id: String, owner: JSONObject, dashboards: [JSONObject], remote: String, at time: JSONValue
    ) {
        record = JSONObject([
            ("oid", .string(id)), ("name", .string(name)), ("remoteUrl", .string(remote)),
            ("owner", owner["email"] ?? ""), ("created", time), ("lastModified", time), ("syncedAt", time),
            ("shares", []), ("userFavorites", []), ("assets", .array(dashboards.map { $0["oid"] ?? .null })),
            ("branch", "main"), ("branches", [:]), ("remote", [:]), ("commits", []), ("files", [:]),
        ])
        var files = JSONObject()
        for dashboard in dashboards { files[Self.path(of: dashboard)] = Self.content(of: dashboard) }
        self.files = files
        let first = commit("Add the dashboards of the project", files: files, by: owner, at: time)
        record["remote"] = ["main": .string(first.text("hash"))]
    }

    var id: String { record.text("oid") }

    /// A project without what makes up its repository.
    var shown: JSONObject {
        var shown = record
        for key in ["assets", "branch", "branches", "remote", "commits", "files", "head", "saved"] { shown[key] = nil }
        return shown
    }

    // MARK: Repository

    /// The name of the branch that is checked out, or `detached`.
    var branch: String { record.text("branch") }

    /// The hash of the commit that is checked out.
    var head: String { record.text("head") }

    /// The files as they are on disk, by their paths.
    var files: JSONObject {
        get { record["files"]?.object ?? JSONObject() }
        set { record["files"] = .object(newValue) }
    }

    /// Commits, the newest first.
    var commits: [JSONObject] { record.objects("commits").reversed() }

    /// The hash of what `HEAD`, a branch, a remote branch or a hash names.
    /// - Throws: 404.
    func hash(of name: String) throws(APIError) -> String {
        if name == "HEAD" { return head }
        if let hash = branches.first(where: { $0.name == name })?.hash { return hash }
        guard record.objects("commits").contains(where: { $0.text("hash") == name }) else {
            throw .notFound("commit", name)
        }
        return name
    }

    /// The branches with the commits they end in, the remote ones as `origin/name`.
    var branches: [(name: String, hash: String)] {
        let local = record["branches"]?.object?.members ?? []
        let remote = record["remote"]?.object?.members ?? []
        return local.map { ($0.key, $0.value.string ?? "") }
            + remote.map { ("origin/" + $0.key, $0.value.string ?? "") }
    }

    func commit(_ hash: String) -> JSONObject? {
        record.objects("commits").first { $0.text("hash") == hash }
    }

    func shown(commit: JSONObject) -> JSONObject {
        var shown = commit
        shown["files"] = nil
        let hash = commit.text("hash")
        shown["refs"] = .strings(branches.filter { $0.hash == hash }.map(\.name))
        return shown
    }

    func shown(branch name: String, _ hash: String) -> JSONObject {
        JSONObject([
            ("name", .string(name)), ("parents", commit(hash)?["parents"] ?? []), ("head", .string(hash)),
        ])
    }

    /// The files of what `name` names; those on disk for `working`.
    func files(at name: String) throws(APIError) -> JSONObject {
        name == "working" ? files : commit(try hash(of: name))?["files"]?.object ?? JSONObject()
    }

    /// The paths at which two sets of files differ.
    static func differences(_ old: JSONObject, _ new: JSONObject) -> [String] {
        let paths = old.members.map(\.key) + new.members.map(\.key).filter { old[$0] == nil }
        return paths.filter { old[$0] != new[$0] }
    }

    /// Changes with the branch, the commit and the files that differ from it.
    var checksum: String {
        let committed = commit(head)?["files"]?.object ?? JSONObject()
        var changed = JSONObject()
        for path in Self.differences(committed, files) { changed[path] = files[path] ?? .null }
        let state: JSONValue = [.string(branch), .string(head), .object(changed)]
        return SHA256.hash(JSONWriter.bytes(state)).hexadecimal
    }

    /// Adds a commit on top of the one checked out, and moves the branch there.
    @discardableResult
    mutating func commit(_ message: String, files: JSONObject, by author: JSONObject, at time: JSONValue) -> JSONObject
    {
        var commit = JSONObject([
            ("authorName", .string("\(author.text("firstName")) \(author.text("lastName"))")),
            ("authorEmail", author["email"] ?? ""), ("date", time),
            ("parents", .strings(head.isEmpty ? [] : [head])), ("message", .string(message)),
            ("files", .object(files)),
        ])
        // As long as the hashes of Git are.
        let hash = SHA256.hash(JSONWriter.bytes(.object(commit))).prefix(20).hexadecimal
        commit["hash"] = .string(hash)
        record["commits"] = .array(record.objects("commits").map(JSONValue.object) + [.object(commit)])
        move(to: hash, on: branch)
        return commit
    }

    /// Points a branch at a commit and checks it out; `detached` checks the commit out alone.
    mutating func move(to hash: String, on branch: String) {
        record["head"] = .string(hash)
        record["branch"] = .string(branch)
        if branch != Self.detached { point(branch, at: hash, in: "branches") }
    }

    /// - Parameter side: `branches` for the local ones, `remote` for those of the remote repository.
    mutating func point(_ branch: String, at hash: String, in side: String) {
        var all = record[side]?.object ?? JSONObject()
        all[branch] = .string(hash)
        record[side] = .object(all)
    }

    /// True when a commit is another, or comes after it.
    func isDescendant(_ hash: String, of ancestor: String) -> Bool {
        var next: String? = hash
        while let current = next {
            if current == ancestor { return true }
            next = commit(current)?.strings("parents").first
        }
        return false
    }

    // MARK: Assets

    private static let members = ["title", "desc", "datasource", "filters", "style", "layout", "script"]

    private static func path(of dashboard: JSONObject) -> String {
        "dashboards/\(dashboard.text("oid"))/dashboard.json"
    }

    private static func content(of dashboard: JSONObject) -> JSONValue {
        var content = JSONObject()
        for member in members { content[member] = dashboard[member] }
        return .object(content)
    }

    /// Writes the dashboards of the project to its files. A deleted one has no file any more.
    mutating func export(from database: Database, at time: JSONValue) {
        var files = JSONObject()
        for id in record.strings("assets") {
            guard let dashboard = database[.dashboards][id] else { continue }
            files[Self.path(of: dashboard)] = Self.content(of: dashboard)
        }
        self.files = files
        record["syncedAt"] = time
    }

    /// Makes the dashboards of the project what its files say.
    func restore(in database: inout Database, at time: JSONValue) {
        for id in record.strings("assets") {
            guard var dashboard = database[.dashboards][id],
                let content = files[Self.path(of: dashboard)]?.object
            else { continue }
            guard Self.content(of: dashboard) != .object(content) else { continue }
            for member in Self.members { dashboard[member] = content[member] }
            dashboard["lastUpdated"] = time
            database.put(dashboard, id: id, in: .dashboards)
        }
    }
}
