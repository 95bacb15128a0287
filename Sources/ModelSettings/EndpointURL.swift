/// What an endpoint's base address has to look like.
public enum EndpointURL {
  /// What is wrong with an address and what to do, without the address: it may hold a secret. Nil
  /// where nothing is.
  public static func problem(_ url: String) -> String? {
    guard let mark = url.firstRange(of: "://"), ["http", "https"].contains(url[..<mark.lowerBound])
    else { return "has to begin with https:// or http://" }
    guard !url.contains(where: { $0.isWhitespace || $0.isNewline }) else {
      return "has white space in it: take it out"
    }
    let rest = url[mark.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      return "has a name or password in it, and secrets never stand in the file: write the address "
        + "alone, and the key's place as `key-env` or `key-command`"
    }
    guard !authority.isEmpty, authority.first != ":", hasPort(authority) else {
      return "has no proper host, such as https://host:8080/v1"
    }
    guard !rest.contains("?"), !rest.contains("#") else {
      return "ends before '?' and '#': write the base address alone, and a key's place as "
        + "`key-env` or `key-command`"
    }
    let ends = ["/chat/completions", "/completions", "/messages", "/models"]
    guard let end = ends.first(where: trimmed(rest).hasSuffix) else { return nil }
    return "is the base, without \(end) at its end: leave that out"
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.last == "/" { text.removeLast() }
    return text
  }

  /// Whether what follows the host, if anything, is a port. IPv6 hosts stand in brackets.
  private static func hasPort(_ authority: Substring) -> Bool {
    var tail = authority
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return false }
      tail = authority[authority.index(after: end)...]
      guard tail.isEmpty || tail.first == ":" else { return false }
    }
    guard let colon = tail.firstIndex(of: ":") else { return true }
    return UInt16(tail[tail.index(after: colon)...]) != nil
  }
}
