import AnnotationModel

/// How a study file is opened.
public enum OpenMode: Hashable, Sendable {
  /// Labels can be committed. Fails where the file or its folder cannot be written.
  case readWrite
  /// For long reads beside a writer; also the only way into a file without write permission.
  case readOnly
}

/// A rater and how many ratings it has now, in all phases and orders.
public struct RaterSummary: Hashable, Sendable {
  public var rater: Rater
  public var ratings: Int
}

/// One column of ratings that exists, and its length.
public struct RatingColumnSummary: Hashable, Sendable {
  public var rater: RaterID
  public var phase: LabelPhase
  public var swapped: Bool
  public var count: Int
}

/// How far the full-text index has come.
public struct SearchIndexState: Hashable, Sendable {
  public var indexed: Int
  public var total: Int

  public var isComplete: Bool { indexed >= total }
}

/// What changed since a sequence number.
public struct RatingChanges: Hashable, Sendable {
  /// Ask again with this number.
  public var lastSequence: Int64
  /// In the order of the commits.
  public var changes: [RatingChange]
  /// True when there were too many to list: read the columns again.
  public var reloads: Bool
}

/// One thing that `check` found wrong.
public struct CheckFinding: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in one line.
  public var problem: String
  /// What to do about it.
  public var remedy: String

  public var description: String { problem + " " + remedy }
}

/// A person's sitting: when they came and went, and with what.
public struct SessionRecord: Hashable, Sendable {
  public var rater: RaterID
  public var startedAtMilliseconds: Milliseconds
  public var endedAtMilliseconds: Milliseconds?
  /// The program and its version.
  public var program: String
  /// `TERM` and size, such as `xterm-256color 80x24`.
  public var terminal: String

  public init(
    rater: RaterID, startedAtMilliseconds: Milliseconds, endedAtMilliseconds: Milliseconds? = nil,
    program: String = "", terminal: String = ""
  ) {
    self.rater = rater
    self.startedAtMilliseconds = startedAtMilliseconds
    self.endedAtMilliseconds = endedAtMilliseconds
    self.program = program
    self.terminal = terminal
  }
}

/// Where an export stands between two calls of `records(after:limit:)`.
public struct ExportCursor: Hashable, Sendable {
  enum Section: Int, Sendable { case items, raters, labels, verdicts, originals, queues }

  var section: Section
  var after: Int64
}
