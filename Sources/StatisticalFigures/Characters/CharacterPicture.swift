/// How a character of a picture stands out; a theme says with which colour or attribute.
public enum CharacterTone: String, Hashable, Sendable, CaseIterable {
  /// Ordinary text.
  case plain
  /// Titles and headings.
  case strong
  /// Axes, bands, what is only for orientation.
  case dim
  /// The values themselves.
  case accent
  /// Thresholds, and reasons why there is no value.
  case warning
  /// Five steps of shade, from the lowest fifth of a range to the highest.
  case gradient0, gradient1, gradient2, gradient3, gradient4

  /// The shade of a share; outside 0...1 the nearest end.
  static func gradient(_ share: Double) -> CharacterTone {
    let steps: [CharacterTone] = [.gradient0, .gradient1, .gradient2, .gradient3, .gradient4]
    return steps[GreyLevel.index(share)]
  }
}

/// A character and its tone.
public struct CharacterCell: Hashable, Sendable {
  /// One grapheme; one column wide unless it is part of a name that holds wide characters.
  public var character: Character
  /// How it stands out.
  public var tone: CharacterTone

  /// A cell of these two.
  public init(_ character: Character, _ tone: CharacterTone) {
    self.character = character
    self.tone = tone
  }
}

/// A picture of characters: as many rows as asked for, none wider than asked for.
public struct CharacterPicture: Hashable, Sendable {
  /// From the top; a row has fewer cells than columns only where characters are wide.
  public let rows: [[CharacterCell]]

  init(rows: [[CharacterCell]]) {
    self.rows = rows
  }

  /// The rows without tones and without spaces at their ends, each with a line end.
  public var text: String {
    rows.map { row in
      var line = String(row.map(\.character))
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
