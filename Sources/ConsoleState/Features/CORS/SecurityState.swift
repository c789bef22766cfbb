package import SisenseClient

/// The security pane: the settings as read, and the changes not saved yet.
package struct SecurityState: Sendable {
    /// A line of the form.
    package enum Row: Sendable, Equatable {
        case enabled
        case origin(Int)
        case add
    }

    package var load = Loadable<SystemSettings, APIError>.notStarted
    /// The settings that the draft is a change of: those read last, with what was saved since. They stay while newer
    /// ones are read, so that an edit is never taken for none.
    var base: SystemSettings?
    package var draft = CORSDraft(isEnabled: false, origins: [])
    /// The drafts before each edit, for undo within the form.
    package var undo: [CORSDraft] = []
    package var scroll = Scroll()
    /// The origin that a finding leads to, until the settings are there.
    var sought: String?
    package var entry: OriginEntryState?
    /// The result of the last test of an entry of the list, by the text of the entry.
    package var tests: [String: OriginTest] = [:]
    /// The reports of the tests before the last save.
    package var before: [String: CORSReport] = [:]
    /// The outcome of each line that was pasted last, until the next edit.
    package var pasted: [PastedOrigin] = []

    package init() {}

    /// The settings as read; nil while they are being read.
    package var settings: SystemSettings? { load.value }

    /// The settings as they are on the server, as far as this pane edits them.
    package var saved: CORSDraft? { base.map(CORSDraft.init) }

    package var isChanged: Bool { saved.map { $0 != draft } ?? false }

    package var rows: [Row] { [.enabled] + draft.origins.indices.map(Row.origin) + [.add] }

    package var row: Row { rows[min(scroll.cursor, rows.count - 1)] }

    /// The entry under the cursor; nil on the other lines.
    package var origin: String? {
        if case .origin(let index) = row { draft.origins[index] } else { nil }
    }
}

/// The actions on the security pane.
package enum SecurityAction: Sendable {
    /// Reads the settings when nobody has.
    case needed
    case refreshRequested
    /// They were changed on the server: they are read again, and what was tested before is tested again. With the draft
    /// that was saved; nil where something else was, as when an older change was undone.
    case saved(CORSDraft?)
    case loaded(Result<SystemSettings, APIError>)
    case moved(Movement, page: Int)
    /// Puts the cursor on an entry of the list, as soon as that is read.
    case originSought(String)
    case enabledToggled
    case entryOpened(index: Int?)
    case entryEdited(TextEdit)
    /// Lines pasted while an origin is typed: each becomes an entry of its own.
    case entryPasted([String])
    /// Takes what was typed; or the normalized form, when the server would not match what was typed.
    case entryAccepted
    case entryCancelled
    case originRemoved
    /// Moves up (-1) or down (1) in the list.
    case originMoved(Int)
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    /// Tests one entry of the list as a browser would, or all of them.
    case testRequested(String?)
    case tested(String, CORSReport)
}

extension SecurityAction {
    /// The error this reports, if any.
    var failure: APIError? {
        if case .loaded(.failure(let error)) = self { error } else { nil }
    }
}

/// The CORS settings while they are edited.
package struct CORSDraft: Sendable, Equatable {
    package var isEnabled: Bool
    package var origins: [String]

    package init(isEnabled: Bool, origins: [String]) {
        self.isEnabled = isEnabled
        self.origins = origins
    }

    init(_ settings: SystemSettings) {
        self.init(isEnabled: settings.corsEnabled, origins: settings.allowedOrigins)
    }

    /// The same edits, made of one version of the settings, on another: what was added and taken out, and the switch
    /// where it was turned. The order of the draft stays where nobody else has added or removed an origin.
    func rebased(from old: CORSDraft, to new: CORSDraft) -> CORSDraft {
        guard self != old else { return new }
        let isEnabled = isEnabled == old.isEnabled ? new.isEnabled : isEnabled
        guard Set(new.origins) != Set(old.origins) else { return CORSDraft(isEnabled: isEnabled, origins: origins) }
        let kept = new.origins.filter { origins.contains($0) || !old.origins.contains($0) }
        let added = origins.filter { !old.origins.contains($0) && !kept.contains($0) }
        return CORSDraft(isEnabled: isEnabled, origins: kept + added)
    }
}

/// An origin while it is typed.
package struct OriginEntryState: Sendable {
    /// The index of the origin that is edited; nil when a new one is added.
    package internal(set) var index: Int?
    package var input: TextInput

    package init(index: Int?, text: String) {
        self.index = index
        input = TextInput(text)
    }

    /// The outcome of parsing, as the server would do it.
    package var outcome: OriginEntry.Outcome { OriginEntry.parse(input.text) }
}

/// A test of an entry in the list of origins: the server is asked as a browser would ask it.
package enum OriginTest: Sendable {
    case running
    case done(CORSReport)

    package var report: CORSReport? {
        if case .done(let report) = self { report } else { nil }
    }

    /// The origin to test an entry with: the entry itself, or for a pattern one that it admits. Nil for an entry that
    /// admits none.
    static func sample(of entry: String) -> Origin? {
        switch AllowedOrigin(entry) {
        case .exact(let origin): origin
        case .any: Origin(serialized: "https://any.example")
        case .subdomains(let domain): Origin(serialized: "https://www.\(domain)")
        case .invalid: nil
        }
    }
}

/// The outcome of one pasted line.
package struct PastedOrigin: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case added
        /// An origin added in the form that browsers send.
        case normalized(String)
        case known
        case refused(String)
    }

    package let line: String
    package let outcome: Outcome

    /// Judges a line, and puts it into the list when it is an origin that the list does not have yet.
    init(_ line: String, into origins: inout [String]) {
        self.line = line
        switch OriginEntry.parse(line) {
        case .rejected(let reason): outcome = .refused(reason)
        case .accepted(let text, _), .normalized(let text, _, _):
            guard !origins.contains(text) else {
                outcome = .known
                return
            }
            origins.append(text)
            outcome = text == line ? .added : .normalized(text)
        }
    }

    package var isAdded: Bool {
        switch outcome {
        case .added, .normalized: true
        case .known, .refused: false
        }
    }
}
