import WorkbenchRuntime

extension WorkbenchRequest {
  /// What `concord` alone and `concord open` ask for; nil for every other command line, and for
  /// one that asks for help or is mistaken.
  init?(_ arguments: [String]) {
    guard let invocation = try? CommandLineParser.parse(arguments),
      ["", "open"].contains(invocation.command.name), !invocation.has("help")
    else { return nil }
    let isRoot = invocation.command.name.isEmpty
    if isRoot, invocation.has("version") { return nil }
    self.init(
      studyPath: invocation.operands.first,
      raterName: Environment.raterName(invocation.value("as")), isASCII: invocation.has("ascii"),
      usesColour: Environment.nonEmpty("NO_COLOR") == nil)
  }
}
