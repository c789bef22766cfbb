/// A large part of the state, which copies of the state share until one of them changes it.
///
/// The state is copied for every key and every frame. Without this each copy counts a reference for every text and list
/// in it, which took longer than most reducers.
@propertyWrapper
package struct CopyOnWrite<Value: Sendable>: Sendable {
    /// The storage, unchecked because the value is a variable. The value changes only where the storage is known to
    /// have one owner, so nobody else can be looking at it.
    private final class Storage: @unchecked Sendable {
        var value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var storage: Storage

    package init(wrappedValue: Value) {
        storage = Storage(wrappedValue)
    }

    package var wrappedValue: Value {
        _read { yield storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}
