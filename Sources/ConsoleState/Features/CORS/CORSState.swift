package import SisenseClient

/// The CORS settings with the edits not saved yet, and what the tests of its origins have found.
package struct CORSState: Sendable {
    /// The settings that the draft is a change of: those read last, with what was saved since; nil before they are read.
    package internal(set) var base: SystemSettings?
    package internal(set) var draft = CORSDraft(isEnabled: false, origins: [])
    /// Lines that were pasted and are no origin. They wait to be fixed or dropped.
    package internal(set) var rejected: [String] = []
    /// What each edit started from, for undo within the form.
    var undo: [Edit] = []
    package internal(set) var entry: OriginEntryState?
    /// A request as a page would make it, for all tests.
    package internal(set) var options = CORSProbe.Options()
    /// The result of the last test of an entry of the list, by the text of the entry.
    package internal(set) var tests: [String: OriginTest] = [:]
    /// The reports of the tests before the last save.
    package internal(set) var before: [String: CORSReport] = [:]

    /// The part of the state that editing changes.
    struct Edit: Sendable, Equatable {
        var draft: CORSDraft
        var rejected: [String]
    }

    package init() {}

    var edit: Edit {
        get { Edit(draft: draft, rejected: rejected) }
        set { (draft, rejected) = (newValue.draft, newValue.rejected) }
    }

    /// The settings as they are on the server, as far as this form edits them; nil before they are read.
    package var saved: CORSDraft? { base.map(CORSDraft.init) }

    package var isChanged: Bool { saved.map { $0 != draft } ?? false || !rejected.isEmpty }

    /// The number of edits not saved yet: the switch, and each origin that is new, gone or waits to be fixed. One where
    /// only the order differs.
    package var unsavedCount: Int {
        guard let saved else { return 0 }
        let count =
            (saved.isEnabled == draft.isEnabled ? 0 : 1) + rejected.count
            + draft.origins.count { !saved.origins.contains($0) } + saved.origins.count { !draft.origins.contains($0) }
        return count == 0 && isChanged ? 1 : count
    }

    /// The entries as they will be, those that wait to be fixed, and at last those that a save removes.
    /// - Parameter purpose: What the server is for: on one for production an origin without encryption is a fault.
    package func rows(on purpose: ServerPurpose?) -> [OriginRow] {
        let saved = saved?.origins ?? []
        func row(_ entry: String, _ change: OriginRow.Change) -> OriginRow {
            OriginRow(entry, change, self, on: purpose)
        }
        let kept = draft.origins.map { row($0, saved.contains($0) ? .none : .added) }
        let gone = saved.filter { !draft.origins.contains($0) }.map { row($0, .removed) }
        return kept + rejected.map { row($0, .rejected) } + gone
    }

    /// The judgement of the draft on the pages that a test of an entry stands for; nil for what admits none.
    package func admission(of entry: String) -> OriginAdmission? {
        OriginTest.sample(of: entry).map {
            OriginAdmission(of: $0, isEnabled: draft.isEnabled, entries: draft.origins)
        }
    }

    /// Takes settings that were read. Edits that are not saved stay, on top of them.
    mutating func take(_ settings: SystemSettings) {
        let (old, new) = (saved, CORSDraft(settings))
        draft = old.map { draft.rebased(from: $0, to: new) } ?? new
        base = settings
        // The drafts before are of settings that are no more.
        undo = draft == new && rejected.isEmpty ? [] : [Edit(draft: new, rejected: [])]
    }
}

/// The actions on the CORS settings, beside what happens to all lists.
package enum CORSAction: Sendable {
    /// The settings as they are on the server.
    case loaded(SystemSettings)
    /// They were changed on the server: they are read again, and what was tested before is tested again. With the draft
    /// that was saved; nil where something else was, as when an older change was undone.
    case saved(CORSDraft?)
    case enabledToggled
    /// Asks for an origin: a new one, or another instead of this entry.
    case entryOpened(replacing: String?)
    /// The same for the entry under the cursor.
    case entryRequested
    case entryEdited(TextEdit)
    /// Lines pasted while an origin is typed: each becomes an entry of its own.
    case entryPasted([String])
    /// Takes what was typed; or the normalized form, when the server would not match what was typed.
    case entryAccepted
    case entryCancelled
    /// Takes the chosen entries out, or puts them back in.
    case removeToggled
    /// Moves the entry under the cursor up (-1) or down (1) in the list.
    case originMoved(Int)
    /// Gives the whole list to the person's own editor, an origin a line.
    case editorRequested
    case editorEnded(Result<String, TextEditingProblem>)
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    /// Tests the chosen entries as a browser would, or all of them.
    case testRequested(all: Bool)
    case tested(String, CORSReport)
    /// Opens the form that asks for method, headers and cookies of the tests.
    case optionsRequested
    /// Takes them, and tests the chosen entries that way.
    case optionsChosen(CORSProbe.Options)
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
    /// The entry that the new one replaces; nil when one is added.
    package let replaced: String?
    package internal(set) var input: TextInput
    /// Why the last Enter did not take it; empty while nothing was refused.
    package internal(set) var refusal = ""

    package init(replacing replaced: String?) {
        self.replaced = replaced
        input = TextInput(replaced ?? "")
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
    package static func sample(of entry: String) -> Origin? {
        switch AllowedOrigin(entry) {
        case .exact(let origin): origin
        case .any: Origin(serialized: "https://any.example")
        case .subdomains(let domain): Origin(serialized: "https://www.\(domain)")
        case .invalid: nil
        }
    }
}
