import AnnotationModel

/// What a report says of a study beside its figures.
public struct StudyFacts: Hashable, Sendable {
  /// What is known of how a rater came to its answers.
  public struct Rater: Hashable, Sendable {
    /// The model behind it; "" for people, and where the file does not know.
    public var model: String
    /// How the model was asked, in words; "" where no run of the study tells.
    public var settings: String
    /// Versions of the programs that read its replies, sorted.
    public var parsers: [String]

    /// Nothing is known where nothing is given.
    public init(model: String = "", settings: String = "", parsers: [String] = []) {
      self.model = model
      self.settings = settings
      self.parsers = parsers
    }
  }

  /// The study's.
  public var title: String
  /// All items, rated or not.
  public var itemCount: Int
  /// Different questions among the items.
  public var questionCount: Int
  /// What its answers are.
  public var scale: Scale
  /// By name; who is missing is not known.
  public var raters: [String: Rater] = [:]
  /// When the first and the last label were given, in milliseconds since 1970; nil where no label
  /// has a time.
  public var labelled: ClosedRange<Milliseconds>?
  /// SHA-256 of the study's contents, 64 hexadecimal digits.
  public var contentHash: String
  /// Of the program.
  public var version: String
  /// What is to stand on the report as its date; nil for none.
  public var date: String?

  /// Facts of a study about whose raters nothing more is known.
  public init(
    title: String, itemCount: Int, questionCount: Int, scale: Scale, contentHash: String,
    version: String
  ) {
    self.title = title
    self.itemCount = itemCount
    self.questionCount = questionCount
    self.scale = scale
    self.contentHash = contentHash
    self.version = version
  }
}
