/// The way to a record that an operation creates: how it is named in the answer, read again and deleted.
struct Creation: Sendable {
    /// The member of the answer that is the id of the new record.
    let id: String
    let read: Operation
    let delete: Operation
    /// The gap of their paths that takes the id.
    let gap: String
    /// The parameter that takes the id where it is deleted as one of several; nil where the path does.
    private let list: String?
    /// True where the record is found only in the list of all.
    var isListed: Bool { !read.template.parts.contains { $0 == .parameter(gap) } }

    private init(id: String, read: Operation, delete: Operation, gap: String = "id", list: String? = nil) {
        (self.id, self.read, self.delete, self.gap, self.list) = (id, read, delete, gap, list)
    }

    /// The call that deletes the record of this id; nil where none can be made of it.
    func deletion(of id: String) -> Call? {
        if let list { return try? Call(delete, query: [QueryItem(list, id)]) }
        return try? Call(delete, path: [gap: id])
    }

    /// Those of the operations that answer with the one record they have created.
    private static let known: [Operation: Creation] = [
        .createUser: Creation(id: "_id", read: .getUser, delete: .deleteUser),
        .createGroup: Creation(id: "_id", read: .getGroup, delete: .deleteGroup),
        .createFolder: Creation(id: "oid", read: .getFolder, delete: .deleteFolder),
        .createDashboard: Creation(id: "oid", read: .getDashboard, delete: .deleteDashboard),
        .duplicateDashboard: Creation(id: "oid", read: .getDashboard, delete: .deleteDashboard),
        .createTrustedServer: Creation(id: "_id", read: .getTrustedServers, delete: .deleteTrustedServer),
        .createLDAPDomain: Creation(id: "_id", read: .getLDAPDomain, delete: .deleteLDAPDomains, list: "ids"),
    ]

    /// Nil for an operation that creates nothing, or nothing that can be found again.
    static func of(_ operation: Operation) -> Creation? { known[operation] }
}
