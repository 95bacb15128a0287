import AgreementStatistics

/// Systems in the order that two raters give them, with a line from each place to its other place:
/// lines cross where the raters disagree. Tufte 1983, "The visual display of quantitative
/// information" (slope graph).
///
/// As columns become few, names are shortened, then left out. As rows become few: title, caption,
/// raters' names, and then the systems with the last places, with a line that says how many.
public struct RankPlot: StatisticalFigure {
  /// One system.
  public struct System: Hashable, Sendable {
    /// What stands beside its places.
    public var name: String
    /// Its rank by the first rater: 1 is best, tied ones have their mean rank; nil where the rater
    /// ranks it not.
    public var left: Double?
    /// The same by the second rater.
    public var right: Double?

    /// A system with these ranks.
    public init(name: String, left: Double?, right: Double?) {
      self.name = name
      self.left = left
      self.right = right
    }
  }

  /// Above the picture.
  public var title: String
  /// The first rater.
  public var leftRater: String
  /// The second rater.
  public var rightRater: String
  /// In any order; those without both ranks are counted in the caption.
  public var systems: [System]
  /// Kendall's rank correlation of the two orders; nil to leave it out.
  public var tau: Estimate?
  /// Spearman's rank correlation; nil to leave it out.
  public var rho: Estimate?

  /// A plot of these systems.
  public init(
    title: String, leftRater: String, rightRater: String, systems: [System],
    tau: Estimate? = nil, rho: Estimate? = nil
  ) {
    self.title = title
    self.leftRater = leftRater
    self.rightRater = rightRater
    self.systems = systems
    self.tau = tau
    self.rho = rho
  }

  /// The picture in characters.
  public func characters(
    width: Int, height: Int, style: CharacterStyle = .unicode
  ) -> CharacterPicture {
    RankCharacters.picture(self, width: width, height: height, style: style)
  }

  /// The picture in SVG.
  public func svg(width: Int = 440, height: Int = 320) -> String {
    RankSVG.text(self, width: width, height: height)
  }

  /// A system with its places from the top, from 0 on, on both sides.
  struct Place: Hashable {
    var name: String
    var leftRank: String
    var rightRank: String
    var left: Int
    var right: Int
  }

  /// By the place on the left; at most so many of the best on the left. O(n log n).
  func places(atMost limit: Int = .max) -> [Place] {
    let ranked = systems.compactMap { system -> (name: String, left: Double, right: Double)? in
      guard let left = system.left, let right = system.right, PlotAxis.isDrawable(left),
        PlotAxis.isDrawable(right)
      else { return nil }
      return (system.name, left, right)
    }
    let byLeft = ranked.sorted { ($0.left, $0.right, $0.name) < ($1.left, $1.right, $1.name) }
      .prefix(max(0, limit))
    let byRight = byLeft.indices.sorted {
      (byLeft[$0].right, byLeft[$0].left, $0) < (byLeft[$1].right, byLeft[$1].left, $1)
    }
    var right = Array(repeating: 0, count: byLeft.count)
    for (place, index) in byRight.enumerated() { right[index] = place }
    return byLeft.enumerated().map { index, system in
      Place(
        name: system.name, leftRank: Numerals.brief(system.left, decimals: 1),
        rightRank: Numerals.brief(system.right, decimals: 1), left: index, right: right[index])
    }
  }

  var caption: [String] {
    var facts: [String] = []
    if let tau { facts.append("τ " + tau.described()) }
    if let rho { facts.append("ρ " + rho.described()) }
    let count = places().count
    facts.append("n = \(count) systems")
    if count < systems.count { facts.append("\(systems.count - count) without both ranks") }
    let levels = [tau, rho].compactMap { $0 }.levelText
    if let levels { facts.append(levels) }
    return facts
  }

  var summary: String {
    let texts = places().map { "\($0.name) \($0.leftRank) to \($0.rightRank)" }
    return ([title, "ranks by \(leftRater) and by \(rightRater)"] + caption + texts)
      .joined(separator: "; ")
  }
}
