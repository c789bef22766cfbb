import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("TLS", .serialized)
struct TLSTests {
    /// Both flavours of the library, where the machine has them.
    private static let flavours = ["libcurl.so.4", "libcurl-gnutls.so.4"].filter { CurlLibrary([$0]) != nil }

    private func send(_ server: TLSServer, _ settings: TLSSettings, library: String) async throws -> HTTPResponse {
        let transport = CurlTransport(TransportSettings(tls: settings), library: CurlLibrary([library]))
        let url = try #require(URL(string: "https://127.0.0.1:\(server.port)/answer"))
        return try await transport.send(HTTPRequest(method: .get, url: url), isChange: false)
    }

    private func failure(_ server: TLSServer, _ settings: TLSSettings, library: String) async -> TransportError? {
        do {
            _ = try await send(server, settings, library: library)
            return nil
        } catch {
            return error as? TransportError
        }
    }

    @Test("A certificate of an authority that is named is trusted", arguments: flavours)
    func authority(library: String) async throws {
        let server = try TLSServer(name: "127.0.0.1")
        let answer = try await send(server, TLSSettings(authorityFile: server.authority), library: library)
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == "[]")
        #expect(answer.transfer?.encrypted != nil)
    }

    @Test("One of an unknown authority is not, and the error says which it is", arguments: flavours)
    func unknown(library: String) async throws {
        let server = try TLSServer(name: "127.0.0.1")
        let error = await failure(server, TLSSettings(), library: library)
        #expect(error?.kind == .certificate)
        #expect(error?.detail.contains("acme-server") == true, "\(error?.detail ?? "")")
        #expect(error?.detail.contains("Acme Test CA") == true, "\(error?.detail ?? "")")
    }

    @Test("One for another host is not", arguments: flavours)
    func otherHost(library: String) async throws {
        let server = try TLSServer(name: "other.acme.example")
        let error = await failure(server, TLSSettings(authorityFile: server.authority), library: library)
        #expect(error?.kind == .certificate)
    }

    @Test("A server that wants a certificate gets the profile's", arguments: flavours)
    func client(library: String) async throws {
        let server = try TLSServer(name: "127.0.0.1", wantsClient: true)
        let named = TLSSettings(
            authorityFile: server.authority, clientCertificate: server.path("client.crt"),
            clientKey: server.path("client.key"))
        #expect(try await send(server, named, library: library).status == 200)
        #expect(await failure(server, TLSSettings(authorityFile: server.authority), library: library) != nil)
    }

    @Test("Files that are not there are named as what they are", arguments: flavours)
    func missing(library: String) async throws {
        let server = try TLSServer(name: "127.0.0.1")
        #expect(
            await failure(server, TLSSettings(authorityFile: "/nowhere.pem"), library: library)?.kind == .authorities)
        let client = TLSSettings(
            authorityFile: server.authority, clientCertificate: "/nowhere.pem", clientKey: "/nowhere.pem")
        let error = await failure(server, client, library: library)
        #expect(error?.kind == .clientCertificate, "\(error?.description ?? "")")
    }

    @Test("A key that others can read is refused before anything is sent")
    func openKey() async throws {
        let server = try TLSServer(name: "127.0.0.1", wantsClient: true)
        let key = server.path("client.key")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let settings = TLSSettings(
            authorityFile: server.authority, clientCertificate: server.path("client.crt"), clientKey: key)
        #expect(await failure(server, settings, library: "libcurl.so.4")?.kind == .clientCertificate)
    }

    @Test("The authorities of the environment count where a profile names none")
    func environment() {
        let environment = ["SSL_CERT_FILE": "/a.pem", "CURL_CA_BUNDLE": "/b.pem", "SSL_CERT_DIR": "/c"]
        #expect(
            TLSSettings().completed(from: environment) == TLSSettings(authorityFile: "/a.pem", authorityFolder: "/c"))
        #expect(TLSSettings().completed(from: ["CURL_CA_BUNDLE": "/b.pem"]) == TLSSettings(authorityFile: "/b.pem"))
        let own = TLSSettings(authorityFile: "/own.pem")
        #expect(own.completed(from: environment) == own)
    }
}
