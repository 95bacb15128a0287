/// A base character with what combines with it, as it will be drawn.
public struct DisplayCluster: Hashable, Sendable {
  public var text: String
  /// 1 or 2.
  public var columns: Int
  /// True for a control or invisible character that was made visible.
  public var isEscaped: Bool

  public init(_ text: String, columns: Int, isEscaped: Bool = false) {
    self.text = text
    self.columns = columns
    self.isEscaped = isEscaped
  }
}

/// Makes any text harmless to draw, and measures it.
public enum DisplayText {
  /// The clusters of one line, in order. Line ends and tabs must have been dealt with before.
  public static func clusters(_ text: String) -> [DisplayCluster] {
    text.map { DisplayCluster(String($0), columns: 1) }
  }
}
