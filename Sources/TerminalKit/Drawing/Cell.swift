/// One cell of the screen in eight bytes, so that rows are compared as memory.
package struct Cell: Sendable, Equatable {
    /// A code point, or the index of a cluster in ``ClusterTable`` with `clusterBit` set.
    let glyph: UInt32
    package let style: Style
    /// 1 or 2 for a cell with a glyph, 0 for the right half of a wide one.
    package let width: UInt8

    static let clusterBit: UInt32 = 0x8000_0000

    init(glyph: UInt32, style: Style, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    static func blank(_ style: Style = .plain) -> Cell {
        Cell(glyph: 0x20, style: style, width: 1)
    }

    static func continuation(_ style: Style) -> Cell {
        Cell(glyph: 0, style: style, width: 0)
    }

    /// The code points drawn here: none in the right half of a wide glyph.
    package var scalars: [Unicode.Scalar] {
        if width == 0 { return [] }
        if glyph & Cell.clusterBit != 0 { return ClusterTable.shared.scalars(at: glyph & ~Cell.clusterBit) }
        return Unicode.Scalar(glyph).map { [$0] } ?? []
    }

    package var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
