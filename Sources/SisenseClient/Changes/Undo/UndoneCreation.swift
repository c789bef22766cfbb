extension RequestPlan {
    /// The same plan; the undo of a creation is sent only while there is nothing in the new record that would go with
    /// it: whatever others have put there since is not of the change that is undone.
    func takingNothingElse(_ client: APIClient) throws(APIError) -> RequestPlan {
        guard let kinds = Self.contents[call.operation], let id = call.path["id"] else { return self }
        var conditions = conditions
        for kind in kinds { conditions.append(try Holdings(kind, of: id).condition([], client)) }
        return resting(on: conditions)
    }

    /// What goes with the records that are made and deleted again, by the request that deletes them.
    private static let contents: [Operation: [Holdings.Kind]] = [
        .deleteUser: [.ownedDashboards, .ownedAlerts],
        .deleteGroup: [.members, .sharedDashboards],
        .deleteFolder: [.folderContents],
    ]
}
