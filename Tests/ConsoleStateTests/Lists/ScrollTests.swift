import Testing

@testable import ConsoleState

@Suite("A cursor and its view")
struct ScrollTests {
    private func scroll(_ movements: [Movement], count: Int, page: Int) -> (cursor: Int, top: Int) {
        var scroll = Scroll()
        for movement in movements { scroll.move(movement, count: count, page: page) }
        return (scroll.cursor, scroll.top(count: count, page: page))
    }

    @Test("The view moves only when the cursor would leave it")
    func minimalScroll() {
        #expect(scroll([.down, .down], count: 10, page: 3) == (2, 0))
        #expect(scroll([.down, .down, .down], count: 10, page: 3) == (3, 1))
        #expect(scroll([.down, .down, .down, .up, .up], count: 10, page: 3) == (1, 1))
    }

    @Test("A page moves view and cursor together")
    func pages() {
        #expect(scroll([.down, .pageDown], count: 100, page: 10) == (11, 10))
        #expect(scroll([.last, .pageUp], count: 100, page: 10) == (89, 80))
    }

    @Test("First and last reach the ends and leave no gap")
    func ends() {
        #expect(scroll([.last], count: 10, page: 4) == (9, 6))
        #expect(scroll([.last, .first], count: 10, page: 4) == (0, 0))
    }

    @Test("Nothing moves in an empty list")
    func empty() {
        #expect(scroll([.down, .last, .pageUp, .halfPageDown], count: 0, page: 5) == (0, 0))
    }

    @Test("The cursor is in sight at every size, also after the list has shrunk", arguments: 1...12)
    func alwaysInSight(page: Int) {
        var scroll = Scroll()
        scroll.move(.last, count: 50, page: 20)
        for count in [50, 12, 3, 1] {
            scroll.place(at: scroll.cursor, count: count)
            let top = scroll.top(count: count, page: page)
            #expect((top..<top + page).contains(scroll.cursor))
            #expect(top <= max(count - page, 0))
        }
    }
}
