import Testing

@testable import ConsoleState

@Suite("A line of text being typed")
struct TextInputTests {
    private func typed(_ text: String, _ edits: TextEdit...) -> TextInput {
        var input = TextInput(text)
        for edit in edits { input.apply(edit) }
        return input
    }

    @Test("Text goes in at the cursor")
    func insert() {
        let input = typed("ac", .left, .insert("b"))
        #expect(input.text == "abc")
        #expect(input.cursor == 2)
    }

    @Test("A combining mark joins the character before it and the cursor stays in the text")
    func combining() {
        let input = typed("e", .insert("\u{301}"), .insert("x"))
        #expect(input.text == "e\u{301}x")
        #expect(input.cursor == 2)
    }

    @Test("Backspace takes a whole family emoji at once")
    func backspaceTakesClusters() {
        #expect(typed("a👨‍👩‍👧", .backspace) == TextInput("a"))
    }

    @Test("Backspace at the start and delete at the end do nothing")
    func edges() {
        #expect(typed("ab", .home, .backspace).text == "ab")
        #expect(typed("ab", .delete).text == "ab")
        #expect(typed("ab", .home, .left).cursor == 0)
        #expect(typed("ab", .right).cursor == 2)
    }

    @Test("Deleting a word takes the blanks behind it along")
    func deleteWord() {
        #expect(typed("chen wei  ", .deleteWord) == TextInput("chen "))
    }

    @Test("Deleting to the start keeps what is behind the cursor")
    func deleteToStart() {
        let input = typed("abc", .left, .deleteToStart)
        #expect(input.text == "c")
        #expect(input.cursor == 0)
    }
}
