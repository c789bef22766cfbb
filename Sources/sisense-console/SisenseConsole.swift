@main
enum SisenseConsole {
    static func main() async {}
}
