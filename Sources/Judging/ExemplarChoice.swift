import AnnotationModel

/// An item with the answer that people gave to it.
public struct LabelledItem: Hashable, Sendable {
  public var item: Item
  public var value: RatingValue

  public init(item: Item, value: RatingValue) {
    self.item = item
    self.value = value
  }

  /// What items of the same question share; an item without a question is its own.
  var question: String { item.questionKey.isEmpty ? item.key : item.questionKey }
}

/// Which judged examples stand in a judge's prompt.
public enum ExemplarChoice {
  /// Chooses exemplars from labelled items: in turn one of each answer, so that no answer has more
  /// than one exemplar more than another while both have items left.
  ///
  /// Never an item that is judged, nor one of a judged item's question, nor two of one question;
  /// abstentions are no answers. It depends only on the arguments as sets: the order in which
  /// items are given makes no difference.
  ///
  /// - Parameters:
  ///   - count: how many; fewer come back where there are not as many.
  ///   - judged: the items that the run judges.
  /// - Complexity: O(n log n).
  public static func choose(
    _ count: Int, from labelled: [LabelledItem], judging judged: [Item], seed: UInt64
  ) -> [LabelledItem] {
    let keys = Set(judged.map(\.key))
    let questions = Set(judged.map { LabelledItem(item: $0, value: .tie).question })
    let free = labelled.filter {
      !$0.value.isAbstention && !keys.contains($0.item.key) && !questions.contains($0.question)
    }
    var random = SplitMix64(seed: seed)
    var strata = Dictionary(grouping: free) { "\($0.value)" }
      .sorted { $0.key < $1.key }
      .map { $0.value.sorted { $0.item.key < $1.item.key }.shuffled(using: &random) }
      .shuffled(using: &random)
    var chosen: [LabelledItem] = []
    var used: Set<String> = []
    while chosen.count < count, strata.contains(where: { !$0.isEmpty }) {
      for stratum in strata.indices where chosen.count < count {
        while let next = strata[stratum].popLast() {
          guard used.insert(next.question).inserted else { continue }
          chosen.append(next)
          break
        }
      }
    }
    return chosen.shuffled(using: &random)
  }
}

/// A judged example as it stands in a prompt, with the item that it is of.
public struct Exemplar: Hashable, Sendable {
  /// The item's key.
  public var item: String
  public var text: String

  public init(item: String, text: String) {
    self.item = item
    self.text = text
  }

  /// An item with people's answer: its texts fenced, its answers in stored order by their letters.
  ///
  /// - Parameter number: its place in the prompt, from 1.
  public init(_ labelled: LabelledItem, number: Int) {
    let text = ItemText(item: labelled.item)
    let count = labelled.item.candidates.count
    let answers = count == 1 ? text.answer(0) : text.answers(.asStored(count))
    item = labelled.item.key
    self.text = """
      Example \(number).
      \(text.conversation)
      \(answers)
      People's answer to example \(number): \(Self.words(labelled.value))
      """
  }

  private static func words(_ value: RatingValue) -> String {
    switch value {
    case .prefer(let candidate): AnswerMenu.letter(candidate)
    case .tie: "tie"
    case .bothBad: "none"
    case .ranking(let order): order.map(AnswerMenu.letter).joined(separator: " > ")
    case .category(let name): name
    case .score, .abstention: value.description
    }
  }
}
