/// Named counts as bars below each other, on one scale.
package struct BarChartView {
    package struct Bar {
        package var label: String
        package var value: Int
        package var role: Role

        package init(_ label: String, _ value: Int, role: Role = .accent) {
            self.label = label
            self.value = value
            self.role = role
        }
    }

    package var bars: [Bar]

    package init(_ bars: [Bar]) {
        self.bars = bars
    }

    package func draw(on canvas: Canvas) {
        let shown = bars.prefix(canvas.height)
        let highest = max(1, shown.map(\.value).max() ?? 1)
        let labelWidth = min(canvas.width / 3, shown.map { TextWidth.cells(of: $0.label) }.max() ?? 0)
        let numberWidth = "\(highest)".utf8.count
        let barWidth = max(0, canvas.width - labelWidth - numberWidth - 4)
        for (y, bar) in shown.enumerated() {
            canvas.put(bar.label, at: Point(1, y), maxWidth: labelWidth)
            let number = "\(bar.value)"
            canvas.put(number, at: Point(labelWidth + 2 + max(0, numberWidth - number.utf8.count), y), .muted)
            let length = Gauge(bar.value, of: highest).cells(of: barWidth)
            canvas.put(
                String(repeating: canvas.glyphs.barFull, count: length), at: Point(labelWidth + numberWidth + 3, y),
                bar.role)
        }
    }
}
