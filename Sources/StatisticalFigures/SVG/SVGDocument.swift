/// One element of an SVG picture: a name, attributes in a fixed order, and children or text.
struct SVGElement: Sendable {
  var name: String
  var attributes: [(name: String, value: String)]
  var children: [SVGElement]
  /// Character data before the children; escaped when it is written.
  var text: String

  init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String = "",
    children: [SVGElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    self.text = text
    self.children = children
  }

  func write(into output: inout String, depth: Int) {
    output += String(repeating: " ", count: depth) + "<" + name
    for attribute in attributes {
      output += " " + attribute.name + "=\"" + Self.escaped(attribute.value) + "\""
    }
    if children.isEmpty, text.isEmpty {
      output += "/>\n"
      return
    }
    output += ">" + Self.escaped(text)
    if !children.isEmpty {
      output += "\n"
      for child in children { child.write(into: &output, depth: depth + 1) }
      output += String(repeating: " ", count: depth)
    }
    output += "</" + name + ">\n"
  }

  /// Text for XML 1.0: markup escaped; what XML or a reader's eye cannot bear is left out.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in SafeText.cleaned(text).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

/// A standalone SVG 1.1 picture with a title and a description for those who cannot see it.
struct SVGDocument {
  var width: Int
  var height: Int
  var title: String
  var summary: String
  var elements: [SVGElement] = []

  /// The bytes depend on the contents only. O(elements).
  var text: String {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let root = SVGElement(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": "\(width)", "height": "\(height)",
        "viewBox": "0 0 \(width) \(height)", "role": "img", "font-family": "sans-serif",
        "font-size": "11",
      ],
      children: [
        SVGElement("title", text: title),
        SVGElement("desc", text: summary),
        SVGElement("rect", ["width": "100%", "height": "100%", "fill": "#ffffff"]),
      ] + elements)
    root.write(into: &output, depth: 0)
    return output
  }
}
