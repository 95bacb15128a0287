import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import JSONText

/// `concord export --what dpo`: prompt, chosen and rejected text of each pair on which the majority
/// of people prefer one; what is left out is counted by its reason, and said.
enum PreferencePairs {
  static func write(
    _ store: AnnotationStore, _ target: String, _ console: Console
  ) async throws {
    let tracker = try await AgreeCommand.tracker(store, .init(consensus: .splitDrop))
    let file = try OutputFile(path: target)
    var written = 0
    var leftOut: [String: Int] = [:]
    var number: Int64 = 0
    try await ExportCommand.each(store) { record in
      guard case .item(let item) = record else { return }
      number += 1
      switch pair(item, ItemID(number), tracker) {
      case .success(let line):
        try file.write(line + "\n")
        written += 1
      case .failure(let reason): leftOut[reason.words, default: 0] += 1
      }
    }
    try file.finish()
    let reasons = leftOut.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    console.message(
      "\(written) pairs; left out: \(reasons.isEmpty ? "none" : reasons.joined(separator: ", "))")
  }

  /// Why an item is no pair.
  private struct Reason: Error {
    var words: String
  }

  private static func pair(_ item: Item, _ id: ItemID, _ tracker: AgreementTracker)
    -> Result<String, Reason>
  {
    func left(_ words: String) -> Result<String, Reason> { .failure(Reason(words: words)) }
    guard item.candidates.count == 2 else { return left("not two responses") }
    guard let value = tracker.value(of: .majority, at: id) else {
      let isLabelled = tracker.humans.contains {
        tracker.value(of: $0, at: id).map { !$0.isAbstention } ?? false
      }
      return left(isLabelled ? "people split" : "no label")
    }
    guard case .prefer(let ordinal) = value else {
      return left(value == .tie ? "tie" : value == .bothBad ? "both bad" : "no answer")
    }
    let (chosen, rejected) = (item.candidates[ordinal], item.candidates[1 - ordinal])
    guard !chosen.text.isEmpty, !rejected.text.isEmpty else { return left("a response is empty") }
    let before = chosen.turns.dropLast()
    guard before == rejected.turns.dropLast() else {
      return left("conversations that differ before the last reply")
    }
    var line = JSONLine()
    line.string("prompt", prompt(item.prompt, Array(before)), always: true)
    line.string("chosen", chosen.text)
    line.string("rejected", rejected.text)
    line.string("item", item.key)
    return .success(line.text)
  }

  /// What both replies answer: the prompt's turns, with the earlier replies between the user's.
  private static func prompt(_ turns: [Turn], _ replies: [String]) -> String {
    var texts: [String] = []
    var replies = replies[...]
    for (index, turn) in turns.enumerated() {
      texts.append(turn.text)
      let isLast = index == turns.count - 1
      if turn.role == .user, !isLast, let reply = replies.popFirst() { texts.append(reply) }
    }
    return texts.joined(separator: "\n\n")
  }
}
