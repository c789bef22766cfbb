import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient

/// What the console is opened with: each value from the nearest that names it, which is an option, then the environment,
/// then the profile, then the configuration file, then the program.
struct ConsoleSettings {
    let configuration: Configuration
    let theme: Setting<String>
    let pane: Setting<PaneID>
    let refresh: Setting<ConfiguredInterval>
    let timeZone: Setting<TimeZone>
    let times: Setting<TimeForm>
    let usesMouse: Setting<Bool>
    let editor: Setting<String>
    /// The path of the log; empty for none.
    let log: Setting<String>

    /// - Parameter options: Those of the console; nil for a command that has none of them.
    init(
        _ configuration: Configuration, options: ConsoleOptions? = nil, profile: Profile? = nil,
        environment: [String: String]
    ) {
        self.configuration = configuration
        func setting<Value>(
            _ key: ConfigurationKey, _ nearer: Setting<Value>?..., configured: Value?, usual: Value
        ) -> Setting<Value> {
            if let first = nearer.compactMap(\.self).first { return first }
            return configured.map { Setting($0, from: configuration.source(of: key) ?? Configuration.fileName) }
                ?? Setting(usual, from: "default")
        }
        func variable(_ names: String...) -> Setting<String>? {
            for name in names {
                if let value = environment[name], !value.isEmpty { return Setting(value, from: name) }
            }
            return nil
        }
        theme = setting(
            .theme, options?.theme.map { Setting($0, from: "--theme") }, configured: configuration.theme,
            usual: ConfigurationKey.theme.usual)
        let begins = profile.flatMap { profile in
            profile.startPane.flatMap(PaneID.init).flatMap { pane in
                pane.isBelow ? nil : Setting(pane, from: "profile \(profile.name)")
            }
        }
        pane = setting(
            .pane, options?.pane.map { Setting($0, from: "--pane") }, begins, configured: configuration.pane,
            usual: .home)
        refresh = setting(
            .refresh, configured: configuration.refresh,
            usual: ConfiguredInterval(interval: AutoRefreshState.usualInterval))
        let zone = variable("TZ").map { Setting(TimeZone.current, from: $0.source) }
        timeZone = setting(.timeZone, zone, configured: configuration.timeZone, usual: .current)
        times = setting(.times, configured: configuration.times, usual: .auto)
        usesMouse = setting(
            .mouse, options?.usesMouse == true ? Setting(true, from: "--mouse") : nil,
            configured: configuration.usesMouse, usual: false)
        editor = setting(
            .editor, variable("VISUAL", "EDITOR"), configured: configuration.editor,
            usual: ConfigurationKey.editor.usual)
        let home = Connection.home(environment).path(percentEncoded: false)
        let path = configuration.log.map { path in
            path.hasPrefix("~/") ? home.trimmingSuffix("/") + path.dropFirst() : path
        }
        log = setting(
            .log, options?.log.map { Setting($0.path(percentEncoded: false), from: "--log") }, configured: path,
            usual: "")
    }

    /// The file of the log; nil for none.
    var logFile: URL? { log.value.isEmpty ? nil : URL(filePath: log.value).absoluteURL }

    /// Each value in words, and what decided it.
    var lines: [(key: ConfigurationKey, value: String, source: String)] {
        var lines: [(key: ConfigurationKey, value: String, source: String)] = []
        for key in ConfigurationKey.allCases {
            let line = line(of: key)
            lines.append((key, line.value, line.source))
        }
        return lines
    }

    private func line(of key: ConfigurationKey) -> Setting<String> {
        switch key {
        case .theme: theme
        case .pane: Setting(pane.value.rawValue, from: pane.source)
        case .refresh: Setting(configuration.texts[key] ?? key.usual, from: refresh.source)
        case .timeZone: Setting(timeZone.value.identifier, from: timeZone.source)
        case .times: Setting(times.value.rawValue, from: times.source)
        case .mouse: Setting("\(usesMouse.value)", from: usesMouse.source)
        case .editor: editor
        case .log: Setting(log.value.isEmpty ? key.usual : log.value, from: log.source)
        case .columns, .limits, .keys, .commands, .views:
            Setting(configuration.texts[key] ?? key.usual, from: configuration.source(of: key) ?? "default")
        }
    }
}

extension String {
    /// The text without what it ends with.
    fileprivate func trimmingSuffix(_ end: String) -> String { hasSuffix(end) ? String(dropLast(end.count)) : self }
}
