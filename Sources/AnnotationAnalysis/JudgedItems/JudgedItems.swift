import AgreementStatistics
import AnnotationModel

/// The items that a judge answered, beside what a reference says of those that it labelled: what
/// every question of how far the judge may stand in for people begins with.
public struct JudgedItems: Hashable, Sendable {
  /// An item with an answer by both, by the categories' places in the table of the two.
  public struct Labelled: Hashable, Sendable {
    public var item: ItemID
    public var label: Int
    public var verdict: Int

    public var isWrong: Bool { label != verdict }
  }

  /// An item that the judge answered and the reference never rated.
  public struct Unlabelled: Hashable, Sendable {
    public var item: ItemID
    public var verdict: Int
  }

  public let categories: TabulatedCategories
  public internal(set) var labelled: [Labelled] = []
  public internal(set) var unlabelled: [Unlabelled] = []
  /// Items that neither rated, or without an answer by the judge and never rated by the reference:
  /// only people can label them.
  public internal(set) var unjudged: [ItemID] = []
  /// Items that the reference rated and that do not enter, by reason.
  public internal(set) var leftOut: [LeftOutReason: Int] = [:]

  /// Items that the judge answered.
  public var count: Int { labelled.count + unlabelled.count }

  /// Reference (rows) against judge.
  public var confusion: ConfusionTable {
    var table = ConfusionTable(categoryCount: categories.count)
    for item in labelled { table.add(1, row: item.label, column: item.verdict) }
    return table
  }

  /// The same items in the order in which they were labelled; those that `order` does not name
  /// come last, in file order. O(items).
  public func labelled(inOrder order: [ItemID]) -> [Labelled] {
    var places: [ItemID: Int] = [:]
    for (place, item) in order.enumerated() { places[item] = place }
    return labelled.sorted {
      (places[$0.item] ?? .max, $0.item.value) < (places[$1.item] ?? .max, $1.item.value)
    }
  }
}

extension AgreementTracker {
  /// A judge's items under the policy in force, each part in file order. An item enters `labelled`
  /// exactly where the table of the two has it. O(items).
  public func judgedItems(by judge: StreamID, reference: StreamID) -> JudgedItems {
    var result = JudgedItems(categories: categories)
    guard let verdicts = stream(judge)?.codes, let labels = stream(reference)?.codes else {
      return result
    }
    for index in verdicts.indices {
      let (verdict, label) = (verdicts[index], labels[index])
      let item = ItemID(Int64(index + 1))
      guard label == CodeSpan.notRated else {
        switch categories.landing(label, verdict) {
        case .cell(let row, let column):
          result.labelled.append(.init(item: item, label: row, verdict: column))
        case .out(let reason): result.leftOut[reason, default: 0] += 1
        case .nowhere: break
        }
        continue
      }
      if let place = categories.category(of: verdict) {
        result.unlabelled.append(.init(item: item, verdict: place))
      } else {
        result.unjudged.append(item)
      }
    }
    return result
  }
}

extension TabulatedCategories {
  /// Where a single answer stands in the table, whoever it is compared with; nil where it is left
  /// out, or depends on the other rater.
  func category(of code: Int16) -> Int? {
    if case .cell(let place, _) = landing(code, code) { place } else { nil }
  }
}
