package import Foundation

/// The profiles of this user, one file each: `NAME.json`. A file that is wrong hides no other.
package struct ProfileStore: Sendable {
    /// All profiles by name, and what is wrong with their files.
    package struct Listing: Sendable {
        package var profiles: [Profile] = []
        package var problems: [ProfileProblem] = []

        package init() {}
    }

    package let folder: URL
    private let home: URL

    package init(folder: URL, home: URL) {
        self.folder = folder
        self.home = home
    }

    package init(_ locations: Locations, home: URL) {
        self.init(folder: locations.profiles, home: home)
    }

    /// Reads all files. A folder that is not there holds no profiles.
    package func read() -> Listing {
        let manager = FileManager.default
        let files = (try? manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        var listing = Listing()
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            guard file.pathExtension == "json", !file.lastPathComponent.hasPrefix(".") else { continue }
            read(file, into: &listing)
        }
        return listing
    }

    /// Writes the profile's file, or writes it again.
    package func save(_ profile: Profile) throws(PrivateFileError) {
        try PrivateFile.write(ProfileFile.data(profile), to: file(of: profile.name))
    }

    /// Removes the profile's file. The file its token is in stays.
    package func remove(_ name: ProfileName) throws(PrivateFileError) {
        try PrivateFile.remove(file(of: name))
    }

    /// The file that keeps the profile of this name, whether it is there or not.
    package func file(of name: ProfileName) -> URL { folder.appending(path: "\(name).json") }

    /// The content of a profile's file.
    /// - Parameter path: The name of it in problems.
    func file(_ data: Data, path: String) -> ProfileFile { ProfileFile(data, path: path, home: home) }

    private func read(_ file: URL, into listing: inout Listing) {
        let path = file.path(percentEncoded: false)
        guard let name = ProfileName(file.deletingPathExtension().lastPathComponent) else {
            listing.problems.append(
                ProfileProblem(
                    file: path, line: nil, field: nil,
                    message: "a profile's name has only letters, digits, \"-\", \"_\" and dots"))
            return
        }
        do throws(PrivateFileError) {
            // It holds no secret, but it names a command that is run.
            var content = ProfileFile(try PrivateFile.read(file, othersMayRead: true), path: path, home: home)
            if let profile = content.profile(named: name) { listing.profiles.append(profile) }
            listing.problems += content.problems
        } catch {
            listing.problems.append(
                ProfileProblem(file: path, line: nil, field: nil, message: "\(error) \(error.nextStep)"))
        }
    }
}

/// The profile that is meant.
package enum ProfileSelection: Sendable, Equatable {
    case profile(Profile)
    /// There are no profiles, and none was asked for.
    case none
    /// - Parameter message: the profile that was asked for and those that there are, as sentences.
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
            return .failure(message: "No profile with the name \(name). \(known)")
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

/// Something wrong with a profile's file, to be put right by hand.
package struct ProfileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let file: String
    /// From 1; nil where the problem is the whole file's.
    package let line: Int?
    /// The member of the file.
    package let field: String?
    package let message: String

    /// `file:line: field: message`, which editors and terminals can follow.
    package var description: String {
        let location = line.map { "\(file):\($0)" } ?? file
        return ([location, field].compactMap(\.self) + [message]).joined(separator: ": ")
    }
}
