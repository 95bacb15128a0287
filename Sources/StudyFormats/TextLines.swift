import Glibc

/// The lines of a text, as they come.
public final class TextLines {
  private let window: ByteWindow
  private var number = 0

  public init(_ source: ByteSource) { window = ByteWindow(source) }

  /// The next line without its end, and its number from 1; nil at the end.
  public func next() throws(FormatError) -> (text: String, number: Int)? {
    var seen = 0
    while true {
      let (start, count) = (window.start, window.bytes.count - window.start)
      if let end = window.bytes[(start + seen)...].firstIndex(of: 10) {
        return take(end - start, and: 1)
      }
      seen = count
      if try !window.grow() { return count == 0 ? nil : take(count, and: 0) }
    }
  }

  private func take(_ count: Int, and end: Int) -> (text: String, number: Int) {
    var bytes = window.bytes[window.start..<(window.start + count)]
    if bytes.last == 13 { bytes.removeLast() }
    let text = bytes.withUnsafeBufferPointer { window.text($0) }
    window.start += count + end
    number += 1
    return (text, number)
  }
}
