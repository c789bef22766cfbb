import Foundation
import TestRandom
import Testing

@testable import TerminalKit

@Suite("Themes")
struct ThemeTests {
    @Test("The shipped themes are all there and free of problems")
    func builtIn() throws {
        #expect(
            Theme.builtIn.map(\.name) == [
                "midnight", "daylight", "high-contrast", "clear-dark", "clear-light", "terminal", "mono",
            ])
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../themes")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            #expect(ThemeFile.parse(try Data(contentsOf: file), name: file.lastPathComponent).problems == [])
        }
    }

    @Test("Text of every role stands out from its ground in every coloured theme", arguments: Theme.builtIn.map(\.name))
    func contrast(name: String) throws {
        let theme = try #require(Theme.named(name))
        let grounds: [Role] = [.plain, .selected, .unfocused, .marked, .overlay, .bar, .input]
        let lines: Set<Role> = [.border]
        for ground in grounds {
            for role in Role.allCases {
                for depth in [ColorDepth.truecolour, .xterm256] {
                    let look = theme.look(of: Style(role, on: ground), at: depth)
                    guard let text = rgb(look.text), let back = rgb(look.ground) else { continue }
                    let ratio = text.contrast(with: back)
                    let needed = lines.contains(role) ? 1.8 : role == .faint ? 3 : 4.5
                    #expect(ratio >= needed, "\(theme.name): \(role) on \(ground) at \(depth) has \(ratio)")
                }
            }
        }
    }

    @Test(
        "Text has four weights, each fainter than the one before, in every coloured theme",
        arguments: Theme.builtIn.map(\.name))
    func weights(name: String) throws {
        let theme = try #require(Theme.named(name))
        for depth in [ColorDepth.truecolour, .xterm256] {
            let contrasts = [Role.plain, .muted, .faint, .border].compactMap { role -> Double? in
                let look = theme.look(of: Style(role), at: depth)
                guard let text = rgb(look.text), let back = rgb(look.ground) else { return nil }
                return text.contrast(with: back)
            }
            for (stronger, weaker) in zip(contrasts, contrasts.dropFirst()) {
                #expect(stronger > weaker, "\(name) at \(depth): \(contrasts)")
            }
        }
        #expect(theme[.heading].attributes.contains(.bold))
        for role in Role.allCases where ![.heading, .badge, .danger, .readonly, .marked].contains(role) {
            let few = theme[role].few ?? theme[role].attributes
            #expect(name == "mono" || !theme[role].attributes.union(few).contains(.bold) || role == .warning, "\(role)")
        }
    }

    @Test(
        "A marked row has a ground of its own or is bold, at every depth of every theme",
        arguments: Theme.builtIn.map(\.name))
    func marks(name: String) throws {
        let theme = try #require(Theme.named(name))
        for depth in ColorDepth.allCases {
            for role in [Role.plain, .muted, .faint] {
                let plain = theme.look(of: Style(role), at: depth)
                let marked = theme.look(of: Style(role, on: .marked), at: depth)
                #expect(marked != plain, "\(name): \(role) at \(depth)")
                #expect(
                    marked.ground != theme.look(of: Style(role, on: .selected), at: depth).ground
                        || marked.attributes != theme.look(of: Style(role, on: .selected), at: depth).attributes)
            }
        }
    }

    private func rgb(_ color: Look.Color) -> RGB? {
        switch color {
        case .standard: nil
        case .indexed(let index): index < 16 ? nil : RGB(xterm: index)
        case .rgb(let rgb): rgb
        }
    }

    @Test(
        "Without colours the cursor row, marks and dangers still look different", arguments: Theme.builtIn.map(\.name))
    func mono(name: String) throws {
        let theme = try #require(Theme.named(name))
        func attributes(_ role: Role) -> Attributes { theme.look(of: Style(role), at: .mono).attributes }
        #expect(attributes(.selected).contains(.reverse))
        #expect(attributes(.danger).contains(.reverse))
        #expect(attributes(.unfocused) != attributes(.plain))
        #expect(attributes(.input) != attributes(.plain))
        #expect(attributes(.marked) != attributes(.plain))
        #expect(attributes(.mark) != attributes(.plain))
        for role in Role.allCases {
            let look = theme.look(of: Style(role), at: .mono)
            #expect(look.text == .standard && look.ground == .standard)
        }
    }

    @Test("Every problem is reported with its line, and the rest of the theme works")
    func problems() throws {
        let text = """
            {
              about: 5, // a comment with { and "
              palette: { red: "#ff0000", odd: "reddish" },
              colour: "x",
              roles: {
                error: { text: "red", blink: true },
                warning: { text: "yelow" },
                nonsense: {},
                /* more
                   lines */
                ok: { text: "#00ff00", bold: "yes", few: ["loud"] },
              },
            }
            """
        let (theme, problems) = ThemeFile.parse(Data(text.utf8), name: "mine")
        #expect(problems.map(\.line) == [2, 3, 4, 6, 7, 8, 11, 11])
        #expect(problems.first?.description == "mine, line 2: about must be a string")
        #expect(theme?[.error].text?.rgb == RGB(255, 0, 0))
        #expect(theme?[.ok].text?.rgb == RGB(0, 255, 0))
    }

    @Test(
        "A mistake is reported with its line and what to do about it",
        arguments: [
            (
                "{\n roles: { ok: { text: '#0f0' } } }", 2,
                ##""#0f0" is neither in the palette nor a colour such as "#rrggbb""##
            ),
            ("{\n roles: {\n ok: {},\n ok: {} } }", 4, "ok is set twice; this line takes effect"),
            ("{ palette: {\n a: 'red',\n a: 'blue' } }", 3, "a is set twice; this line takes effect"),
            ("{\n about: 'x',\n about: 'y' }", 3, "about is set twice; this line takes effect"),
            ("{ roles: { ok: {\n bold: true,\n bold: false } } }", 3, "bold is set twice; this line takes effect"),
            (
                "{ palette: { a: '#000000' }, roles: {\n plain: { text: 'a', ground: 'a' } } }", 2,
                "plain has text and ground of the same colour: the text is invisible"
            ),
            ("{\r\n roles: {\r\n okk: {} } }", 3, "unknown role okk"),
            ("{\r roles: {\r okk: {} } }", 3, "unknown role okk"),
        ])
    func slips(text: String, line: Int, message: String) {
        let (theme, problems) = ThemeFile.parse(Data(text.utf8), name: "mine")
        #expect(theme != nil)
        #expect(problems == [ThemeProblem(source: "mine", line: line, message: message)])
    }

    @Test("A file that is not JSON5 is refused with its line")
    func syntax() {
        let (theme, problems) = ThemeFile.parse(Data("{\n  roles: {\n    ok: ,\n}}".utf8), name: "mine")
        #expect(theme == nil)
        #expect(problems.count == 1)
        #expect(problems.first?.line == 3)
        #expect(ThemeFile.parse(Data("[1]".utf8), name: "mine").problems.count == 1)
        #expect(ThemeFile.parse(Data(), name: "mine").problems.count == 1)
    }

    @Test("No damage to a theme file can stop the program", arguments: FuzzSeeds.of([11]))
    func fuzz(seed: UInt64) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let whole = try Data(contentsOf: folder.appendingPathComponent("../../../themes/midnight.json"))
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0...Int(random.next() % 4) {
                let index = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.removeSubrange(index..<min(bytes.count, index + Int(random.next() % 40)))
                default: bytes.insert(contentsOf: Data("{}[],:\"'/*\\".utf8), at: index)
                }
                if bytes.isEmpty { break }
            }
            let (theme, problems) = ThemeFile.parse(bytes, name: "fuzz")
            #expect(theme != nil || !problems.isEmpty)
        }
    }

    @Test("Colour depth follows NO_COLOR, COLORTERM and the terminal's description")
    func depth() {
        #expect(ColorDepth.detect(colours: 256, environment: ["NO_COLOR": "1"]) == .mono)
        #expect(ColorDepth.detect(colours: 256, environment: ["NO_COLOR": ""]) == .xterm256)
        #expect(ColorDepth.detect(colours: 256, environment: ["COLORTERM": "truecolor"]) == .truecolour)
        #expect(ColorDepth.detect(colours: 16, environment: [:]) == .sixteen)
        #expect(ColorDepth.detect(colours: 8, environment: ["COLORTERM": "truecolor"]) == .eight)
        #expect(ColorDepth.detect(colours: -1, environment: [:]) == .mono)
        #expect(ColorDepth.detect(colours: 256, describesExact: true, environment: [:]) == .truecolour)
        #expect(ColorDepth.detect(colours: 256, describesExact: true, environment: ["NO_COLOR": "1"]) == .mono)
    }

    @Test(
        "COLORTERM is not believed where the type of terminal says otherwise",
        arguments: [
            (["TERM": "screen-256color"], .xterm256), (["TERM": "screen.xterm-256color"], .xterm256),
            (["TERM": "screen-256color", "STY": "1.pts"], .xterm256),
            (["TERM": "xterm-256color", "STY": "1.pts"], .xterm256), (["TERM": "linux-16color"], .xterm256),
            (["TERM": "screen-256color", "TMUX": "/tmp/x"], .truecolour),
            (["TERM": "screen-256color", "TMUX": "/tmp/x", "STY": "1.pts"], .xterm256),
            (["TERM": "tmux-256color"], .truecolour), (["TERM": "rxvt-unicode-256color"], .truecolour),
            (["TERM": "xterm-256color"], .truecolour),
        ] as [([String: String], ColorDepth)])
    func colorTerm(environment: [String: String], depth: ColorDepth) {
        let environment = environment.merging(["COLORTERM": "truecolor"]) { $1 }
        #expect(ColorDepth.detect(colours: 256, environment: environment) == depth)
    }

    @Test("A colour is found among 256, and its contrast measured as WCAG does")
    func colours() {
        #expect(RGB(hex: "#ff8000") == RGB(255, 128, 0))
        #expect(RGB(hex: "ff8000") == nil)
        #expect(RGB(hex: "#ff80gg") == nil)
        #expect(RGB(255, 0, 0).nearestXterm == 196)
        #expect(RGB(8, 8, 8).nearestXterm == 232)
        #expect(RGB(0, 0, 0).contrast(with: RGB(255, 255, 255)) == 21)
    }
}
