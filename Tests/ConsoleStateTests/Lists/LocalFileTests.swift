import Foundation
import Testing

@testable import ConsoleState

@Suite("Files of this machine")
struct LocalFileTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path(percentEncoded: false))
    }

    private func problem(_ body: () throws(LocalFile.Problem) -> Void) -> String? {
        do throws(LocalFile.Problem) {
            try body()
            return nil
        } catch {
            return error.text
        }
    }

    @Test("~ is the home folder that HOME names, also where the system knows another")
    func home() {
        #expect(LocalFile.url("~/users.csv", home: "/srv/bea").path() == "/srv/bea/users.csv")
        #expect(LocalFile.url("/tmp/~/users.csv", home: "/srv/bea").path() == "/tmp/~/users.csv")
    }

    @Test("A new file is whole and for its owner alone, and leaves nothing else behind")
    func new() throws {
        try withFolder { folder in
            try LocalFile.write(Data("x".utf8), to: "\(folder)/a")
            #expect(try LocalFile.read("\(folder)/a") == Data("x".utf8))
            let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/a")[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
        }
    }

    @Test("A file that is there stays, unless it is to be written over")
    func existing() throws {
        try withFolder { folder in
            let path = "\(folder)/a"
            try LocalFile.write(Data("old".utf8), to: path)
            #expect(
                problem { () throws(LocalFile.Problem) in try LocalFile.write(Data("new".utf8), to: path) }?.contains(
                    "already exists") == true)
            #expect(try LocalFile.read(path) == Data("old".utf8))
            try LocalFile.write(Data("new".utf8), to: path, isReplacing: true)
            #expect(try LocalFile.read(path) == Data("new".utf8))
        }
    }

    @Test("Folders, devices and places that are not there are refused before anything is done")
    func wrongPlaces() throws {
        try withFolder { folder in
            func check(_ path: String) -> String? {
                problem { () throws(LocalFile.Problem) in try LocalFile.check(path, isReplacing: true) }
            }
            #expect(check(folder)?.contains("folder") == true)
            #expect(check("\(folder)/no/such")?.contains("No folder") == true)
            #expect(check("/dev/null")?.contains("Not a regular file") == true)
            #expect(check("\(folder)/new") == nil)
        }
    }
}
