import TerminalCore

/// How a role looks in the terminal's own sixteen colours, and without colour.
struct RoleLook {
  /// −1 is the terminal's default.
  var foreground: Int32 = -1
  var background: Int32 = -1
  var attributes: TextAttributes = []
  /// What tells the role apart where there is no colour.
  var plainAttributes: TextAttributes = []

  static func of(_ role: StyleRole) -> RoleLook {
    switch role {
    case .text, .quote: RoleLook()
    case .dim, .border, .codeComment: RoleLook(attributes: .dim, plainAttributes: .dim)
    case .strong, .heading, .borderFocus: RoleLook(attributes: .bold, plainAttributes: .bold)
    case .title, .selection, .footer: RoleLook(attributes: .reverse, plainAttributes: .reverse)
    case .key: RoleLook(attributes: [.reverse, .bold], plainAttributes: [.reverse, .bold])
    case .link: RoleLook(foreground: 4, attributes: .underline, plainAttributes: .underline)
    case .code, .codeKeyword, .codeNumber: RoleLook(foreground: 6)
    case .codeString: RoleLook(foreground: 3)
    case .status, .saved, .agree: RoleLook(foreground: 4)
    case .human, .consensus: RoleLook(foreground: 3, attributes: .bold, plainAttributes: .bold)
    case .judge, .lexical, .imported: RoleLook(foreground: 6)
    case .jury: RoleLook(foreground: 5)
    case .debate: RoleLook(foreground: 4)
    case .disagree, .warning, .pending, .tie:
      RoleLook(foreground: 3, plainAttributes: .underline)
    case .error:
      RoleLook(foreground: 1, attributes: [.bold, .reverse], plainAttributes: [.bold, .reverse])
    case .differenceAdded, .differenceRemoved:
      RoleLook(foreground: 3, attributes: .underline, plainAttributes: .underline)
    case .searchHit, .escaped: RoleLook(attributes: .reverse, plainAttributes: .reverse)
    case .gradient0: RoleLook(attributes: .dim, plainAttributes: .dim)
    case .gradient1, .gradient2: RoleLook()
    case .gradient3: RoleLook(foreground: 4)
    case .gradient4: RoleLook(foreground: 4, attributes: .bold, plainAttributes: .bold)
    }
  }
}
