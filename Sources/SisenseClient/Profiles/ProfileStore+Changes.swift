import Foundation

/// The changes of profiles. Each is a file that is written whole, and one program at a time changes them.
extension ProfileStore {
    /// Keeps a new profile.
    /// - Throws: `ProfileStoreError`, `exists` where the name is taken, also by a file that cannot be used.
    package func add(_ profile: Profile) throws(ProfileStoreError) {
        try FolderLock.hold(folder) { () throws(ProfileStoreError) in
            guard !has(profile.name) else { throw .exists(profile.name) }
            try write(profile)
        }
    }

    /// Keeps a profile in the place of an earlier one, which may have had another name.
    package func replace(_ former: ProfileName, with profile: Profile) throws(ProfileStoreError) {
        try FolderLock.hold(folder) { () throws(ProfileStoreError) in try replaceAlone(former, with: profile) }
    }

    private func replaceAlone(_ former: ProfileName, with profile: Profile) throws(ProfileStoreError) {
        guard has(former) else { throw .missing(former) }
        guard former == profile.name || !has(profile.name) else { throw .exists(profile.name) }
        try write(profile)
        guard former != profile.name else { return }
        do throws(PrivateFileError) {
            try remove(former)
        } catch {
            throw .file(error)
        }
    }

    /// The profile of a name.
    /// - Throws: `ProfileStoreError`, `missing` or `damaged`.
    package func profile(_ name: ProfileName) throws(ProfileStoreError) -> Profile {
        let listing = read()
        if let profile = listing.profiles.first(where: { $0.name == name }) { return profile }
        let problems = listing.problems.filter { $0.file == file(of: name).path(percentEncoded: false) }
        throw problems.isEmpty ? .missing(name) : .damaged(name, problems)
    }

    private func has(_ name: ProfileName) -> Bool {
        FileManager.default.fileExists(atPath: file(of: name).path(percentEncoded: false))
    }

    /// Writes a profile; where it is to be the default, no other one is.
    private func write(_ profile: Profile) throws(ProfileStoreError) {
        do throws(PrivateFileError) {
            try save(profile)
            guard profile.isDefault else { return }
            for var other in read().profiles where other.isDefault && other.name != profile.name {
                other.isDefault = false
                try save(other)
            }
        } catch {
            throw .file(error)
        }
    }
}

/// The reason why a profile could not be changed.
package enum ProfileStoreError: Error, Sendable, CustomStringConvertible {
    case exists(ProfileName)
    case missing(ProfileName)
    case damaged(ProfileName, [ProfileProblem])
    case file(PrivateFileError)

    package var description: String {
        switch self {
        case .exists(let name): "There is a profile with the name \(name) already."
        case .missing(let name): "No profile with the name \(name)."
        case .damaged(let name, let problems):
            "The profile \(name) cannot be used. \(problems.map(\.description).joined(separator: "; "))."
        case .file(let error): "\(error) \(error.nextStep)"
        }
    }
}
