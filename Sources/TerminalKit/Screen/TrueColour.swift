/// Exact colours through a terminal description that knows 256.
///
/// ncurses is told that a colour is one of 240 free numbers, and ``RenditionFilter`` writes the exact colour where
/// ncurses names the number. The terminal's palette is never changed, so nothing has to be put back.
@ScreenActor
final class TrueColour {
    private var numbers: [RGB: UInt8] = [:]
    private(set) var colours: [UInt8: RGB] = [:]

    /// The number for a colour; the nearest fixed colour when all are taken.
    func number(for rgb: RGB) -> UInt8 {
        if let number = numbers[rgb] { return number }
        guard numbers.count < 240 else { return rgb.nearestXterm }
        let number = UInt8(16 + numbers.count)
        numbers[rgb] = number
        colours[number] = rgb
        return number
    }
}
