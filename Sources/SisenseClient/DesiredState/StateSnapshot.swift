extension StateFolder {
    /// What a snapshot of the console has, as files would have it; nil for what is no snapshot. It knows features,
    /// groups, trusted servers, settings and origins.
    package static func values(ofSnapshot document: JSONValue) -> [StateKind: JSONValue]? {
        guard document["format"]?.string?.hasPrefix("sisense-console snapshot ") == true,
            let lines = document["lines"]?.array
        else { return nil }
        var values: [StateKind: JSONValue] = [:]
        var origins: [JSONValue] = []
        for line in lines {
            guard let area = line["area"]?.string, let value = line["value"],
                let path = line["path"]?.array?.compactMap(\.string), let name = path.first,
                Redactor.json([path.last ?? "": value]) == [path.last ?? "": value], value != .string(Redactor.mask)
            else { continue }
            switch (StateKind(rawValue: area), SettingsDocument(rawValue: area)) {
            case (.features, _): values[.features, default: [:]][name] = value
            case (.servers, _): values[.servers, default: [:]][name] = ["name": value]
            case (.groups, _) where Group(["_id": .string(name), "name": .string(name)])?.isSystem == false:
                values[.groups, default: [:]][name] = [:]
            case (.origins, _): origins.append(.string(name))
            case (nil, let settings?) where settings.save != nil:
                let steps = ([settings.rawValue] + path).map(JSONPath.Step.member)
                values[.settings, default: [:]].set(JSONPath(steps), to: value)
            default: break
            }
        }
        if values[.settings]?["system"] != nil || !origins.isEmpty { values[.origins] = .array(origins) }
        return values
    }
}
