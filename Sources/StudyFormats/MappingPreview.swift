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
}
