/// Kappa against price in characters: every jury a point, those that nobody beats marked.
public struct CostPicture: Hashable, Sendable {
  /// A jury by what it costs and how far it agrees.
  public struct Point: Hashable, Sendable {
    /// Of an item, in the endpoints' currency.
    public var cost: Double
    public var kappa: Double

    public init(_ cost: Double, _ kappa: Double) {
      self.cost = cost
      self.kappa = kappa
    }
  }

  public var points: [Point]
  public var frontier: [Point]
  /// Characters of the plot itself, without its axes.
  public var width: Int
  public var height: Int
  /// Drawn as `@` where no point of the frontier is; nil for none.
  public var marked: Point?

  /// - Parameters:
  ///   - frontier: of `points`, those that no other beats in both.
  ///   - width, height: of the plot, at least 2.
  public init(points: [Point], frontier: [Point], width: Int = 60, height: Int = 14) {
    self.points = points
    self.frontier = frontier
    self.width = width
    self.height = height
  }

  /// Lines without a last line end; kappa upward, price to the right. Empty without points.
  public var text: String {
    let body = lines { _ in "#" }
    guard !body.isEmpty else { return "" }
    return
      (["kappa against cost per item (. a jury, # one that no other beats in both)"] + body)
      .joined(separator: "\n")
  }

  /// The plot with its axes, from the highest kappa down; the ends of both axes carry their
  /// numbers. Empty without points.
  ///
  /// - Parameter sign: what stands for the frontier's point of a number, from 0; of points in one
  ///   place the first is seen.
  public func lines(sign: (Int) -> Character) -> [String] {
    guard let frame = Frame(points) else { return [] }
    var grid = Array(
      repeating: Array(repeating: Character(" "), count: width), count: height)
    func put(_ point: Point, _ sign: Character) {
      let (row, column) = frame.place(point, width: width, height: height)
      grid[row][column] = sign
    }
    for point in points { put(point, ".") }
    if let marked { put(marked, "@") }
    for (number, point) in frontier.enumerated().reversed() { put(point, sign(number)) }
    var labels = [height - 1: Figure.decimal(frame.worst)]
    if frame.best > frame.worst { labels[0] = Figure.decimal(frame.best) }
    let margin = labels.values.map(\.count).max() ?? 0
    var lines = grid.enumerated().map { row, signs in
      let label = labels[row] ?? ""
      return String(repeating: " ", count: margin - label.count) + label + " |"
        + Self.trimmed(String(signs))
    }
    let indent = String(repeating: " ", count: margin + 1)
    lines.append(indent + "+" + String(repeating: "-", count: width))
    let (low, high) = (Price.text(frame.cheapest), Price.text(frame.dearest))
    let gap = String(repeating: " ", count: max(1, width - low.count - high.count))
    lines.append(indent + " " + low + gap + high)
    return lines
  }

  /// The ends of the axes.
  private struct Frame {
    var cheapest: Double
    var dearest: Double
    var worst: Double
    var best: Double

    init?(_ points: [Point]) {
      let (costs, kappas) = (points.map(\.cost), points.map(\.kappa))
      guard let cheapest = costs.min(), let dearest = costs.max(), let worst = kappas.min(),
        let best = kappas.max()
      else { return nil }
      (self.cheapest, self.dearest, self.worst, self.best) = (cheapest, dearest, worst, best)
    }

    func place(_ point: Point, width: Int, height: Int) -> (row: Int, column: Int) {
      func at(_ value: Double, _ low: Double, _ high: Double, _ size: Int) -> Int {
        high > low ? Int(((value - low) / (high - low) * Double(size - 1)).rounded()) : 0
      }
      return (
        height - 1 - at(point.kappa, worst, best, height),
        at(point.cost, cheapest, dearest, width)
      )
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
