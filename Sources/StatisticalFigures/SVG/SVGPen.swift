/// Collects the strokes, shapes and words of an SVG picture: thin, grey or black.
struct SVGPen {
  var elements: [SVGElement] = []

  enum Anchor: String {
    case start, middle, end
  }

  static func number(_ value: Double) -> String {
    var text = Numerals.fixed(value, decimals: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text.isEmpty ? "0" : text
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = "#000000",
    width: Double = 0.75, dash: String? = nil
  ) {
    var element = SVGElement(
      "line",
      [
        "x1": Self.number(x1), "y1": Self.number(y1), "x2": Self.number(x2),
        "y2": Self.number(y2), "stroke": stroke, "stroke-width": Self.number(width),
      ])
    if let dash { element.attributes.append(("stroke-dasharray", dash)) }
    elements.append(element)
  }

  mutating func path(
    _ points: [(x: Double, y: Double)], fill: String = "none", stroke: String = "#000000",
    width: Double = 1, dash: String? = nil
  ) {
    guard points.count > 1 else { return }
    let corners = points.map { Self.number($0.x) + "," + Self.number($0.y) }
    var element = SVGElement(
      fill == "none" ? "polyline" : "polygon",
      [
        "points": corners.joined(separator: " "), "fill": fill, "stroke": stroke,
        "stroke-width": Self.number(width), "stroke-linejoin": "round",
      ])
    if let dash { element.attributes.append(("stroke-dasharray", dash)) }
    elements.append(element)
  }

  mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String,
    stroke: String = "none"
  ) {
    elements.append(
      SVGElement(
        "rect",
        [
          "x": Self.number(x), "y": Self.number(y), "width": Self.number(max(0, width)),
          "height": Self.number(max(0, height)), "fill": fill, "stroke": stroke,
          "stroke-width": "0.5",
        ]))
  }

  mutating func words(
    _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = 11,
    fill: String = "#000000", isBold: Bool = false, isItalic: Bool = false
  ) {
    var element = SVGElement(
      "text",
      [
        "x": Self.number(x), "y": Self.number(y), "text-anchor": anchor.rawValue,
        "font-size": Self.number(size), "fill": fill,
      ], text: text)
    if isBold { element.attributes.append(("font-weight", "bold")) }
    if isItalic { element.attributes.append(("font-style", "italic")) }
    elements.append(element)
  }

  /// Words that read upwards, centred at a point.
  mutating func upright(_ text: String, _ x: Double, _ y: Double, size: Double = 11) {
    words(text, x, y, anchor: .middle, size: size)
    let turn = "rotate(-90 " + Self.number(x) + " " + Self.number(y) + ")"
    elements[elements.count - 1].attributes.append(("transform", turn))
  }

  /// A marker of radius about 3, told from the others by its shape and by being filled or open.
  mutating func marker(_ shape: MarkerShape, _ x: Double, _ y: Double, radius r: Double = 3) {
    switch shape {
    case .circle:
      elements.append(
        SVGElement(
          "circle",
          ["cx": Self.number(x), "cy": Self.number(y), "r": Self.number(r), "fill": "#000000"]))
    case .square: box(x - r, y - r, 2 * r, 2 * r, fill: "#ffffff", stroke: "#000000")
    case .diamond:
      let d = r * 1.3
      path([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], fill: "#000000", width: 0.5)
    case .triangle:
      let d = r * 1.2
      path([(x, y - d), (x + d, y + r), (x - d, y + r)], fill: "#ffffff", width: 0.75)
    case .cross:
      line(x - r, y - r, x + r, y + r, width: 1.25)
      line(x - r, y + r, x + r, y - r, width: 1.25)
    }
  }
}
