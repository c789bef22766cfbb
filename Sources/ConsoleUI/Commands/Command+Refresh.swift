import ConsoleState

extension Command {
    /// Chooses how often the list on the screen is read again by itself.
    static let refreshInterval = Command(
        "console.refresh", .console,
        Argument("10s|1m|off", isOpen: true) { state in
            let current = RefreshInterval(state.autoRefresh.interval)
            let usual = RefreshInterval.usual
            return (usual.contains(current) ? usual : [current] + usual).map { interval in
                Argument.Choice(interval.typed, interval.about + (interval == current ? ", as now" : ""))
            }
        } actions: { choice, _ in
            guard let interval = RefreshInterval(typed: choice.value) else {
                let least = RefreshInterval(AutoRefreshState.leastInterval).typed
                return [.posted(Message(.warning, "Enter a time of \(least) or more, such as 10s or 1m, or off"))]
            }
            return [.autoRefresh(.intervalChosen(interval.interval))]
        }, "Choose how often lists refresh by themselves",
        help: "The list on the screen, while nothing is typed or sent. One that takes long to read comes less often.")
}

/// The time between two reads of the list on the screen, as it is typed.
struct RefreshInterval: Equatable {
    /// Nil for lists that are read only when somebody asks.
    let interval: Duration?

    init(_ interval: Duration?) { self.interval = interval }

    /// Takes `10s`, `1m`, `90` or `off`; nil for anything else, and for what is too short.
    init?(typed text: String) {
        let text = text.lowercased()
        if text == Self.off.typed {
            self = .off
            return
        }
        let unit: Int? = text.hasSuffix("m") ? 60 : text.hasSuffix("s") || text.last?.isNumber == true ? 1 : nil
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let unit, let count = Int(digits), count < 100_000, text.utf8.count - digits.utf8.count <= 1 else {
            return nil
        }
        let interval = Duration.seconds(count * unit)
        guard interval >= AutoRefreshState.leastInterval else { return nil }
        self.init(interval)
    }

    static let off = RefreshInterval(nil)
    static let usual = [10, 30, 60, 300].map { RefreshInterval(.seconds($0)) } + [off]

    var typed: String {
        interval.map { $0.waitText.replacing(" min", with: "m").replacing(" s", with: "s") } ?? "off"
    }

    var about: String { interval.map { "every \($0.waitText)" } ?? "only when asked" }
}
