import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The messages of a session")
struct MessageLogTests {
    private func log(_ texts: String...) -> MessageLog {
        var log = MessageLog()
        for (index, text) in texts.enumerated() {
            log.post(Message(.info, text), at: Date(timeIntervalSince1970: Double(index)))
        }
        return log
    }

    @Test("A dismissed message is still in the list")
    func dismissed() {
        var log = log("one", "two")
        log.dismiss()
        #expect(log.current == nil)
        #expect(log.all.map(\.message.text) == ["one", "two"])
    }

    @Test("An error stays on the screen above what comes after it, until it is dismissed")
    func errors() {
        var log = MessageLog()
        let (failed, done) = (Message(.error, "failed"), Message(.ok, "done"))
        log.post(failed, at: .now)
        log.post(done, at: .now)
        #expect(log.shown == [failed, done])
        log.pass()
        #expect(log.shown == [failed])
        log.post(Message(.error, "failed again"), at: .now)
        #expect(log.shown.map(\.text) == ["failed again"])
        log.dismiss()
        #expect(log.shown.isEmpty)
    }

    @Test("A change that was refused because the session was gone stays on the screen: nobody sends it again")
    func refusedChange() {
        var log = MessageLog()
        let error = APIError(.unauthorized, message: "Log in", request: "PATCH /api/v1/users/1", server: "s")
        log.post(Message(error).about(.change("Deactivate bea")), at: Date(timeIntervalSince1970: 0))
        log.apply(.settled(.session))
        #expect(log.shown.map(\.text) == ["Log in"])
    }

    @Test("What failed because the session was gone goes once there is one again; other errors stay")
    func signedIn() {
        for (kind, stays) in [(APIError.Kind.unauthorized, false), (.refused, true)] {
            var log = MessageLog()
            let error = APIError(kind, message: "Invalid token", request: "", server: "")
            log.post(Message(error).about(.list(.users)), at: .now)
            log.apply(.settled(.session))
            #expect(log.shown.isEmpty == !stays)
        }
    }

    @Test("An error goes once the same has worked, and no other one does")
    func settled() {
        var log = MessageLog()
        let failed = Message(.error, "failed").about(.change("Deactivate Bea"))
        log.post(failed, at: .now)
        log.post(Message(.ok, "done").about(.change("Deactivate Cem")), at: .now)
        log.apply(.settled(.list(.users)))
        #expect(log.shown.map(\.text) == ["failed", "done"])
        log.post(Message(.ok, "done").about(.change("Deactivate Bea")), at: .now)
        #expect(log.shown.map(\.text) == ["done"])
    }

    @Test("The same message again and again is one, with its last time")
    func repeated() {
        let log = log("one", "two", "two", "two", "one")
        #expect(log.all.map(\.message.text) == ["one", "two", "one"])
        #expect(log.all.map(\.time.timeIntervalSince1970) == [0, 3, 4])
    }

    @Test("Scrolling stops where the last line is in sight, and closing forgets the place")
    func scrolling() {
        var log = log("one")
        log.apply(.scrolled(.down, lines: 9, page: 4))
        #expect(log.reading == nil)
        log.apply(.opened)
        for _ in 0..<20 { log.apply(.scrolled(.down, lines: 9, page: 4)) }
        #expect(log.reading?.cursor == 5)
        log.apply(.closed)
        #expect(log.reading == nil)
    }
}
