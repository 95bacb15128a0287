import AgreementStatistics
import AnnotationModel

/// What is asked of each answer, so that it becomes a number.
public enum PassMeasure: Hashable, Sendable {
  /// Whether it is this category, by its place in the table.
  case category(Int)
  /// Whether it names this candidate, by item; other items are not asked. A tie is no win.
  case wins([ItemID: Int])
  /// Its number, on a score scale.
  case mean

  /// Whether an answer is a pass or none.
  public var isRate: Bool { self != .mean }
}

/// People's and a judge's numbers of the same items, by item.
public struct MeasuredItems: Hashable, Sendable {
  public struct Labelled: Hashable, Sendable {
    public var item: ItemID
    public var score: Double
    public var prediction: Double
  }

  public struct Unlabelled: Hashable, Sendable {
    public var item: ItemID
    public var prediction: Double
  }

  public var labelled: [Labelled] = []
  public var unlabelled: [Unlabelled] = []

  /// Items of which the measure asks nothing are left out. O(items).
  public init(_ items: JudgedItems, _ measure: PassMeasure) {
    for found in items.labelled {
      guard let score = measure.number(found.label, found.item, items.categories),
        let prediction = measure.number(found.verdict, found.item, items.categories)
      else { continue }
      labelled.append(.init(item: found.item, score: score, prediction: prediction))
    }
    for found in items.unlabelled {
      guard let prediction = measure.number(found.verdict, found.item, items.categories) else {
        continue
      }
      unlabelled.append(.init(item: found.item, prediction: prediction))
    }
  }

  private init() {}

  /// Only the items that `isIn` holds of.
  func filter(_ isIn: (ItemID) -> Bool) -> MeasuredItems {
    var result = MeasuredItems()
    result.labelled = labelled.filter { isIn($0.item) }
    result.unlabelled = unlabelled.filter { isIn($0.item) }
    return result
  }

  public var count: Int { labelled.count + unlabelled.count }

  var scores: PredictedScores {
    PredictedScores(
      labelled: labelled.map { ($0.score, $0.prediction) }, unlabelled: unlabelled.map(\.prediction)
    )
  }

  var passes: JudgedPasses {
    var table = ConfusionTable(categoryCount: 2)
    for item in labelled { table.add(1, row: Int(item.score), column: Int(item.prediction)) }
    return JudgedPasses(
      labelled: table, unlabelledPassed: unlabelled.count { $0.prediction == 1 },
      unlabelledCount: unlabelled.count)
  }
}

extension PassMeasure {
  /// Nil where nothing is asked of the item, or where the answer has no number.
  fileprivate func number(
    _ place: Int, _ item: ItemID, _ categories: TabulatedCategories
  ) -> Double? {
    switch self {
    case .category(let wanted): return place == wanted ? 1 : 0
    case .wins(let candidates):
      guard let candidate = candidates[item] else { return nil }
      return categories.code(ofIndex: place) == candidate ? 1 : 0
    case .mean: return Double(categories.names[place])
    }
  }
}
