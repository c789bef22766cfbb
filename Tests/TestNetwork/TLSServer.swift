import Foundation
import Glibc

/// A TLS server on loopback with a certificate of an authority that only a test trusts. It answers each request with
/// the file it names, which is a whole answer.
package final class TLSServer: Sendable {
    /// PEM file of the authority.
    package var authority: String { path("ca.pem") }
    package let port: UInt16
    private let folder: URL
    private let process: Process

    /// - Parameters:
    ///   - name: The host or address in the certificate.
    ///   - wantsClient: Asks for a client's certificate and lets in nobody without one.
    package init(name: String, wantsClient: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n[]".utf8).write(to: folder.appending(path: "answer"))
        let address = name.first?.isNumber == true ? "IP" : "DNS"
        try Self.run(
            """
            set -e; cd '\(folder.path())'
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Acme Test CA' \
                -keyout ca.key -out ca.pem
            for who in server client; do
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=acme-$who" \
                    -keyout $who.key -out $who.csr
                printf 'subjectAltName=\(address):\(name)' > ext
                openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out $who.crt
                cat $who.crt $who.key > $who.pem
            done
            """)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments =
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-HTTP", "-naccept", "20"]
            + (wantsClient ? ["-Verify", "2", "-verify_return_error", "-CAfile", "ca.pem"] : [])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("ACCEPT 127.0.0.1:") || !text.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT 127.0.0.1:") }
        guard let port = line.flatMap({ UInt16($0.drop { $0 != ":" }.dropFirst()) }) else {
            throw Failure(text: "openssl s_server said: \(text)")
        }
        self.port = port
    }

    deinit {
        // Not asked to end: its mask of signals is that of the thread that started it.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    package func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    package struct Failure: Error {
        let text: String
    }

    private static func run(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: "openssl could not make the certificates") }
    }
}
