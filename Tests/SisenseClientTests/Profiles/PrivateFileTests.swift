import Foundation
import SisenseClient
import Testing

@Suite("Files for their owner alone")
struct PrivateFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("What is written is read back, with mode 0600, in folders that are made")
    func roundTrip() throws {
        let file = folder.url.appending(path: "a/b/secret")
        try PrivateFile.write(Data("one".utf8), to: file)
        try PrivateFile.write(Data("two".utf8), to: file)
        #expect(try PrivateFile.read(file) == Data("two".utf8))
        #expect(try folder.mode(of: "a/b/secret") == 0o600)
        #expect(try folder.mode(of: "a/b") == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/a/b") == ["secret"])
    }

    @Test("A file that others can read or change is refused", arguments: [0o640, 0o604, 0o620, 0o601, 0o777])
    func tooOpen(_ mode: Int) throws {
        let file = try folder.write("token", to: "it's", mode: mode)
        let error = #expect(throws: PrivateFileError.self) { try PrivateFile.read(file) }
        #expect(error?.reason == .tooOpen(mode: UInt32(mode)))
        #expect(error?.description.contains("0" + String(mode, radix: 8)) == true)
        #expect(error?.nextStep == #"Run: chmod 600 '\#(folder.url.path)/it'\''s'"#)
    }

    @Test("Where others may read, they still may not write")
    func readable() throws {
        let file = try folder.write("x", to: "x", mode: 0o644)
        #expect(try PrivateFile.read(file, othersMayRead: true) == Data("x".utf8))
        let open = try folder.write("x", to: "y", mode: 0o664)
        #expect(throws: PrivateFileError.self) { try PrivateFile.read(open, othersMayRead: true) }
    }

    @Test("A link to the file stays a link")
    func link() throws {
        let target = try folder.write("old", to: "target")
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
        try PrivateFile.write(Data("new".utf8), to: link)
        #expect(try PrivateFile.read(target) == Data("new".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
    }

    @Test("What is no file is an error, and a pipe nobody writes to does not block")
    func noFile() throws {
        #expect(throws: PrivateFileError.self) { try PrivateFile.read(folder.url) }
        let pipe = folder.url.appending(path: "pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let error = #expect(throws: PrivateFileError.self) { try PrivateFile.read(pipe) }
        #expect(error?.reason == .noFile)
        let missing = #expect(throws: PrivateFileError.self) { try PrivateFile.read(folder.url.appending(path: "no")) }
        #expect(missing?.reason == .missing)
    }

    @Test("A folder that cannot be made is named")
    func noFolder() throws {
        let file = try folder.write("x", to: "x")
        let error = #expect(throws: PrivateFileError.self) {
            try PrivateFile.write(Data(), to: file.appending(path: "below/file"))
        }
        #expect(error?.reason == .cannotCreateFolder)
    }

    @Test("A large file is not read")
    func large() throws {
        let file = try folder.write(String(repeating: "x", count: 2 << 20), to: "large")
        let error = #expect(throws: PrivateFileError.self) { try PrivateFile.read(file) }
        #expect(error?.reason == .tooLarge)
    }
}
