/// A step of a store, for an observer: what it was asked to do, and the work that began and ended.
///
/// Its description is made for logs: it names cases and never holds what they carry, so that nothing typed and no
/// secret can get there.
package enum StoreEvent<Action: Sendable, Work: Hashable & Sendable>: Sendable {
    /// An action sent to the store, and about to be reduced.
    case action(Action)
    /// An action that followed from the one before, and is about to be reduced too.
    case followed(Action)
    case started(Work, label: SourceText)
    /// Work that ran to its end.
    case ended(Work, label: SourceText)
    /// Work cancelled, or replaced by newer work of the same id.
    case cancelled(Work, label: SourceText)
}

extension StoreEvent: CustomStringConvertible {
    package var description: String {
        switch self {
        case .action(let action): "action \(Self.path(of: action))"
        case .followed(let action): "followed \(Self.path(of: action))"
        case .started(let work, let label): "effect started \(Self.path(of: work)) (\(label))"
        case .ended(let work, let label): "effect ended \(Self.path(of: work)) (\(label))"
        case .cancelled(let work, let label): "effect cancelled \(Self.path(of: work)) (\(label))"
        }
    }

    /// The names of a case and of the cases in it, as in `list.users.moved`. Only names that stand in the source: what
    /// is no enum ends the path.
    private static func path(of value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .enum else { return "" }
        guard let child = mirror.children.first else {
            // A description of its own could say anything.
            return value is any CustomStringConvertible || value is any CustomDebugStringConvertible ? "" : "\(value)"
        }
        let payload = Mirror(reflecting: child.value)
        let parts = payload.displayStyle == .tuple ? payload.children.map(\.value) : [child.value]
        return ([child.label ?? ""] + parts.map(path)).filter { !$0.isEmpty }.joined(separator: ".")
    }
}
