import Synchronization

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
