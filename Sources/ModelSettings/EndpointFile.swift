import ModelCalls
import YAMLText

/// An endpoint and where it was written.
public struct PlacedEndpoint: Hashable, Sendable {
  public var endpoint: Endpoint
  public var file: String
  /// From 1.
  public var line: Int
}

/// What one `endpoints.yaml` says: all that is sound, and what is wrong with the rest.
public struct EndpointFile: Sendable {
  /// What problems call it.
  public let file: String
  /// In the order of the file; names are distinct.
  public private(set) var entries: [PlacedEndpoint] = []
  /// One line each: file, line, field, what is wrong, what to do. Never a secret.
  public private(set) var problems: [String] = []
  /// The problems of entries that have a name and cannot be used.
  public private(set) var broken: [String: [String]] = [:]
  /// Whether something is wrong in a place where any name may have stood.
  public private(set) var hidesNames = false

  /// Reads `endpoints:` with a list under it, or with `NAME:` lines and the fields under each.
  /// A mistake costs the entry it is in, and no other.
  public init(_ text: String, file: String) {
    self.file = file
    let (root, errors) = YAMLDocument.salvage(text, name: file)
    problems = errors.map(\.description)
    hidesNames = !errors.isEmpty
    guard !root.isNull else { return }
    take(root)
  }

  private mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(file):\(place): \(problem)")
    hidesNames = true
  }

  private mutating func take(_ root: YAMLNode) {
    guard let entries = root.entries else {
      return say(root.place, "begin with a line `endpoints:`, and write the models under it")
    }
    for entry in entries {
      guard entry.key == "endpoints" else {
        say(
          entry.keyPlace,
          "there is nothing but `endpoints:` at the left edge: move this under it")
        continue
      }
      if entry.value.isNull { continue }
      if let list = entry.value.elements {
        for node in list { take(node, name: nil) }
      } else if let named = entry.value.entries {
        for line in named { take(line.value, name: line) }
      } else {
        say(entry.value.place, "a list of models stands here, each beginning with `- name:`")
      }
    }
  }

  /// - Parameter name: where the name stands before the fields.
  private mutating func take(_ node: YAMLNode, name: YAMLEntry?) {
    guard let fields = node.entries else {
      return say(node.place, "a model is written as `field: value` lines, such as `url: https://…`")
    }
    var reading = EndpointFields(file: file, entries: fields, place: node.place)
    if let name { reading.setName(name) }
    let endpoint = reading.endpoint()
    let line = (name?.keyPlace ?? node.place).line
    if let other = entries.first(where: { $0.endpoint.name == reading.name }) {
      say(
        reading.namePlace,
        "name: '\(reading.name)' is there already, in line \(other.line): give one of them another")
    } else if let endpoint {
      entries.append(PlacedEndpoint(endpoint: endpoint, file: file, line: line))
    } else if reading.name.isEmpty {
      hidesNames = true
    } else {
      broken[reading.name, default: []] += reading.problems
    }
    problems += reading.problems
  }
}
