// Features by their keys: `{"alerting": true}`.

extension StateExport {
    func features() async throws(APIError) -> JSONValue {
        Self.sorted(try await FeaturesService(client).all().map { ($0.id, .bool($0.isActive)) })
    }
}

extension StateWork {
    func features(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = FeaturesService(client)
        let known = Dictionary(try await service.all().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var comparison = StateComparison(sentBy: sender)
        comparison.totals[.features] = known.count
        for entry in entries {
            guard let feature = known[entry.key] else {
                let hint = NearestName.addition(entry.key, among: known.keys.sorted())
                comparison.problems.append(StateProblem(.features, entry, "the server has no such feature\(hint)"))
                continue
            }
            guard let wanted = entry.value.bool else {
                comparison.problems.append(StateProblem(.features, entry, "true or false is expected"))
                continue
            }
            guard wanted != feature.isActive else { continue }
            let found = counting([
                StateDifference(
                    .features, entry.key, .change, now: .bool(feature.isActive), wanted: .bool(wanted))
            ])
            comparison.differences += found
            if isPlanning, !found.isEmpty {
                comparison.add([try await service.planToggle(feature, active: wanted)], for: found)
            }
        }
        return comparison
    }
}
