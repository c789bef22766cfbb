import Testing

/// The built program as people and scripts meet it. One after the other: each test starts processes of its own, and a
/// machine full of them says nothing about the program.
@Suite(.serialized)
enum EndToEnd {}
