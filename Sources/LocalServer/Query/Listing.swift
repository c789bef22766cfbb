import SisenseClient

extension Database {
    /// A page of a table, expanded and cut to the members asked for.
    func list(
        _ call: Call, _ name: Name, _ resource: Resource, chosen: [Int]? = nil
    ) throws(APIError) -> [JSONObject] {
        let query = try SpecialQuery(call)
        return try present(query.page(of: self[name], chosen: chosen), query, resource, call)
    }

    /// A page of records that the caller has chosen already.
    func list(_ call: Call, _ records: [JSONObject], _ resource: Resource) throws(APIError) -> [JSONObject] {
        let query = try SpecialQuery(call)
        return try present(query.page(of: records), query, resource, call)
    }

    /// One record, expanded and cut to the members asked for.
    func one(_ call: Call, _ record: JSONObject, _ resource: Resource) throws(APIError) -> JSONObject {
        var query = try SpecialQuery(call)
        (query.skip, query.limit) = (0, 1)
        return try present([record], query, resource, call).first ?? JSONObject()
    }

    private func present(
        _ page: [JSONObject], _ query: SpecialQuery, _ resource: Resource, _ call: Call
    ) throws(APIError) -> [JSONObject] {
        try Expansion.check(query.expand, of: resource)
        var expansion = Expansion(self, for: call.caller)
        var records: [JSONObject] = []
        records.reserveCapacity(page.count)
        for record in page {
            records.append(query.fields.apply(to: try expansion.expand(record, query.expand, of: resource)))
        }
        return records
    }

    /// The slots of the records that pass all `filters`; nil when there are none, which means the whole table.
    /// An indexed equality is found at once; the rest is tried on what it leaves.
    func choose(_ name: Name, equal filters: [(key: String, value: String?)], where test: ((JSONObject) -> Bool)? = nil)
        -> [Int]?
    {
        let table = self[name]
        let set = filters.compactMap { filter in filter.value.map { (filter.key, $0) } }
        var slots: [Int]? = set.first.map { table.slots($0.0, $0.1) }
        for (key, value) in set.dropFirst() {
            let others = Set(table.slots(key, value))
            slots = slots?.filter(others.contains)
        }
        guard let test else { return slots }
        return (slots ?? table.slots).filter { test(table[slot: $0]) }
    }
}

/// The kinds of records that `expand` goes between.
enum Resource: Sendable {
    case alert, dashboard, dataset, connection, folder, group, ldapDomain, role, share, user, widget

    /// The members that can be expanded in a record of this kind, and what replaces them. A nil kind is a plain value that
    /// is there anyhow.
    var relations: [String: Resource?] {
        switch self {
        case .user: ["groups": .group, "adgroups": .group, "role": .role]
        case .group: ["users": .user, "role": .role]
        case .dashboard:
            [
                "widgets": .widget, "parentFolder": .folder, "owner": .user, "userAuth": nil as Resource?,
                "rule": nil as Resource?,
            ]
        case .folder: ["dashboards": .dashboard, "owner": .user]
        case .share: ["user": .user, "group": .group]
        case .ldapDomain: ["users": .user]
        case .dataset: ["connection": .connection]
        case .alert, .connection, .role, .widget: [:]
        }
    }
}
