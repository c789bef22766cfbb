extension Canvas {
    /// A place on a part of this canvas, counted from the top left of this canvas instead of the part's.
    package func place(_ point: Point, of part: Canvas) -> Point {
        Point(point.x + part.bounds.x - bounds.x, point.y + part.bounds.y - bounds.y)
    }
}
