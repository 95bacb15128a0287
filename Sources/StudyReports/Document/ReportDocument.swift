import StatisticalFigures

/// A report as a value: what stands where, and nothing of how a page shows it. Its texts may hold
/// anything, names from files too: the renderers make them harmless.
public struct ReportDocument: Hashable, Sendable {
  /// A heading with what belongs to it.
  public struct Section: Hashable, Sendable {
    /// The heading's words.
    public var title: String
    /// From the top.
    public var blocks: [Block]

    /// A section of these blocks.
    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// What a section is made of.
  public enum Block: Hashable, Sendable {
    case paragraph(String)
    /// Short paragraphs of equal rank.
    case list([String])
    case table(ReportTable)
    case picture(ReportPicture)
  }

  /// Of the whole report.
  public var title: String
  /// From the top.
  public var sections: [Section]

  /// A report of these sections.
  public init(title: String, sections: [Section]) {
    self.title = title
    self.sections = sections
  }
}

/// A table with its caption and what is to be known of its figures.
public struct ReportTable: Hashable, Sendable {
  /// What a column holds decides how it is set.
  public enum Content: Hashable, Sendable {
    /// A name or a word.
    case words
    /// To the right.
    case number
    /// As long as it likes: broken into lines where a page can.
    case prose
  }

  /// A heading with the content beneath it.
  public struct Column: Hashable, Sendable {
    /// Its words.
    public var title: String
    /// What its cells hold.
    public var content: Content

    /// A column of this content.
    public init(_ title: String, _ content: Content = .number) {
      self.title = title
      self.content = content
    }
  }

  /// What the table shows, in one sentence.
  public var caption: String
  /// From the left.
  public var columns: [Column]
  /// Rows of as many cells as there are columns.
  public var rows: [[String]]
  /// Sentences beneath the table.
  public var notes: [String]

  /// A table of these rows. Precondition: each row has a cell for every column.
  public init(_ caption: String, columns: [Column], rows: [[String]], notes: [String] = []) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell for every column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

/// A picture of a statistic with its caption.
public struct ReportPicture: Hashable, Sendable {
  /// What is drawn.
  public enum Content: Hashable, Sendable {
    case forest(ForestPlot)
    case matrix(MatrixHeatMap)
  }

  /// What the picture shows, in one sentence.
  public var caption: String
  /// What is drawn.
  public var content: Content

  /// A picture of this content.
  public init(_ caption: String, _ content: Content) {
    self.caption = caption
    self.content = content
  }
}
