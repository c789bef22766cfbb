import SisenseClient

extension ResourceDescription {
    /// Documents that plug-ins keep on the server (seeds/003, Custom Data).
    static let customData = ResourceDescription(
        .customData, title: "Custom data", noun: "document", about: "Documents of plug-ins",
        empty: "No plug-in keeps a document here. \(key: .listActions) offers to add one.",
        listing: ResourceListing(.getCustomData),
        id: "{_id}", label: "{name|title|key|_id}",
        columns: [
            ResourceColumn("name", "Name", "name", "title", "key", "_id", priority: 9),
            ResourceColumn("id", "Id", "_id", priority: 7),
        ],
        actions: [
            .add(
                "Store a document", .createCustomData, label: "Add document…",
                fields: [ResourceField("document", "Document", .json, in: .body([]), isRequired: true, help: "JSON")]),
            .ask(
                "merge", "Change the document {name|title|key|_id}", .updateCustomData,
                label: "Edit document…", keys: "e", hint: "edit",
                body: ["queryForSearch": ["_id": "{_id}"]],
                fields: [
                    ResourceField(
                        "objectForUpdate", "Members", .json, isRequired: true, help: #"JSON, as in {"colour": "red"}"#)
                ]),
            .each(
                "delete", "Delete the document {name|title|key|_id}", .deleteCustomData,
                label: "Delete document", body: ["_id": "{_id}"]),
        ])

    /// The token that opens the collections for usage analytics, and nothing else (seeds/003, Analytics). Nothing lists
    /// it, and asking for it makes one: so the account it would belong to is listed.
    static let analyticsToken = ResourceDescription(
        .analyticsToken, title: "Usage analytics", noun: "account",
        about: "Your token for the analytics collections",
        empty: "The server does not say who you are.",
        listing: ResourceListing(.getCurrentUser),
        id: "{_id}", label: "{userName|email}",
        columns: [
            ResourceColumn("account", "Account", "userName", "email", priority: 9),
            ResourceColumn("email", "Email", priority: 7, identity: .email),
        ],
        actions: [
            .each(
                "make", "Make an analytics token for {userName|email}", .getAnalyticsToken, label: "Make token",
                impact: ["The token opens the analytics collections and nothing else."]),
            .each(
                "revoke", "Revoke the analytics token of {userName|email}", .revokeAnalyticsToken,
                label: "Revoke token", impact: ["Programs that read the collections with it are refused."]),
        ])

    static let translations = ResourceDescription(
        .translations, title: "Translations", noun: "language",
        about: "Languages of the server and their texts",
        empty: "The server lists no language.",
        listing: ResourceListing(.getTranslations),
        id: "{code|language|value}", label: "{name|value}",
        columns: [
            ResourceColumn("language", "Language", "name", "code", "value", priority: 9)
        ],
        sections: [ResourceSection("Texts", .getTranslation)])

    /// The job that proposes widgets (seeds/003, Suggestions).
    static let suggestions = ResourceDescription(
        .suggestions, title: "Suggestions", noun: "value", about: "The job that proposes widgets for data",
        empty: "The server says nothing of the job that proposes widgets.",
        listing: ResourceListing(.getSuggestionsStatus, shape: .document),
        id: "{key}", label: "{name}", columns: values,
        actions: [
            .ask(
                "refresh", "Refresh the suggestions", .refreshSuggestions, label: "Refresh suggestions…",
                keys: "t", hint: "run", subject: .none,
                fields: [
                    ResourceField("data", "Data", .flag, help: "Read the data again"),
                    ResourceField("ranking", "Ranking", .flag, help: "Sort the suggestions again"),
                ])
        ])
}
