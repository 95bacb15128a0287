import WorkbenchRuntime

extension WorkbenchRequest {
  /// What `concord` alone, `concord open`, and on a terminal `concord label` ask for; nil for every
  /// other command line, and for one that asks for help or is mistaken.
  init?(_ arguments: [String]) {
    guard let invocation = try? CommandLineParser.parse(arguments),
      ["", "open", "label"].contains(invocation.command.name), !invocation.has("help"),
      invocation.command.name != "label" || LabelCommand.wantsScreen(invocation)
    else { return nil }
    let isRoot = invocation.command.name.isEmpty
    if isRoot, invocation.has("version") { return nil }
    self.init(
      studyPath: invocation.operands.first,
      raterName: Environment.raterName(invocation.value("as")), isASCII: invocation.has("ascii"),
      usesColour: Environment.nonEmpty("NO_COLOR") == nil)
  }
}
