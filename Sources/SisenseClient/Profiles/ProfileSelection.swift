/// Which profile is meant.
package enum ProfileSelection: Sendable, Equatable {
    case profile(Profile)
    /// There are no profiles, and none was asked for.
    case none
    /// - Parameter message: what was asked for and what there is, as sentences.
    case failure(message: String)
}

extension ProfileStore.Listing {
    /// The profile that was named, else the one marked as default, else the only one.
    package func select(named name: String?) -> ProfileSelection {
        if let name {
            if let profile = profiles.first(where: { $0.name.description == name }) { return .profile(profile) }
            let wrong = problems.filter { $0.file.hasSuffix("/\(name).json") }
            guard wrong.isEmpty else {
                return .failure(
                    message: "The profile \(name) cannot be used. \(wrong.map(\.description).joined(separator: "; ")).")
            }
            return .failure(message: "There is no profile named \(name). \(known)")
        }
        let defaults = profiles.filter(\.isDefault)
        switch (defaults.count, profiles.count) {
        case (1, _): return .profile(defaults[0])
        case (2..., _):
            let names = defaults.map(\.name.description).joined(separator: ", ")
            return .failure(message: "More than one profile is marked as default: \(names). Name one with --profile.")
        case (_, 0): return .none
        case (_, 1): return .profile(profiles[0])
        default: return .failure(message: "Name a profile with --profile, or mark one as default. \(known)")
        }
    }

    private var known: String {
        profiles.isEmpty
            ? "There are none yet." : "There are: \(profiles.map(\.name.description).joined(separator: ", "))."
    }
}
