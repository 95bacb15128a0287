import CYAML

/// Reads one YAML 1.1 document with libyaml into values.
///
/// Safe on hostile text: depth and number of nodes are limited, aliases count as often as they are
/// used, duplicate keys are refused.
public enum YAMLDocument {
  public static let depthLimit = 64
  public static let nodeLimit = 200_000

  /// The version of libyaml that this program runs with.
  public static var libraryVersion: String { String(cString: yaml_get_version_string()) }

  /// The document of a text; an empty text is a null scalar at 1:1. Linear in the text.
  /// - Parameter name: what errors call the text, such as a file's name.
  public static func parse(_ text: String, name: String) throws(YAMLError) -> YAMLNode {
    var copy = text
    let result = copy.withUTF8 { bytes in
      Result { () throws(YAMLError) in
        var reader = try YAMLEventReader(bytes, name: name)
        defer { reader.close() }
        return try reader.document()
      }
    }
    return try result.get()
  }
}

/// libyaml's parser over bytes that outlive it, and the nodes seen so far.
private struct YAMLEventReader {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
  private let name: String
  private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
  private var nodes = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, name: String) throws(YAMLError) {
    self.name = name
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      throw YAMLError(.outOfMemory, name: name, place: YAMLPlace(line: 1, column: 1))
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress ?? Self.nothing, bytes.count)
  }

  /// libyaml asserts that its input is not NULL, also when it is empty.
  private static var nothing: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }

  func close() {
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  mutating func document() throws(YAMLError) -> YAMLNode {
    var found: YAMLNode?
    while true {
      try next()
      defer { yaml_event_delete(event) }
      switch event.pointee.type {
      case YAML_STREAM_END_EVENT:
        return found
          ?? YAMLNode(.scalar("", isPlain: true), at: YAMLPlace(line: 1, column: 1))
      case YAML_DOCUMENT_START_EVENT:
        guard found == nil else { throw error(.secondDocument) }
        try next(releasing: true)
        found = try node(depth: 1)
      default: break
      }
    }
  }

  private mutating func next(releasing: Bool = false) throws(YAMLError) {
    if releasing { yaml_event_delete(event) }
    guard yaml_parser_parse(parser, event) == 1 else {
      event.pointee.type = YAML_NO_EVENT
      throw failure()
    }
  }

  /// The node that begins with the current event; leaves its last event current.
  private mutating func node(depth: Int) throws(YAMLError) -> YAMLNode {
    guard depth <= YAMLDocument.depthLimit else {
      throw error(.tooDeep(limit: YAMLDocument.depthLimit))
    }
    let before = nodes
    try count(1)
    let place = place(event.pointee.start_mark)
    var anchor: String?
    let content: YAMLNode.Content
    switch event.pointee.type {
    case YAML_SCALAR_EVENT:
      anchor = Self.text(event.pointee.data.scalar.anchor)
      content = scalar()
    case YAML_SEQUENCE_START_EVENT:
      anchor = Self.text(event.pointee.data.sequence_start.anchor)
      content = try sequence(depth: depth)
    case YAML_MAPPING_START_EVENT:
      anchor = Self.text(event.pointee.data.mapping_start.anchor)
      content = try mapping(depth: depth)
    default: return try alias(at: place)
    }
    let node = YAMLNode(content, at: place)
    if let anchor { anchors[anchor] = (node, nodes - before) }
    return node
  }

  private func scalar() -> YAMLNode.Content {
    let scalar = event.pointee.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let isTagged = Self.text(scalar.tag) == "tag:yaml.org,2002:str"
    return .scalar(
      String(decoding: bytes, as: UTF8.self),
      isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE && !isTagged)
  }

  private mutating func sequence(depth: Int) throws(YAMLError) -> YAMLNode.Content {
    var elements: [YAMLNode] = []
    while true {
      try next(releasing: true)
      if event.pointee.type == YAML_SEQUENCE_END_EVENT { return .sequence(elements) }
      elements.append(try node(depth: depth + 1))
    }
  }

  private mutating func mapping(depth: Int) throws(YAMLError) -> YAMLNode.Content {
    var entries: [YAMLEntry] = []
    var seen: Set<String> = []
    while true {
      try next(releasing: true)
      if event.pointee.type == YAML_MAPPING_END_EVENT { return .mapping(entries) }
      let key = try node(depth: depth + 1)
      guard let word = key.text else {
        throw YAMLError(.keyIsNotText, name: name, place: key.place)
      }
      guard seen.insert(word).inserted else {
        throw YAMLError(.duplicateKey(word), name: name, place: key.place)
      }
      try next(releasing: true)
      let value = try node(depth: depth + 1)
      entries.append(YAMLEntry(key: word, keyPlace: key.place, value: value))
    }
  }

  private mutating func alias(at place: YAMLPlace) throws(YAMLError) -> YAMLNode {
    guard event.pointee.type == YAML_ALIAS_EVENT else {
      throw error(.syntax("a value is missing"))
    }
    let anchor = Self.text(event.pointee.data.alias.anchor) ?? ""
    guard let known = anchors[anchor] else { throw error(.unknownAnchor(anchor)) }
    try count(known.size - 1)
    return known.node
  }

  private mutating func count(_ more: Int) throws(YAMLError) {
    nodes += more
    guard nodes <= YAMLDocument.nodeLimit else {
      throw error(.tooLarge(limit: YAMLDocument.nodeLimit))
    }
  }

  private func error(_ reason: YAMLError.Reason) -> YAMLError {
    YAMLError(reason, name: name, place: place(event.pointee.start_mark))
  }

  private func failure() -> YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown"
    let mark =
      parser.pointee.error == YAML_READER_ERROR ? parser.pointee.mark : parser.pointee.problem_mark
    let reason: YAMLError.Reason =
      parser.pointee.error == YAML_MEMORY_ERROR ? .outOfMemory : .syntax(problem)
    return YAMLError(reason, name: name, place: place(mark))
  }

  private func place(_ mark: yaml_mark_t) -> YAMLPlace {
    YAMLPlace(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
