import CCurl

/// The machine's libcurl, loaded once. Both its flavours will do: the one of OpenSSL, and the one of GnuTLS that
/// machines with git have.
package final class CurlLibrary: Sendable {
    /// The library, or nil where the machine has none that will do.
    package static let shared = CurlLibrary(names)

    #if os(macOS)
    package static let names = ["libcurl.4.dylib"]
    #else
    package static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]
    #endif

    /// The file it was found under.
    package let name: String
    /// Version and parts, as the library reports them: `libcurl/8.5.0 OpenSSL/3.0.13 zlib/1.3`.
    package let version: String
    /// The features that are missing because the library is too old, a few words each; empty from 7.87 on.
    package let shortcomings: [String]
    /// Proof for `nonisolated(unsafe)`: the table is written before `init` ends, and never again or freed.
    nonisolated(unsafe) let functions: UnsafePointer<cc_library>

    /// Loads the first library of `names` that has every function needed; nil when none has.
    package init?(_ names: [String]) {
        let table = UnsafeMutablePointer<cc_library>.allocate(capacity: 1)
        guard let name = names.first(where: { cc_load(table, $0) == 1 }) else {
            table.deallocate()
            return nil
        }
        self.name = name
        functions = UnsafePointer(table)
        version = table.pointee.version().map { String(cString: $0) } ?? ""
        let easy = table.pointee.easy_init()
        defer { table.pointee.easy_cleanup(easy) }
        shortcomings = [
            (CC_PATH_AS_IS, "dots in a path are resolved before it is sent"),
            (CC_HTTP09, "an answer without a head is not refused"),
            (CC_QUICK_EXIT, "a cancelled request whose server's name is being looked up delays the others"),
        ].filter { cc_set_long(table, easy, $0.0, 1) != 0 }.map(\.1)
    }
}

/// One transfer of the library: its options, and what it reports about itself. It stays on the thread that made it.
final class CurlHandle {
    let easy: OpaquePointer
    private let functions: UnsafePointer<cc_library>
    private var headers: UnsafeMutablePointer<cc_list>?
    private let message: UnsafeMutablePointer<CChar>
    /// The library's own size of the buffer for a message.
    private static let messageSize = 256

    init?(_ library: CurlLibrary) {
        functions = library.functions
        guard let easy = functions.pointee.easy_init() else { return nil }
        self.easy = easy
        message = .allocate(capacity: Self.messageSize)
        message.initialize(repeating: 0, count: Self.messageSize)
        _ = cc_set_pointer(functions, easy, CC_ERROR_BUFFER, message)
        _ = cc_keep_sockets(functions, easy)
    }

    deinit {
        functions.pointee.easy_cleanup(easy)
        functions.pointee.list_free(headers)
        message.deallocate()
    }

    // An option that this library does not know stays as it is: `CurlLibrary.shortcomings` lists those.

    func set(_ option: cc_option, _ value: Int) { _ = cc_set_long(functions, easy, option, value) }
    func set(_ option: cc_option, _ isOn: Bool) { set(option, isOn ? 1 : 0) }
    /// The library copies the text.
    func set(_ option: cc_option, _ text: String?) { _ = cc_set_text(functions, easy, option, text) }
    func set(_ option: cc_option, size: Int) { _ = cc_set_size(functions, easy, option, Int64(size)) }
    func set(_ option: cc_option, pointer: UnsafeMutableRawPointer) {
        _ = cc_set_pointer(functions, easy, option, pointer)
    }
    func set(_ option: cc_option, _ receive: @escaping cc_receive) {
        _ = cc_set_receive(functions, easy, option, receive)
    }

    /// Sets the header fields, `Name: value` each; `Name:` takes one away that the library would add.
    func setHeaders(_ lines: [String]) {
        for line in lines { headers = functions.pointee.list_append(headers, line) ?? headers }
        _ = cc_set_pointer(functions, easy, CC_HEADERS, headers)
    }

    func number(_ info: cc_info) -> Int { cc_number(functions, easy, info) }
    func bytes(_ info: cc_info) -> Int { Int(exactly: cc_seconds(functions, easy, info).rounded()) ?? 0 }
    func text(_ info: cc_info) -> String? { cc_text(functions, easy, info).map { String(cString: $0) } }

    /// A time since the transfer began; nil when it did not get that far or needed no such step.
    func time(_ info: cc_info) -> Duration? {
        let seconds = cc_seconds(functions, easy, info)
        return seconds > 0 ? .seconds(seconds) : nil
    }

    /// The fields of the server's own certificate; nil when none was asked for or none came.
    var certificateFields: [String: String]? {
        guard let list = cc_certificates_of(functions, easy)?.pointee, list.count > 0 else { return nil }
        var fields: [String: String] = [:]
        var next = list.fields[0]
        while let item = next?.pointee {
            let parts = item.data.map { String(cString: $0).split(separator: ":", maxSplits: 1) } ?? []
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
            next = item.next
        }
        return fields
    }

    /// The failure, in the library's words.
    func message(for code: Int32) -> String {
        if message.pointee != 0 { return String(cString: message) }
        return functions.pointee.easy_message(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
