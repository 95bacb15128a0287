import AnnotationModel
import YAMLText

/// A task as a YAML file: what a study asks of its raters.
public enum TaskFile {
  /// Reads a task, or says everything that is wrong with it, line by line.
  public static func parse(_ text: String, name: String) -> (task: StudyTask?, problems: [String]) {
    let root: YAMLNode
    do throws(YAMLError) {
      root = try YAMLDocument.parse(text, name: name)
    } catch {
      return (nil, [error.description])
    }
    guard root.entries != nil else {
      return (nil, ["\(name):1: write a list of `key: value` lines, such as `scale: pair`"])
    }
    var reader = TaskFileReader(root: root, name: name)
    let task = reader.task()
    return (reader.problems.isEmpty ? task : nil, reader.problems)
  }
}

/// Goes through the keys of a task file, and collects what is wrong.
private struct TaskFileReader {
  let root: YAMLNode
  let name: String
  private(set) var problems: [String] = []

  init(root: YAMLNode, name: String) {
    self.root = root
    self.name = name
  }

  /// The keys that every task may have, and those of one scale only.
  private static let common = [
    "name", "instructions", "scale", "confidence", "shuffle-sides", "break-after-minutes",
  ]
  private static let ofScale = [
    "pair": ["candidates", "tie", "both-bad"], "score": ["low", "high", "step"],
    "correctness": ["error-codes"],
  ]
  private static let scales = "pair, score or correctness"
  private static let keys = common + Set(ofScale.values.joined()).sorted()

  private mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(name):\(place): \(problem)")
  }

  /// What the file says, with the standard for all that it gets wrong.
  mutating func task() -> StudyTask {
    let word = root["scale"]?.text ?? ""
    for entry in root.entries ?? [] { checkKey(entry, word) }
    let scale = scale(word)
    let codes = texts("error-codes")
    let minutes = number("break-after-minutes", 5)
    if minutes < 1 {
      say(
        root["break-after-minutes"]?.place ?? root.place,
        "a break is a minute or more: write 1 or above")
    }
    return StudyTask(
      name: text("name", "task"), instructions: text("instructions", ""), scale: scale,
      asksConfidence: flag("confidence", false), errorCodes: codes,
      shufflesSides: flag("shuffle-sides", true),
      breakAfterMinutes: Int(max(1, min(100_000, minutes))))
  }

  private mutating func checkKey(_ entry: YAMLEntry, _ scale: String) {
    guard Self.keys.contains(entry.key) else {
      let near = NearestWord.of(entry.key, in: Self.keys)
      return say(
        entry.keyPlace,
        "there is no key '\(entry.key)'; did you mean '\(near)'? There are "
          + Self.keys.joined(separator: ", "))
    }
    guard let own = Self.ofScale[scale], !Self.common.contains(entry.key), !own.contains(entry.key)
    else { return }
    let scales = Self.ofScale.filter { $0.value.contains(entry.key) }.keys.sorted()
      .joined(separator: " or ")
    say(
      entry.keyPlace,
      "'\(entry.key)' belongs to the scale \(scales), this one is \(scale): leave it out")
  }

  private mutating func scale(_ word: String) -> Scale {
    let place = root["scale"]?.place ?? root.place
    switch word {
    case "pair":
      return .preference(
        candidates: candidates(), tie: flag("tie", true), bothBad: flag("both-bad", false))
    case "correctness": return .correctness
    case "score": return score(place)
    case "": say(place, "'scale' is missing: write \(Self.scales)")
    default: say(place, "the scale '\(word)' does not exist: write \(Self.scales)")
    }
    return .correctness
  }

  private mutating func candidates() -> Int {
    let count = number("candidates", 2)
    if !(2...26).contains(count) || count != count.rounded() {
      say(
        root["candidates"]?.place ?? root.place,
        "'candidates' is wrong: write a whole number from 2 to 26")
    }
    return Int(max(2, min(26, count)))
  }

  private mutating func score(_ place: YAMLPlace) -> Scale {
    let (low, high, step) = (number("low", 1), number("high", 5), number("step", 1))
    if low >= high { say(place, "'low' is not below 'high': change one of them") }
    if step <= 0 || (high - low) / step > 1000 {
      say(place, "'step' is wrong: write one above 0 that makes at most 1,001 scores")
    }
    return .score(low: low, high: high, step: step)
  }

  private mutating func flag(_ key: String, _ standard: Bool) -> Bool {
    guard let node = root[key] else { return standard }
    if node.boolean == nil { say(node.place, "'\(key)' is wrong: write true or false") }
    return node.boolean ?? standard
  }

  private mutating func number(_ key: String, _ standard: Double) -> Double {
    guard let node = root[key] else { return standard }
    if node.number == nil { say(node.place, "'\(key)' is a number: write it in digits") }
    return node.number ?? standard
  }

  private mutating func text(_ key: String, _ standard: String) -> String {
    guard let node = root[key], !node.isNull else { return standard }
    if node.text == nil { say(node.place, "'\(key)' is a text: write it behind the colon") }
    return node.text ?? standard
  }

  private mutating func texts(_ key: String) -> [String] {
    guard let node = root[key], !node.isNull else { return [] }
    let texts = node.elements?.compactMap(\.text) ?? []
    if texts.isEmpty || texts.count != node.elements?.count {
      say(node.place, "'\(key)' is a list of texts: write each on a line that begins with '- '")
    }
    return texts
  }
}
