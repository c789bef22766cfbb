import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("The top line and the line with the title")
struct HeaderTests {
    private static func state(_ profile: String = "acme-prod", purpose: ServerPurpose = .kind(.production)) throws
        -> ConsoleState
    {
        let client = APIClient(
            server: try ServerAddress("https://bi.acme.example"), transport: CurlTransport(), token: nil,
            policy: .readWrite)
        var state = ConsoleState(session: SessionState(profile: profile, purpose: purpose, client: client))
        let user = User(["_id": "1", "email": "admin@acme.example", "roleName": "super"])
        state.session.phase = .ready(try #require(user))
        return state
    }

    private static func line(_ session: SessionState, _ width: Int) -> String {
        let buffer = CellBuffer(Size(width, 1))
        StatusLine(session).draw(on: buffer.canvas)
        return buffer.text.split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test("Where there is little room the role goes, then the host, then the user; kind, name and right stay")
    func room() throws {
        var session = try Self.state().session
        #expect(Self.line(session, 120).contains("bi.acme.example "))
        #expect(Self.line(session, 120).hasSuffix("admin@acme.example  Sys. Admin  RW"))
        let parts = ["Sys. Admin", "bi.acme.example", "admin@acme.example"]
        var shown = parts.count
        for width in (20...120).reversed() {
            let line = Self.line(session, width)
            let kept = parts.drop { !line.contains($0) }
            #expect(kept.allSatisfy(line.contains), "at \(width): \(line)")
            #expect(kept.count <= shown, "at \(width): \(line)")
            shown = kept.count
            if width >= 24 {
                #expect(line.contains(" PROD   acme-prod") && line.hasSuffix("RW"), "at \(width): \(line)")
            }
        }
        session.client = session.client.dryRun(true)
        #expect(Self.line(session, 60).hasSuffix(" DRY RUN"))
    }

    @Test("A kind that is also the name stands once")
    func name() throws {
        let line = Self.line(try Self.state("demo", purpose: .demo).session, 120)
        #expect(line.lowercased().components(separatedBy: "demo").count == 2)
    }

    @Test("The server is offline from the first request without an answer to the next answer")
    func offline() async throws {
        let traces = TraceLog()
        let client = try Self.state().session.client
        let dependencies = Dependencies(client: client, signIn: .token, traces: traces)
        let reducer = ConsoleReducer(dependencies)
        var state = try Self.state()
        func request(_ outcome: RequestTrace.Outcome, minute: Double) {
            traces.add(
                RequestTrace(
                    time: Date(timeIntervalSince1970: minute * 60), operation: .getUsers, line: "GET /users",
                    outcome: outcome, duration: .zero, bytesSent: 0, bytesReceived: 0))
            _ = reducer.reduce(&state, .requestMade)
        }
        request(.answered(status: 500), minute: 1)
        #expect(state.session.offlineSince == nil)
        request(.failed("no answer"), minute: 62)
        request(.cancelled, minute: 63)
        request(.failed("no answer"), minute: 64)
        #expect(Self.line(state.session, 120).contains("offline since 01:02"))
        request(.answered(status: 401), minute: 65)
        #expect(state.session.offlineSince == nil)
    }

    @Test("Requests are counted once they take a while, as long as there are some")
    func requests() throws {
        let traces = TraceLog()
        var state = try Self.state()
        let reducer = ConsoleReducer(Dependencies(client: state.session.client, signIn: .token, traces: traces))
        func send(_ action: ConsoleAction) -> String {
            _ = reducer.reduce(&state, action)
            return Self.line(state.session, 120)
        }
        func end() {
            traces.add(
                RequestTrace(
                    time: .distantPast, operation: .getUsers, line: "", outcome: .cancelled, duration: .zero,
                    bytesSent: 0, bytesReceived: 0))
        }
        traces.begin()
        traces.begin()
        #expect(!send(.requestBegun).contains("request"))
        #expect(send(.requestsSlow).contains("2 requests"))
        end()
        #expect(send(.requestMade).contains("1 request "))
        end()
        #expect(!send(.requestMade).contains("request"))
        // A clock that rings too late finds none.
        #expect(!send(.requestsSlow).contains("request"))
    }

    private static func position(_ change: (inout ListState) -> Void) throws -> [BarView.Part] {
        var state = try Self.state()
        state.pane = .users
        var list = try #require(state.list)
        list.table.append(RowPage([RowContent(id: "1", cells: ["Ada"])], columns: list.columns.count))
        list.load = .loaded(())
        list.loadedAt = ClockTime(Date(timeIntervalSince1970: 52_320), in: .gmt)
        change(&list)
        state.lists[.users] = list
        return ListPane(.users).position(state, ConsoleLayout(Size(120, 40)))
    }

    @Test(
        "The age is yellow once it counts, loading says how far it is once it is slow, and scrolled columns are counted"
    )
    func rule() throws {
        let fresh = try Self.position { _ in }
        #expect(fresh.last?.line == StyledLine("updated 14:32", Style(.muted)))
        let old = try Self.position { $0.isStale = true }
        #expect(old.last?.line == StyledLine("updated 14:32", Style(.warning)))
        let quick = try Self.position { $0.load = .loading }
        #expect(quick.last?.line.text == "updated 14:32")
        let slow = try Self.position { list in
            (list.load, list.isSlow) = (.loading, true)
            list.incoming = RowTable(like: list.table)
        }
        #expect(slow.last?.line.text == "reading 0 of 1, Esc stops")
        let scrolled = try Self.position { $0.skippedColumns = 3 }
        #expect(!scrolled.contains { $0.line.text.contains("‹") }, "nothing is hidden where all columns fit")
    }

    @Test("Rows that could not be read again stay, muted and with their age; without any, the error says what to do")
    func failure() throws {
        let error = APIError(.unreachable, message: "No answer came.", request: "GET /users", server: "")
        let failed = try Self.position { $0.load = .failed(error) }
        #expect(failed.last?.line.text == "updated 14:32; refresh failed: No answer came.")
        var state = try Self.state()
        state.pane = .users
        var list = try #require(state.list)
        list.load = .failed(error)
        state.lists[.users] = list
        let buffer = CellBuffer(Size(120, 40))
        _ = ConsoleView(state).draw(on: buffer.canvas)
        #expect(buffer.text.contains("R tries again"))
        list.table.append(RowPage([RowContent(id: "1", cells: ["Ada"])], columns: list.columns.count))
        #expect(ListTable(.users, list).view(rows: 5, showsHeading: true).look(0).role == .faint)
    }
}
