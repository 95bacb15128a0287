/// `concord-bench coverage`: the study of intervals, as Markdown on the standard output.
enum CoverageCommand {
  /// Returns the exit status: 0, or 2 for a mistake in the options.
  static func run(_ arguments: [String]) async -> Int32 {
    let options: CoverageOptions
    do {
      options = try CoverageOptions(arguments)
    } catch {
      GeneratedStudy.progress("concord-bench: \(error); see concord-bench coverage --help")
      return 2
    }
    if options.wantsHelp {
      print(CoverageOptions.usage, terminator: "")
      return 0
    }
    let cells = await CoverageStudy.run(options) { done, all in
      if done % 12 == 0 { GeneratedStudy.progress("coverage: \(done) of \(all) designs") }
    }
    print(CoverageReport(cells, options).text, terminator: "")
    return 0
  }
}
