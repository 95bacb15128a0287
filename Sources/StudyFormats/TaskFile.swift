import AnnotationModel
import YAMLText

/// A task as a YAML file: what a study asks of its raters.
public enum TaskFile {
  static let keys = [
    "name", "instructions", "scale", "candidates", "tie", "both-bad", "low", "high", "step",
    "confidence", "error-codes", "shuffle-sides", "break-after-minutes",
  ]

  /// Reads a task, or says everything that is wrong with it, line by line.
  public static func parse(_ text: String, name: String) -> (task: StudyTask?, problems: [String]) {
    let root: YAMLNode
    do throws(YAMLError) {
      root = try YAMLDocument.parse(text, name: name)
    } catch {
      return (nil, [error.description])
    }
    guard let entries = root.entries else {
      return (nil, ["\(name):1: a task file is a list of `key: value` lines"])
    }
    var problems: [String] = []
    func say(_ node: YAMLPlace, _ problem: String) {
      problems.append("\(name):\(node): \(problem)")
    }
    for entry in entries where !keys.contains(entry.key) {
      say(
        entry.keyPlace,
        "there is no key '\(entry.key)'; did you mean '\(NearestWord.of(entry.key, in: keys))'? "
          + "There are \(keys.joined(separator: ", "))")
    }
    func flag(_ key: String, _ standard: Bool) -> Bool {
      guard let node = root[key] else { return standard }
      guard let value = node.boolean else {
        say(node.place, "'\(key)' is true or false")
        return standard
      }
      return value
    }
    func number(_ key: String, _ standard: Double) -> Double {
      guard let node = root[key] else { return standard }
      guard let value = node.number else {
        say(node.place, "'\(key)' is a number")
        return standard
      }
      return value
    }
    let place = root["scale"]?.place ?? root.place
    let count = Int(max(0, min(1000, number("candidates", 2))))
    var scale = Scale.preference(candidates: 2, tie: true, bothBad: false)
    switch root["scale"]?.text {
    case "pair":
      scale = .preference(
        candidates: count, tie: flag("tie", true), bothBad: flag("both-bad", false))
    case "score":
      scale = .score(low: number("low", 1), high: number("high", 5), step: number("step", 1))
    case "correctness": scale = .correctness
    case "ranking": scale = .ranking(candidates: count)
    case nil: say(place, "'scale' is missing: pair, score, correctness or ranking")
    case .some(let other):
      say(place, "the scale '\(other)' does not exist: pair, score, correctness or ranking")
    }
    if !(2...26).contains(count) { say(place, "'candidates' is from 2 to 26") }
    if case .score(let low, let high, let step) = scale {
      if low >= high { say(place, "'low' is below 'high'") }
      if step <= 0 || (high - low) / step > 1000 {
        say(place, "'step' is above 0, and there are at most 1,001 steps")
      }
    }
    let codes = root["error-codes"]?.elements?.compactMap(\.text) ?? []
    if !codes.isEmpty, scale != .correctness {
      say(root["error-codes"]?.place ?? place, "'error-codes' belong to the scale correctness")
    }
    let minutes = Int(max(0, min(100_000, number("break-after-minutes", 5))))
    if minutes < 1 {
      say(root["break-after-minutes"]?.place ?? place, "a break is a minute or more")
    }
    let task = StudyTask(
      name: root["name"]?.text ?? "task", instructions: root["instructions"]?.text ?? "",
      scale: scale, asksConfidence: flag("confidence", false), errorCodes: codes,
      shufflesSides: flag("shuffle-sides", true), breakAfterMinutes: max(1, minutes))
    return (problems.isEmpty ? task : nil, problems)
  }
}

/// Commented task files to begin with.
public struct TaskTemplate: Hashable, Sendable {
  public var name: String
  public var summary: String
  public var yaml: String

  public static func named(_ name: String) -> TaskTemplate? { all.first { $0.name == name } }

  public static let all: [TaskTemplate] = [
    pair("pairwise", "two responses, which is better; ties allowed", tie: true, bothBad: false),
    pair("pairwise-forced", "two responses, one must be chosen", tie: false, bothBad: false),
    pair("pairwise-both-bad", "two responses, a tie, or both bad", tie: true, bothBad: true),
    score("score-5", high: 5), score("score-10", high: 10), score("score-100", low: 0, high: 100),
    TaskTemplate(
      name: "correctness", summary: "one response: correct, incorrect, or cannot tell",
      yaml: head("correctness", "Is the response correct? Compare it with the reference.") + """
        scale: correctness
        # What may be wrong with an incorrect response; asked after that answer.
        error-codes:
          - no answer
          - wrong entity
          - too many entities
          - too few entities
          - under-specified
          - cut off
          - other

        """ + tail),
  ]

  private static func head(_ name: String, _ question: String) -> String {
    """
    # The task of a study. `concord check` on this file says what is wrong, line by line.
    name: \(name)
    # Shown on the study's first page and in the help of the label screen. Markdown.
    instructions: |
      \(question)

    """
  }

  private static let tail = """
    # Ask how sure the person is, with a second key.
    confidence: false
    # Minutes without a key after which the time at an item no longer counts.
    break-after-minutes: 5

    """

  private static func pair(_ name: String, _ summary: String, tie: Bool, bothBad: Bool)
    -> TaskTemplate
  {
    TaskTemplate(
      name: name, summary: summary,
      yaml: head(name, "Which response is better?") + """
        scale: pair
        candidates: 2
        # May the answer be a tie? That both are bad?
        tie: \(tie)
        both-bad: \(bothBad)
        # Each person sees the sides in a shuffled order of their own; answers are by response.
        shuffle-sides: true

        """ + tail)
  }

  private static func score(_ name: String, low: Int = 1, high: Int) -> TaskTemplate {
    TaskTemplate(
      name: name, summary: "one response, a score from \(low) to \(high)",
      yaml: head(name, "How good is the response, from \(low) to \(high)?") + """
        scale: score
        low: \(low)
        high: \(high)
        step: 1

        """ + tail)
  }
}
