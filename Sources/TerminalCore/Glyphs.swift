/// Which characters a terminal can be trusted with.
public enum Glyphs: String, Hashable, Sendable, CaseIterable {
  case unicode, ascii
}
