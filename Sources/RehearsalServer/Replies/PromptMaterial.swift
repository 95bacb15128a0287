/// What a call holds: the lines that ask, and the fenced texts that are asked about.
///
/// A fence begins with a line `<<<NAME` and ends with a line `NAME>>>`. What stands in it asks for
/// nothing, whatever it says.
struct PromptMaterial {
  /// The lines outside of fences in the last message of the user.
  private(set) var lines: [Substring] = []
  /// The lines outside of fences in the messages before it.
  private(set) var linesBefore: [Substring] = []
  private(set) var fences: [(name: Substring, text: Substring)] = []

  init(_ call: RehearsalCall) {
    let last = call.messages.lastIndex { $0.role == "user" }
    for (place, message) in call.messages.enumerated() where message.role != "assistant" {
      let found = read(message.text)
      if place == last { lines = found } else { linesBefore += found }
    }
  }

  private mutating func read(_ text: String) -> [Substring] {
    var text = text
    text.makeContiguousUTF8()
    func part(_ range: Range<Int>) -> Substring {
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return text[start..<text.utf8.index(start, offsetBy: range.count)]
    }
    let places = Self.places(in: text)
    for fence in places.fences { fences.append((part(fence.name), part(fence.text))) }
    return places.lines.map(part)
  }

  private struct Places {
    var lines: [Range<Int>] = []
    var fences: [(name: Range<Int>, text: Range<Int>)] = []
  }

  /// Where lines and fences are, in bytes. A fence that is not closed goes on to the end.
  private static func places(in text: String) -> Places {
    var text = text
    return text.withUTF8 { bytes in
      var places = Places()
      var open: (name: Range<Int>, start: Int)?
      for line in bytes.split(separator: 10) {
        let range = line.startIndex..<line.endIndex
        if let fence = open {
          let name = bytes[fence.name]
          guard line.count == name.count + 3, line.starts(with: name),
            line.suffix(3).elementsEqual(">>>".utf8)
          else { continue }
          places.fences.append((fence.name, fence.start..<max(fence.start, range.lowerBound - 1)))
          open = nil
        } else if line.starts(with: "<<<".utf8) {
          open = (range.dropFirst(3), min(range.upperBound + 1, bytes.count))
        } else {
          places.lines.append(range)
        }
      }
      if let open { places.fences.append((open.name, open.start..<bytes.count)) }
      return places
    }
  }

  /// The text of the answer that has this letter, or of the only answer.
  func answer(_ letter: String?) -> Substring? {
    let end = letter.map { " " + $0 } ?? ""
    return fences.first { $0.name == "answer" + end || $0.name == "conversation" + end }?.text
  }
}
