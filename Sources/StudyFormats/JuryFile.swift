import JSONText

/// A file of juries in the shape of the Fellowship's own.
public enum JuryFile {
  /// `[[["p","q"],0.5],…]` on one line, without a line end; null for a kappa that is undefined.
  public static func text(_ juries: [(members: [String], kappa: Double?)]) -> String {
    var out = JSONWriter(.hidden)
    out.array(juries) { out, jury in
      out.raw("[")
      out.array(jury.members) { $0.string($1) }
      out.comma()
      if let kappa = jury.kappa { out.number(kappa) } else { out.raw("null") }
      out.raw("]")
    }
    return out.text
  }
}
