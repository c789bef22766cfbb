package import Foundation

/// The folders a user's files live in, after the XDG Base Directory Specification.
package struct Locations: Sendable {
    /// A folder, and which setting led to it.
    package struct Folder: Sendable, Equatable {
        package let url: URL
        /// "XDG_CONFIG_HOME" or "default", for people who look for a file.
        package let source: String
    }

    package static let applicationFolder = "sisense-console"

    /// The user's decisions: profiles, keys, themes.
    package let config: Folder
    /// The data that the program remembers: the audit record, where the cursor was.
    package let state: Folder
    /// The data that can be fetched again.
    package let cache: Folder

    package init(environment: [String: String], home: URL) {
        func folder(_ variable: String, fallback: String) -> Folder {
            // "All paths must be absolute; if a relative path is encountered, ignore it."
            if let path = environment[variable], path.hasPrefix("/") {
                return Folder(
                    url: URL(filePath: path, directoryHint: .isDirectory)
                        .appending(path: Self.applicationFolder, directoryHint: .isDirectory), source: variable)
            }
            return Folder(
                url: home.appending(path: "\(fallback)/\(Self.applicationFolder)", directoryHint: .isDirectory),
                source: "default")
        }
        config = folder("XDG_CONFIG_HOME", fallback: ".config")
        state = folder("XDG_STATE_HOME", fallback: ".local/state")
        cache = folder("XDG_CACHE_HOME", fallback: ".cache")
    }

    /// One file a profile.
    package var profiles: URL { config.url.appending(path: "profiles", directoryHint: .isDirectory) }
    /// One file a theme.
    package var themes: URL { config.url.appending(path: "themes") }
    /// The calls that a person has kept under a name.
    package var calls: URL { config.url.appending(path: "calls.json") }

    /// The record of changes.
    package var audit: URL { state.url.appending(path: "audit.jsonl") }
    /// The arrangement of the columns of each list.
    package var columns: URL { state.url.appending(path: "columns.json") }
    /// The views that were saved in the console.
    package var views: URL { state.url.appending(path: "views.json") }
    /// Reports of crashes.
    package var faults: URL { state.url.appending(path: "faults.log") }
    /// What was copied where no clipboard can be reached.
    package var copied: URL { state.url.appending(path: "copied.txt") }

    /// The token that the program itself keeps of a profile.
    package func token(of profile: String) -> URL { state.url.appending(path: "tokens/\(FileName.of(profile)).token") }

    /// The names of one kind of record for completion, as a profile read them last.
    package func names(of kind: String, for profile: String) -> URL {
        cache.url.appending(path: "names/\(FileName.of(profile))/\(FileName.of(kind)).json")
    }
}
