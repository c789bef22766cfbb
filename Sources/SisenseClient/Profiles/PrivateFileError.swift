import Glibc

/// Why a file was not read or written.
package struct PrivateFileError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case missing
        /// A folder, a pipe or a device.
        case noFile
        case tooOpen(mode: UInt32)
        case foreign(owner: UInt32)
        case tooLarge
        case cannotCreateFolder
        case system(Int32)
    }

    package let path: String
    package let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package var description: String {
        switch reason {
        case .missing: "There is no file \(path)."
        case .noFile: "\(path) is no plain file."
        case .tooOpen(let mode): "\(path) has mode 0\(String(mode, radix: 8)): others than its owner may use it."
        case .foreign(let owner): "\(path) belongs to another user (number \(owner))."
        case .tooLarge: "\(path) is too large to be what it should be."
        case .cannotCreateFolder: "The folder \(path) could not be made."
        case .system(let number): "\(path): \(String(cString: strerror(number)))."
        }
    }

    package var nextStep: String {
        switch reason {
        case .missing: "Check the path."
        case .tooOpen: "Close it with: chmod 600 \(CurlCommand.quoted(path))"
        case .foreign: "Copy what you need to a file of your own with mode 0600."
        case .noFile, .tooLarge: "Check the path."
        case .cannotCreateFolder, .system: "Check the permissions of the folder and the space on the disk."
        }
    }
}
