/// What a figure with two numeric axes shows, before it is characters or SVG.
struct Chart: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  struct Span: Hashable, Sendable {
    var x: Double
    var low: Double
    var high: Double
  }

  enum Stroke: Hashable, Sendable { case solid, dashed, dotDashed, dotted }

  struct Line: Hashable, Sendable {
    var points: [Point]
    var stroke: Stroke
  }

  struct Mark: Hashable, Sendable {
    var point: Point
    var shape: MarkerShape = .circle
    var span: Span?
    var label: String = ""
  }

  /// A count from one place of the x axis to another.
  struct Count: Hashable, Sendable {
    var low: Double
    var high: Double
    var count: Int
  }

  enum Sign: Hashable, Sendable {
    case band
    case stroke(Stroke)
    case mark(MarkerShape)
  }

  /// An entry of the legend.
  struct Key: Hashable, Sendable {
    var sign: Sign
    var text: String
  }

  var title: String
  var x: PlotAxis
  var y: PlotAxis
  var band: [Span] = []
  var lines: [Line] = []
  var marks: [Mark] = []
  /// Thresholds: dashed lines across the whole plot.
  var levelsOfY: [Double] = []
  var levelsOfX: [Double] = []
  var counts: [Count] = []
  var keys: [Key] = []
  /// Short facts, each whole or not shown.
  var caption: [String] = []

  /// For those who cannot see it.
  var summary: String {
    var parts = [title, "Across: \(x.title). Up: \(y.title)."]
    parts += keys.map(\.text)
    parts += caption
    return parts.joined(separator: "; ")
  }
}
