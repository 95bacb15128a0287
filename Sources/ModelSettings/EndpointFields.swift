import ModelCalls
import YAMLText

/// Reads the fields of one endpoint, and collects what is wrong with them.
struct EndpointFields {
  let file: String
  let entries: [YAMLEntry]
  let place: YAMLPlace
  private(set) var problems: [String] = []
  /// Empty where there is none, or none that can be one.
  private(set) var name = ""
  private(set) var namePlace: YAMLPlace

  init(file: String, entries: [YAMLEntry], place: YAMLPlace) {
    self.file = file
    self.entries = entries
    self.place = place
    namePlace = place
  }

  static let known = [
    "name", "url", "kind", "model", "family", "price", "limits", "time-limits", "capabilities",
    "key-env", "key-command",
  ]

  mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(file):\(place): \(problem)")
  }

  /// The name as a key before the fields; then there is none among them.
  mutating func setName(_ entry: YAMLEntry) {
    namePlace = entry.keyPlace
    name = checkedName(entry.key)
    if let other = entries.first(where: { $0.key == "name" }) {
      say(other.keyPlace, "name: the line above is the name already: leave this one out")
    }
  }

  /// The endpoint; nil where anything is wrong with it.
  mutating func endpoint() -> Endpoint? {
    for entry in entries { checkField(entry) }
    if namePlace == place {
      namePlace = node("name")?.place ?? place
      name = checkedName(text("name", needed: "what people call it, such as `name: gpt-4o`"))
    }
    let kind = kind()
    let endpoint = Endpoint(
      name: name, kind: kind, baseURL: url(kind),
      model: text("model", needed: "the model's name as the server knows it"),
      family: text("family"), prices: prices(), limits: limits(), times: times(),
      capabilities: capabilities(), key: key())
    return problems.isEmpty ? endpoint : nil
  }

  /// A field's value; nil where it is missing or empty.
  func node(_ field: String) -> YAMLNode? {
    entries.first { $0.key == field }.flatMap { $0.value.isNull ? nil : $0.value }
  }

  private mutating func checkField(_ entry: YAMLEntry) {
    if Self.known.contains(entry.key) { return }
    if KeyFields.isSecret(entry.key) { return say(entry.keyPlace, KeyFields.refusal(entry.key)) }
    say(entry.keyPlace, Self.unknown(entry.key, among: Self.known))
  }

  /// Names in full only what looks like a field: anything else may be a secret.
  static func unknown(_ word: String, among known: [String]) -> String {
    let isWord = word.count <= 30 && word.allSatisfy { $0.isLetter || "-_ ".contains($0) }
    let near = isWord ? "; did you mean '\(NearestWord.of(word, in: known))'?" : "."
    return (isWord ? "there is no field '\(word)'" : "there is no such field") + near
      + " There are " + known.joined(separator: ", ")
  }

  // MARK: - Texts

  /// - Parameter needed: what a field that has to be there is; nil for one that may be left out.
  private mutating func text(_ field: String, needed: String? = nil) -> String {
    guard let node = node(field) else {
      if let needed { say(place, "\(field): is missing: write \(needed)") }
      return ""
    }
    guard let text = node.text, text.contains(where: { !$0.isWhitespace }), !text.hasControls,
      text.count <= 300
    else {
      say(node.place, "\(field): is one line of text: write it behind the colon")
      return ""
    }
    return text
  }

  private mutating func checkedName(_ name: String) -> String {
    guard name.contains(",") || name.hasControls || name.count > 100 else { return name }
    say(
      namePlace,
      "name: at most 100 characters without commas, since names stand in lists such as "
        + "--seats A,B")
    return ""
  }

  private mutating func kind() -> EndpointKind {
    guard let node = node("kind") else { return .openAIChat }
    let words = EndpointKind.allCases.map(\.rawValue)
    if let kind = EndpointKind(rawValue: node.text ?? "") { return kind }
    let near = NearestWord.of(node.text ?? "", in: words)
    say(
      node.place,
      "kind: is one of \(words.joined(separator: ", ")); did you mean '\(near)'?")
    return .openAIChat
  }

  private mutating func url(_ kind: EndpointKind) -> String {
    let url = text("url", needed: "the base address, such as \(kind.exampleURL)")
    guard !url.isEmpty, let problem = EndpointURL.problem(url) else { return url }
    say(node("url")?.place ?? place, "url: " + problem)
    return ""
  }

  private mutating func capabilities() -> Set<Capability> {
    guard let node = node("capabilities") else { return [] }
    let words = Capability.allCases.map(\.rawValue)
    var all: Set<Capability> = []
    for element in node.elements ?? [node] {
      let word = element.text == "reasoning" ? Capability.reasoningEffort.rawValue : element.text
      if let capability = Capability(rawValue: word ?? "") {
        all.insert(capability)
      } else {
        let near = NearestWord.of(word ?? "", in: words)
        say(
          element.place,
          "capabilities: is a list of \(words.joined(separator: ", ")); did you mean '\(near)'?")
      }
    }
    return all
  }
}

extension String {
  /// Whether it has line ends or characters that cannot be seen.
  var hasControls: Bool {
    unicodeScalars.contains {
      [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        $0.properties.generalCategory)
    }
  }
}
