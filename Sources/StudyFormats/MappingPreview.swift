/// What each field of a file is taken for, before anything is written.
public struct MappingPreview: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var field: String
    public var meaning: String
    public var example: String
  }

  public var fields: [Field]
  public var mapping: FieldMapping
  /// Whether an earlier import of this study decided it.
  public var isSaved: Bool
}
