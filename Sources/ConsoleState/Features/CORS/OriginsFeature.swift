import SisenseClient

extension ListFeature {
    /// The allowed origins, with the edits that are not saved yet. What the server has comes by loading the list;
    /// `CORSReducer` edits a draft of it and replaces the old rows with new ones.
    static let cors = ListFeature(
        .cors, title: "CORS origins", noun: "origins", below: Parent(.security), rows: OriginRow.layout,
        commands: originCommands,
        emptyText: "No origin is listed: no page of another site may call this server. \(key: .addOrigin) adds one.",
        showsChanges: false,
        load: { context, take throws(APIError) in
            let settings = try await SystemSettingsService(context.client).read()
            await context.send(.cors(.loaded(settings)))
            var state = context.cors
            state.take(settings)
            await OriginRow.layout.hand(state.rows(on: context.purpose), to: take)
        },
        read: { context, id throws(APIError) in
            guard let row = context.cors.rows(on: context.purpose).first(where: { $0.entry == id.description }) else {
                throw APIError(
                    .notFound, message: "\(id) is no longer in the list.", request: "",
                    server: context.client.server.description)
            }
            return ListRecord(row: OriginRow.layout.row(row), json: .string(row.entry), blocks: row.blocks)
        })

    private static let originCommands: [ListCommand] = [
        edit("add", "a", hint: "add", "Add origin…", "Typed or pasted, one or many; judged while you type.") {
            .entryOpened(replacing: nil)
        },
        edit("edit", "e Enter", hint: "edit", "Edit origin…", "The entry keeps its position.", about: .one) {
            .entryRequested
        },
        edit(
            "remove", "d Del", hint: "remove", "Remove origin, or restore it",
            "Its pages are blocked once it is saved.",
            about: .chosen
        ) { .removeToggled },
        edit(
            "switch", "c", hint: "CORS on/off", "Turn CORS on or off",
            "For every origin of the list; takes effect once it is saved."
        ) { .enabledToggled },
        edit("test", "t", hint: "test", "Test CORS from this origin", "As a browser would, from there.", about: .chosen)
        {
            .testRequested(all: false)
        },
        edit("test-all", "T", "Test CORS from all origins", "One after the other, as a browser would from each.") {
            .testRequested(all: true)
        },
        edit(
            "options", "o", hint: "test as", "Choose how to test…", "Method, headers and cookies of the page's request."
        ) { .optionsRequested },
        edit("move-up", "<", "Move origin up", "The order has no effect on the server.", about: .one) {
            .originMoved(-1)
        },
        edit("move-down", ">", "Move origin down", "The order has no effect on the server.", about: .one) {
            .originMoved(1)
        },
        edit(
            "editor", "E", "Edit the list in your editor…", "An origin a line; what comes back is judged line by line."
        ) {
            .editorRequested
        },
        edit("undo", "u", hint: "undo edit", "Undo last edit", "Of those that are not saved.", unless: unedited) {
            .undoRequested
        },
        edit("revert", "Ctrl-X", "Undo all edits", "Shows the list as the server has it.", unless: untouched) {
            .reverted
        },
        edit(
            "save", "Ctrl-S", hint: "review", "Review and save…",
            "Shows the difference first; reverts by itself unless you confirm.", unless: untouched
        ) { .saveRequested }.needing(.changeSystem),
    ]

    @Sendable private static func unread(_ state: ConsoleState) -> String? {
        state.cors.base == nil ? "The settings are not loaded yet" : nil
    }

    @Sendable private static func untouched(_ state: ConsoleState) -> String? {
        unread(state) ?? (state.cors.isChanged ? nil : "Nothing was edited")
    }

    @Sendable private static func unedited(_ state: ConsoleState) -> String? {
        unread(state) ?? (state.cors.undo.isEmpty ? "Nothing was edited" : nil)
    }

    private static func edit(
        _ name: String, _ keys: String, hint: ListCommand.Hint = "", _ label: String, _ help: String,
        about subject: ListCommand.Subject = .none,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = unread,
        action: @escaping @Sendable () -> CORSAction
    ) -> ListCommand {
        let menu: MenuLine = if case .none = subject { .list(nil, help) } else { .edit(nil, help) }
        return .run(name, keys: keys, hint: hint, label, menu: menu, about: subject, unless: reason) { _ in
            [.cors(action())]
        }
    }
}

/// The form that asks how the tests shall be made.
enum OriginTestForm {
    private static let methods: [HTTPMethod] = [.get, .head, .post, .put, .patch, .delete]

    static func form(_ options: CORSProbe.Options) -> FormState {
        FormState(
            "Test CORS as a page that sends",
            [
                .choice(
                    "method", "Method", methods.map { FormOption($0.rawValue, $0.rawValue) },
                    chosen: options.method.rawValue, help: "GET and HEAD are sent as well; others are only asked about"),
                .text(
                    "headers", "Headers", options.headerNames.sorted().joined(separator: ", "),
                    help: "Names, as in authorization, content-type; empty: none that need permission", check: problem),
                .toggle(
                    "cookies", "With cookies", options.sendsCookies, help: "As embedded dashboards of a session do"),
            ]
        ) { _, values throws(APIError) in
            .cors(
                .optionsChosen(
                    CORSProbe.Options(
                        method: methods.first { $0.rawValue == values.text("method") } ?? .get,
                        headerNames: Set(names(in: values.text("headers"))), sendsCookies: values.flag("cookies"))))
        }
    }

    private static func names(in text: String) -> [String] {
        text.split(whereSeparator: { ", ".contains($0) }).map(String.init)
    }

    /// Letters, digits and a few signs are all that the name of a header may hold (RFC 9110, section 5.1).
    @Sendable private static func problem(_ text: String) -> String? {
        let isName: (String) -> Bool = { name in
            name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_!#$%&'*+.^`|~".contains($0)) }
        }
        return names(in: text).first { !isName($0) }.map { "\($0) is not the name of a header" }
    }
}
