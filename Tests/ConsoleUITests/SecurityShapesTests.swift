import Foundation
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

/// Every line of the hub on servers of every shape: the versions that are known, each whole and with parts that it
/// lacks, refuses, or answers otherwise.
@Suite("The Security hub on servers of every shape")
struct SecurityShapesTests {
    private enum Shape: String, CaseIterable {
        case whole, noCORS, noLDAP, missing, forbidden, fresh, empty, blank, otherKinds, faulty, webPage

        /// The answer to a read that the hub makes.
        func answer(_ path: String, _ answer: HTTPResponse) -> HTTPResponse {
            let (isSystem, isLDAP) = (path == SecurityShapesTests.system, path == SecurityShapesTests.directories)
            let isList = SecurityShapesTests.lists.contains(path)
            switch self {
            case .whole: return answer
            case .noCORS:
                return isSystem ? Self.json(#"{"alias":"bi.acme.example","webServer":{"enableSSl":true}}"#) : answer
            case .noLDAP: return isLDAP ? Self.page(404, "Cannot GET \(path)") : answer
            case .missing: return isSystem ? answer : Self.page(404, "Cannot GET \(path)")
            case .forbidden:
                return Self.json(#"{"error":{"code":403,"message":"Forbidden","status":403}}"#, status: 403)
            case .fresh:
                return isList
                    ? Self.json("[]")
                    : Self.json(#"{"error":{"code":300,"message":"System settings are empty"}}"#, status: 400)
            case .empty: return Self.json(isList ? "[]" : "{}")
            case .blank: return HTTPResponse(status: 200)
            case .otherKinds: return Self.json(isList ? "{}" : "[]")
            case .faulty: return Self.page(500, "Internal Server Error")
            case .webPage: return Self.page(200, "Sisense")
            }
        }

        private static func json(_ text: String, status: Int = 200) -> HTTPResponse {
            HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: Data(text.utf8))
        }

        private static func page(_ status: Int, _ text: String) -> HTTPResponse {
            HTTPResponse(
                status: status, headers: ["Content-Type": "text/html"],
                body: Data("<!DOCTYPE html><html><body><pre>\(text)</pre></body></html>".utf8))
        }
    }

    private static let system = Operation.getSystemSettings.template.description
    private static let directories = Operation.getLDAPDomains.template.description
    private static let lists: Set<String> = [
        directories, Operation.getTrustedServers.template.description, Operation.getUsers.template.description,
    ]

    /// The paths that the hub reads.
    private static let paths: Set<String> = lists.union(
        SettingsDocument.allCases.map { $0.read.template.description } + [Operation.getAPIToken.template.description])

    private typealias Operation = SisenseClient.Operation

    private struct Shaped: HTTPTransport {
        let shape: Shape
        let transport: any HTTPTransport

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            let answer = try await transport.send(request, isChange: isChange)
            let path = request.url.path()
            return !isChange && SecurityShapesTests.paths.contains(path) ? shape.answer(path, answer) : answer
        }
    }

    @Test(
        "Each line says in words how it stands, and its record, its form and its pane open or say why not",
        arguments: ["newest"] + ServerVersion.all.map(\.name))
    func matrix(version: String) async throws {
        var matrix = ""
        for shape in Shape.allCases {
            let console = try await ConsoleDriver.open(
                Size(120, 40), over: { Shaped(shape: shape, transport: $0) }, version: ServerVersion(named: version))
            await console.press("6")
            matrix += "# \(shape.rawValue)\n"
            for section in SecuritySection.allCases {
                let text = try #require(await console.state.hub.text(section), "\(shape) \(section)")
                #expect(!text.isEmpty)
                matrix += "\(section.title): \(text)\n"
                try await open(section, console, "\(version) \(shape.rawValue) \(section)")
            }
            #expect(await console.state.session.isReady)
            await console.close()
        }
        try Golden.expect(text: matrix, "security-\(version)")
    }

    private func open(_ section: SecuritySection, _ console: ConsoleDriver, _ name: Comment) async throws {
        await console.send(.paneOpened(.security))
        await console.send(.list(.security, .recordOpened(section.id, title: section.title)))
        let detail = await console.state.lists[.security]?.detail
        if case .loaded(let record)? = detail?.content {
            #expect(record.row.cells.allSatisfy { !$0.isEmpty }, name)
            #expect(!record.page.blocks.isEmpty, name)
        } else {
            Issue.record("\(name): no record")
        }
        await console.send(.messageDismissed)
        await console.send(.list(.security, .commandRunOn(ListCommand.ID("edit"), [section.id])))
        let state = await console.state
        #expect(state.form != nil || state.messages.current != nil, name)
        await console.send(.form(.dismissed))
        await console.send(.messageDismissed)
        guard let pane = section.pane else { return }
        await console.send(.paneOpened(pane))
        switch await console.state.lists[pane]?.load {
        case .loaded?: break
        case .failed(let error)?: #expect(!error.message.isEmpty, name)
        default: Issue.record("\(name): the pane is not read")
        }
    }
}
