/// One run of ``Sanitizer`` over a text, code point by code point.
struct SanitizerPass {
    let marks: Sanitizer.Marks
    private var output = String.UnicodeScalarView()
    /// The base that the next combining mark, joiner or modifier would attach to; nil after a mark of ours or at the start.
    private var base: Unicode.Scalar?
    private var combining = 0
    private var omitted = 0
    /// True when a mark has to follow, for a base that was asked for as a coloured symbol.
    private var wantsColour = false

    init(marks: Sanitizer.Marks) {
        self.marks = marks
    }

    consuming func run(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            let following = next < scalars.endIndex ? scalars[next] : nil
            if let following, scalars[index].isRegionalIndicator, following.isRegionalIndicator {
                startBase(scalars[index])
                output.append(following)
                index = scalars.index(after: next)
                continue
            }
            take(scalars[index], before: following)
            index = next
        }
        appendPending()
        return String(output)
    }

    private mutating func take(_ scalar: Unicode.Scalar, before following: Unicode.Scalar?) {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return startBase(scalar) }
        if marks == .ascii, scalar == "•" { return startBase("*") }
        if isColourSelector(scalar, before: following) {
            wantsColour = true
            return
        }
        if scalar == "\u{200D}", isJoined(with: following) { return markJoiner() }
        if isSkinTone(scalar) { return markSkinTone(scalar) }
        if !scalar.isDrawable { return mark(scalar) }
        if TextWidth.isZeroWidth(scalar) { return attach(scalar) }
        startBase(scalar)
    }

    private mutating func startBase(_ scalar: Unicode.Scalar) {
        appendPending()
        output.append(scalar)
        base = scalar
        combining = 0
    }

    private mutating func attach(_ scalar: Unicode.Scalar) {
        guard let base, base != " ", !scalar.isJamoTail || base.isHangul else { return mark(scalar) }
        if combining < Sanitizer.maxCombining {
            combining += 1
            output.append(scalar)
        } else {
            omitted += 1
        }
    }

    /// Says how many combining marks were left away, and marks a symbol that was to be coloured. Both stand behind the
    /// combining marks that are drawn.
    private mutating func appendPending() {
        if omitted > 0 { append(bracketed: "+\(omitted)") }
        if wantsColour { output.append(marks == .unicode ? "\u{207A}" : "^") }
        omitted = 0
        wantsColour = false
    }

    /// True for the selector of coloured symbols right behind a symbol that is plain without it.
    private func isColourSelector(_ scalar: Unicode.Scalar, before following: Unicode.Scalar?) -> Bool {
        guard scalar == "\u{FE0F}", !wantsColour, combining == 0, let base else { return false }
        let properties = base.properties
        return properties.isEmoji && !properties.isEmojiPresentation && (!base.isASCII || following == "\u{20E3}")
    }

    private func isJoined(with following: Unicode.Scalar?) -> Bool {
        guard let base else { return false }
        return base.properties.isEmoji && !base.isASCII && following?.properties.isEmoji == true
    }

    private func isSkinTone(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F3FB...0x1F3FF).contains(scalar.value) && base?.properties.isEmojiModifierBase == true
    }

    private mutating func markJoiner() {
        appendPending()
        output.append(marks == .unicode ? "\u{2040}" : "+")
    }

    /// Keeps the base, to which a joiner may follow.
    private mutating func markSkinTone(_ scalar: Unicode.Scalar) {
        let person = base
        mark(scalar)
        base = person
    }

    /// Puts the visible mark of a code point that must not be drawn itself.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        appendPending()
        switch (scalar.value, marks) {
        case (0..<0x20, .unicode): output.append(Unicode.Scalar(0x2400 + UInt8(scalar.value).widened) ?? "?")
        case (0x7F, .unicode): output.append("\u{2421}")
        case (0..<0x20, .ascii):
            append("^")
            output.append(Unicode.Scalar(UInt8(scalar.value) + 64))
        case (0x7F, .ascii): append("^?")
        case (0xA0, .unicode): output.append("\u{237D}")
        case (0x3000, .unicode): append("\u{237D}\u{237D}")
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            append(bracketed: "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
        }
        base = nil
    }

    private mutating func append(bracketed text: String) {
        let (open, close): (Unicode.Scalar, Unicode.Scalar) = marks == .unicode ? ("\u{27E8}", "\u{27E9}") : ("<", ">")
        output.append(open)
        append(text)
        output.append(close)
    }

    /// Appends one by one: `append(contentsOf:)` of the view copies all that is there already.
    private mutating func append(_ text: String) {
        for scalar in text.unicodeScalars { output.append(scalar) }
    }
}

extension UInt8 {
    fileprivate var widened: UInt32 { UInt32(self) }
}

extension Unicode.Scalar {
    fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    fileprivate var isJamoTail: Bool { (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) }

    fileprivate var isHangul: Bool {
        (0x1100...0x11FF).contains(value) || (0xAC00...0xD7FF).contains(value) || (0xA960...0xA97C).contains(value)
    }

    /// False for everything that has no shape of its own, or whose shape is that of a space.
    var isDrawable: Bool {
        if isRegionalIndicator || value == 0x2800 { return false }
        switch properties.generalCategory {
        case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: return false
        case .spaceSeparator: return value == 0x20
        default: return !properties.isDefaultIgnorableCodePoint
        }
    }
}
