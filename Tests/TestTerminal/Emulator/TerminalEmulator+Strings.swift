import Foundation

extension TerminalEmulator {
    /// OSC: `number ; text`.
    mutating func operatingSystemCommand(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch Int(parts.first ?? "") {
        case 0, 2: title = rest
        // The icon's name, the palette and colours of the window, the working folder, prompt marks.
        case 1, 4, 7, 10, 11, 12, 104, 110, 111, 112, 133: break
        case 8: openLink(rest)
        case 52: setClipboard(rest)
        default: unsupported.append("OSC " + text.prefix(40))
        }
    }

    /// OSC 8: `parameters ; address`; an empty address ends the link.
    private mutating func openLink(_ text: String) {
        let address = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first ?? ""
        link = address.isEmpty ? nil : String(address)
    }

    /// OSC 52: `selection ; base64`. A question (`?`) gets no answer, as in most terminals.
    private mutating func setClipboard(_ text: String) {
        let content = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first ?? ""
        if content == "?" {
            unsupported.append("OSC 52 ?")
        } else if let data = Data(base64Encoded: String(content)) {
            clipboard = data
        } else {
            unsupported.append("OSC 52 with what is no base64")
        }
    }

    /// The pass-through strings of tmux (`tmux;`, each `ESC` doubled) and screen (as they are).
    mutating func deviceControl(_ bytes: [UInt8]) {
        let tmux = Array("tmux;".utf8)
        if bytes.starts(with: tmux) {
            var inner: [UInt8] = []
            var escaped = false
            for byte in bytes.dropFirst(tmux.count) {
                escaped = byte == 0x1B && !escaped
                if !escaped { inner.append(byte) }
            }
            feedNested(inner)
        } else if bytes.first == 0x1B {
            feedNested(bytes)
        } else {
            unsupported.append("DCS " + String(decoding: bytes.prefix(40), as: UTF8.self))
        }
    }

    private mutating func feedNested(_ bytes: [UInt8]) {
        var inner = ControlParser()
        for function in inner.functions(in: bytes) {
            if case .operatingSystemCommand(let text) = function {
                operatingSystemCommand(text)
            } else {
                unsupported.append("pass-through of \(function)")
            }
        }
    }
}
