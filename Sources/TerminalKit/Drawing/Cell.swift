import Synchronization

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

/// Gives each base with its combining marks a number, so that a cell stays small and rows compare as memory.
final class ClusterTable: Sendable {
    static let shared = ClusterTable()

    /// Hostile data must not grow the table for ever; past this the base is drawn alone.
    static let limit = 1 << 16

    private struct Entries {
        var indices: [[Unicode.Scalar]: UInt32] = [:]
        var clusters: [[Unicode.Scalar]] = []
    }

    private let entries = Mutex(Entries())

    /// The number for a cell's `glyph`: the code point itself when it stands alone.
    func glyph(for scalars: [Unicode.Scalar]) -> UInt32 {
        guard let base = scalars.first else { return 0x20 }
        if scalars.count == 1 { return base.value }
        return entries.withLock { entries in
            if let index = entries.indices[scalars] { return index | Cell.clusterBit }
            guard entries.clusters.count < Self.limit else { return base.value }
            let index = UInt32(entries.clusters.count)
            entries.clusters.append(scalars)
            entries.indices[scalars] = index
            return index | Cell.clusterBit
        }
    }

    func scalars(at index: UInt32) -> [Unicode.Scalar] {
        entries.withLock { entries in
            entries.clusters.indices.contains(Int(index)) ? entries.clusters[Int(index)] : []
        }
    }
}
