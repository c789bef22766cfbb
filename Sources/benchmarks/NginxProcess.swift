import Foundation

/// nginx serving one file from memory, as the limit to compare with. One process, like the local server.
final class NginxProcess {
    static let port: UInt16 = 18_977
    private static let paths = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx"]

    private let process = Process()
    private let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-nginx-\(UUID())")

    /// Nil when there is no nginx.
    init?(serving body: [UInt8]) throws {
        guard let path = Self.paths.first(where: FileManager.default.isExecutableFile) else { return nil }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(body).write(to: folder.appending(path: "file.json"))
        let configuration = """
            daemon off; master_process off; pid \(folder.path())/pid; error_log stderr crit;
            events { worker_connections 512; }
            http {
              access_log off; keepalive_requests 100000000; open_file_cache max=10; types { application/json json; }
              server { listen 127.0.0.1:\(Self.port); root \(folder.path()); }
            }
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
        process.executableURL = URL(filePath: path)
        process.arguments = ["-p", folder.path(), "-c", folder.appending(path: "nginx.conf").path()]
        try process.run()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
