import ConsoleState
import ConsoleUI
import Foundation
import LocalServer
import SisenseClient
import TerminalKit

/// Draws the panes as pictures: the running console on the sample company, without a terminal.
struct ScreenshotsCommand {
    private let folder: URL

    init(folder: URL) {
        self.folder = folder
    }

    /// A picture: its name, the keys that lead to it, and what is typed between them.
    private struct Shot {
        let name: String
        let size: Size
        let theme: String
        let steps: [Step]
    }

    private enum Step {
        case press([String])
        case type(String)
    }

    private static let shots = [
        Shot(name: "home", size: Size(110, 28), theme: "midnight", steps: [.press(["0"])]),
        Shot(name: "actions", size: Size(110, 30), theme: "midnight", steps: [.press(["j", "j", "x", "j"])]),
        Shot(
            name: "users", size: Size(110, 32), theme: "midnight", steps: [.press(["j", "j", "Space", "Space", "j"])]),
        Shot(
            name: "deactivate", size: Size(110, 32), theme: "midnight",
            steps: [.press(["/"]), .type("nunez"), .press(["Enter", "t"])]),
        Shot(name: "shares", size: Size(110, 22), theme: "midnight", steps: [.press(["3", "j", "w"])]),
        Shot(
            name: "explorer", size: Size(110, 24), theme: "midnight",
            steps: [.press(["7", "/"]), .type("method:get /users"), .press(["Enter", "e"])]),
        Shot(name: "features", size: Size(110, 20), theme: "midnight", steps: [.press(["5", "j"])]),
        Shot(
            name: "security", size: Size(110, 28), theme: "midnight",
            steps: [
                .press(["6", "Enter", "c", "a"]), .type("https://portal.acme.example"), .press(["Enter", "Ctrl-S"]),
                .type("demo"), .press(["Tab"]),
            ]),
        Shot(
            name: "users-daylight", size: Size(110, 20), theme: "daylight", steps: [.press(["j", "s", "Down", "Down"])]),
    ]

    /// The moment at which all pictures are drawn, so that they are the same each time.
    private static let moment = Date(timeIntervalSince1970: 1_795_771_800)

    func run() async -> ExitStatus {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for shot in Self.shots {
                let file = folder.appending(path: "\(shot.name).svg")
                try Data(try await picture(of: shot).utf8).write(to: file)
                try Output.text(file.path(percentEncoded: false))
            }
            return ExitStatus.done
        } catch {
            return Failure.report(error)
        }
    }

    /// Each on a server of its own, so that none shows what another has changed.
    private func picture(of shot: Shot) async throws -> String {
        var configuration = ServerConfiguration()
        configuration.now = { Self.moment }
        let server = try await LocalServer.start(configuration)
        let client = APIClient(
            server: try ServerAddress(PictureTransport.address), transport: PictureTransport(server: server.address),
            token: nil, policy: .readWrite)
        let signIn = SignIn.password(user: SampleData.administratorEmail, password: Secret(SampleData.password))
        let session = SessionState(profile: "demo", purpose: .demo, client: client)
        let reducer = ConsoleReducer(Dependencies(client: client, signIn: signIn, now: { Self.moment }))
        let store = ConsoleStore(ConsoleState(session: session), reducer: reducer.reduce)
        let console = HeadlessConsole(store: store, size: shot.size)
        await console.start()
        for step in shot.steps {
            switch step {
            case .press(let keys): await console.press(keys)
            case .type(let text): await console.type(text)
            }
        }
        let frame = await console.frame()
        await console.close()
        await server.stop()
        var document = SVGDocument(frame.buffer, theme: Theme.named(shot.theme) ?? .midnight)
        document.windowTitle = "sisense-console"
        document.cursor = frame.cursor
        return document.render()
    }
}

/// The way to a local server by an address that is the same each time, unlike its port.
private struct PictureTransport: HTTPTransport {
    static let address = "https://bi.acme.example"

    /// The address that the server listens at.
    let server: String
    private let transport = CurlTransport()

    init(server: String) { self.server = server }

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        var request = request
        let path = request.url.absoluteString.dropFirst(Self.address.count)
        request.url = URL(string: server + path) ?? request.url
        return try await transport.send(request, isChange: isChange)
    }
}
