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

    /// Writes the profile's file, or writes it anew.
    package func save(_ profile: Profile) throws(PrivateFileError) {
        try PrivateFile.write(ProfileFile.data(profile), to: file(of: profile.name))
    }

    /// Removes the profile's file. The file its token is in stays.
    package func remove(_ name: ProfileName) throws(PrivateFileError) {
        try PrivateFile.remove(file(of: name))
    }

    /// Where the profile of this name is kept, whether it is there or not.
    package func file(of name: ProfileName) -> URL { folder.appending(path: "\(name).json") }

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
