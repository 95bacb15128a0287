import TerminalCore

/// How each role looks where a scheme file does not say: so any base16 or base24 scheme serves.
///
/// In the words of scheme files. base16 names its colours by use: 00 to 07 from background to
/// brightest foreground, 08 to 0F the accents. Nothing rests on red against green.
enum RoleDefaults {
  static let lines: [StyleRole: String] = [
    .text: "base05 on base00",
    .dim: "base04",
    .strong: "base05 bold",
    .title: "base05 on base01",
    .heading: "base0D bold",
    .key: "base0D bold",
    .link: "base0C underline",
    .quote: "base04 italic",
    .code: "base0C",
    .codeKeyword: "base0E",
    .codeString: "base0B",
    .codeComment: "base04 italic",
    .codeNumber: "base09",
    .border: "base03",
    .borderFocus: "base0D bold",
    .selection: "base00 on base0D bold",
    .footer: "base04 on base01",
    .footerKey: "base0D on base01 bold",
    .status: "base05",
    .human: "base0A bold",
    .judge: "base0C",
    .jury: "base0E",
    .debate: "base0D",
    .lexical: "base04",
    .imported: "base05",
    .consensus: "base0A bold",
    .agree: "base0D",
    .disagree: "base09 bold",
    .tie: "base04",
    .saved: "base0B",
    .pending: "base0A",
    .warning: "base09",
    .error: "base00 on base08 bold",
    .differenceAdded: "base0A on base01 underline",
    .differenceRemoved: "base09 on base01 underline",
    .searchHit: "base00 on base0A",
    .escaped: "base08 reverse",
    .gradient0: "base04",
    .gradient1: "base05",
    .gradient2: "base05 on base01",
    .gradient3: "base05 on base02 bold",
    .gradient4: "base00 on base0D bold",
  ]
}
