import Workbench

/// Kappa against price in characters: every jury a point, those that nobody beats marked.
struct CostPicture {
  struct Point: Hashable {
    var cost: Double
    var kappa: Double

    init(_ cost: Double, _ kappa: Double) {
      self.cost = cost
      self.kappa = kappa
    }
  }

  var points: [Point]
  var frontier: [Point]
  var width = 60
  var height = 14

  /// Lines without a last line end; kappa upward, price to the right. Empty without points.
  var text: String {
    let costs = points.map(\.cost)
    let kappas = points.map(\.kappa)
    guard let cheapest = costs.min(), let dearest = costs.max(), let worst = kappas.min(),
      let best = kappas.max()
    else { return "" }
    func place(_ value: Double, _ low: Double, _ high: Double, _ size: Int) -> Int {
      high > low ? Int(((value - low) / (high - low) * Double(size - 1)).rounded()) : 0
    }
    var grid = Array(
      repeating: Array(repeating: Character(" "), count: width), count: height)
    for (sign, marked) in [(Character("."), points), ("#", frontier)] {
      for point in marked {
        let row = height - 1 - place(point.kappa, worst, best, height)
        grid[row][place(point.cost, cheapest, dearest, width)] = sign
      }
    }
    var labels = [height - 1: Figure.decimal(worst)]
    if best > worst { labels[0] = Figure.decimal(best) }
    let margin = labels.values.map(\.count).max() ?? 0
    var lines = ["kappa against cost per item (. a jury, # one that no other beats in both)"]
    for (row, signs) in grid.enumerated() {
      let label = labels[row] ?? ""
      lines.append(
        String(repeating: " ", count: margin - label.count) + label + " |"
          + Self.trimmed(String(signs)))
    }
    let indent = String(repeating: " ", count: margin + 1)
    lines.append(indent + "+" + String(repeating: "-", count: width))
    let (low, high) = (Price.text(cheapest), Price.text(dearest))
    let gap = String(repeating: " ", count: max(1, width - low.count - high.count))
    lines.append(indent + " " + low + gap + high)
    return lines.joined(separator: "\n")
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
