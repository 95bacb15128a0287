import AnnotationModel

/// What each field of a file is taken for, before anything is written.
public struct MappingPreview: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var field: String
    public var meaning: String
    public var example: String
  }

  public var fields: [Field]
  public var mapping: FieldMapping
  /// What stands between the fields, where it is not what the file's ending says; else nil.
  public var separator: Separator?
  /// Whether an earlier import of this study decided it.
  public var isSaved: Bool

  /// The fields that mean nothing to the study, in their order.
  public var leftOut: [String] { fields.filter { $0.meaning == Self.nothing }.map(\.field) }

  static let nothing = "(left out)"

  /// Whether some field holds what a rater says.
  public var hasAnswers: Bool {
    ["verdict", "score", "raters"].contains { mapping.fields[$0] != nil }
  }

  /// What to say where there is none.
  public var noAnswers: String {
    "no column was taken for an answer: items only. Where one holds answers, map it to verdict, "
      + "score or raters"
  }
}

extension ImportSummary {
  /// What an import did that its user may not have meant, a line each.
  ///
  /// - Parameter mapping: how columns were read; nil for formats that have none.
  public func warnings(_ mapping: MappingPreview?) -> [String] {
    var result: [String] = []
    if let mapping, !mapping.hasAnswers { result.append(mapping.noAnswers) }
    if replacedLabels > 0 {
      result.append(
        "second answers of a person to an item: \(replacedLabels); the last one holds, the "
          + "others are in the history")
    }
    if replacedVerdicts > 0 {
      result.append(
        "second answers of a judge to an item in the same order: \(replacedVerdicts); the last one "
          + "holds. A column mapped to order or turn tells them apart")
    }
    if textlessItems > 0 {
      result.append(
        "items without texts of their responses: \(textlessItems); their ratings can be compared, "
          + "and on the screen nobody can label them")
    }
    if twinItems > 0 {
      result.append(
        "items with the texts of items that were there under other keys: \(twinItems); if they are "
          + "the same, import into a new study with the key's column mapped to item")
    }
    return result
  }
}
