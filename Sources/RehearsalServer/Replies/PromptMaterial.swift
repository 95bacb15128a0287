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
    var outside: [Substring] = []
    var open: (name: Substring, start: String.Index)?
    for view in text.utf8.split(separator: 10, omittingEmptySubsequences: true) {
      let line = Substring(view)
      if let fence = open {
        guard view.count == fence.name.utf8.count + 3, view.starts(with: fence.name.utf8),
          view.suffix(3).elementsEqual(">>>".utf8)
        else { continue }
        close(fence, text, end: line.startIndex)
        open = nil
      } else if view.starts(with: "<<<".utf8) {
        open = (Substring(view.dropFirst(3)), line.endIndex)
      } else {
        outside.append(line)
      }
    }
    if let open { close(open, text, end: text.endIndex) }
    return outside
  }

  private mutating func close(
    _ fence: (name: Substring, start: String.Index), _ text: String, end: String.Index
  ) {
    let start = min(fence.start, end)
    let body = text.utf8[start..<end].drop { $0 == 10 }
    fences.append((fence.name, Substring(body)))
  }

  /// The text of the answer that has this letter, or of the only answer.
  func answer(_ letter: String?) -> Substring? {
    let end = letter.map { " " + $0 } ?? ""
    return fences.first { $0.name == "answer" + end || $0.name == "conversation" + end }?.text
  }
}
