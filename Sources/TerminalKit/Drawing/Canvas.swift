/// A clipped rectangle of a ``CellBuffer`` to draw on. Points count from its own top left; anything outside is clipped.
///
/// All text passes ``Sanitizer`` here, so nothing unsanitised can reach a cell.
package struct Canvas {
    package let buffer: CellBuffer
    /// The position and size of the canvas in the buffer; may reach beyond it.
    package let bounds: Rect
    /// The part of the buffer that drawing may change.
    let clip: Rect
    /// The ground for styles that name none.
    package let ground: Role

    package init(_ buffer: CellBuffer) {
        self.init(
            buffer: buffer, bounds: Rect(size: buffer.size), clip: Rect(size: buffer.size), ground: .plain)
    }

    private init(buffer: CellBuffer, bounds: Rect, clip: Rect, ground: Role) {
        self.buffer = buffer
        self.bounds = bounds
        self.clip = clip
        self.ground = ground
    }

    package var size: Size { bounds.size }
    package var width: Int { bounds.width }
    package var height: Int { bounds.height }
    package var glyphs: Glyphs { buffer.glyphs }
    /// The whole canvas in its own coordinates, to split.
    package var rect: Rect { Rect(size: size) }

    // MARK: Parts

    /// A part of the canvas, clipped to it.
    package func sub(_ rect: Rect) -> Canvas {
        let bounds = Rect(rect.x + self.bounds.x, rect.y + self.bounds.y, rect.width, rect.height)
        return Canvas(buffer: buffer, bounds: bounds, clip: clip.intersection(bounds), ground: ground)
    }

    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Canvas {
        sub(rect.inset(left: left, top: top, right: right, bottom: bottom))
    }

    package func inset(_ by: Int) -> Canvas {
        sub(rect.inset(by))
    }

    /// The same canvas with another ground for styles that name none.
    package func on(_ ground: Role) -> Canvas {
        Canvas(buffer: buffer, bounds: bounds, clip: clip, ground: ground)
    }

    // MARK: Text

    /// Puts one line of text and returns the cells it took.
    ///
    /// - Parameter maxWidth: Longer text ends in an ellipsis within this width. Without it the canvas clips hard.
    @discardableResult
    package func put(_ text: String, at point: Point, style: Style = .plain, maxWidth: Int? = nil) -> Int {
        let style = style.on(ground)
        if let used = putPlain(text, at: point, style: style, maxWidth: maxWidth ?? .max) { return used }
        let text = glyphs.spelled(text)
        if let used = putNarrow(text, at: point, style: style, maxWidth: maxWidth ?? .max) { return used }
        let clean: String
        if let maxWidth {
            clean = text.truncated(to: max(0, maxWidth), ellipsis: glyphs.ellipsis, marks: glyphs.marks)
        } else {
            clean = Sanitizer.clean(text, marks: glyphs.marks)
        }
        return putClean(clean, at: point, style: style)
    }

    @discardableResult
    package func put(_ text: String, at point: Point, _ role: Role, maxWidth: Int? = nil) -> Int {
        put(text, at: point, style: Style(role), maxWidth: maxWidth)
    }

    /// Puts a line of several styles and returns the cells it took.
    @discardableResult
    package func put(_ line: StyledLine, at point: Point, maxWidth: Int? = nil) -> Int {
        var used = 0
        for (index, span) in line.spans.enumerated() {
            guard let maxWidth else {
                used += put(span.text, at: Point(point.x + used, point.y), style: span.style)
                continue
            }
            let cells = TextWidth.cells(of: span.text, marks: glyphs.marks)
            let isLast = index == line.spans.count - 1
            // The ellipsis stands in the span where room ends, even when a later span is the one that is cut.
            if used + cells > maxWidth || (!isLast && used + cells == maxWidth) {
                let room = maxWidth - used
                let restIsEmpty = line.spans[(index + 1)...].allSatisfy { $0.text.isEmpty }
                let text = restIsEmpty ? span.text : span.text + " "
                return used + put(text, at: Point(point.x + used, point.y), style: span.style, maxWidth: room)
            }
            used += put(span.text, at: Point(point.x + used, point.y), style: span.style)
        }
        return used
    }

    /// The quick way for printable ASCII; nil for other texts.
    private func putPlain(_ text: String, at point: Point, style: Style, maxWidth: Int) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard Sanitizer.isPlain(bytes) else { return nil }
            return put(letters: bytes.count, at: point, style: style, maxWidth: maxWidth) { room in
                set(bytes.prefix(room), at: point, style: style)
            }
        } ?? nil
    }

    /// The quick way for letters that take one cell each and are drawn as they are; nil for other texts.
    private func putNarrow(_ text: String, at point: Point, style: Style, maxWidth: Int) -> Int? {
        var count = 0
        for scalar in text.unicodeScalars {
            guard Sanitizer.isNarrow(scalar) else { return nil }
            count += 1
        }
        return put(letters: count, at: point, style: style, maxWidth: maxWidth) { room in
            var x = point.x + bounds.x
            let y = point.y + bounds.y
            guard y >= clip.y, y < clip.endY else { return }
            let end = x + room
            for scalar in text.unicodeScalars {
                if x == end { break }
                set(scalar.value, width: 1, at: x, y, style: style)
                x += 1
            }
        }
    }

    /// Draws letters of one cell each, as many as there is room for, and the ellipsis where that is not all of them; nil
    /// when there is no room for the ellipsis itself.
    private func put(
        letters count: Int, at point: Point, style: Style, maxWidth: Int, _ draw: (_ room: Int) -> Void
    ) -> Int? {
        if count <= maxWidth {
            draw(count)
            return count
        }
        let room = maxWidth - TextWidth.cells(ofClean: glyphs.ellipsis)
        guard room >= 0 else { return nil }
        draw(room)
        return room + putClean(glyphs.ellipsis, at: Point(point.x + room, point.y), style: style)
    }

    private func set(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at point: Point, style: Style) {
        let (x, y) = (point.x + bounds.x, point.y + bounds.y)
        guard y >= clip.y, y < clip.endY, x < clip.endX else { return }
        let visible = bytes.dropFirst(max(0, clip.x - x)).prefix(clip.endX - max(x, clip.x))
        buffer.set(max(x, clip.x), y, ascii: visible, style: style)
    }

    /// Puts text that has passed the sanitiser: each code point with the marks after it into the cells it takes.
    private func putClean(_ text: String, at point: Point, style: Style) -> Int {
        let y = point.y + bounds.y
        let start = point.x + bounds.x
        guard y >= clip.y, y < clip.endY else { return TextWidth.cells(ofClean: text) }
        var x = start
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let base = scalars[index]
            var end = scalars.index(after: index)
            var hasMarks = false
            while end < scalars.endIndex, TextWidth.isZeroWidth(scalars[end]) {
                hasMarks = true
                end = scalars.index(after: end)
            }
            let glyph = hasMarks ? ClusterTable.shared.glyph(for: Array(scalars[index..<end])) : base.value
            let width = max(1, TextWidth.cells(of: base))
            set(glyph, width: width, at: x, y, style: style)
            x += width
            index = end
        }
        return x - start
    }

    /// Half of a wide glyph cannot be drawn: the half inside the clip is blank.
    private func set(_ glyph: UInt32, width: Int, at x: Int, _ y: Int, style: Style) {
        if x >= clip.x, x + width <= clip.endX {
            buffer.set(x, y, glyph: glyph, width: width, style: style)
        } else {
            for half in x..<x + width where half >= clip.x && half < clip.endX {
                buffer.set(half, y, glyph: 0x20, width: 1, style: style)
            }
        }
    }
}

extension Canvas {
    /// A point of a part of this canvas, counted from the top left of this canvas instead of the part's.
    package func place(_ point: Point, of part: Canvas) -> Point {
        Point(point.x + part.bounds.x - bounds.x, point.y + part.bounds.y - bounds.y)
    }
}
