/// Why endpoints or prompts cannot be used: every mistake, one a line, each with its file, its
/// line and what to do.
public struct ModelSettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [String]

  public init(problems: [String]) { self.problems = problems }

  /// Mending the file is the remedy.
  public var isRetryable: Bool { false }
  public var description: String { problems.joined(separator: "\n") }
}
