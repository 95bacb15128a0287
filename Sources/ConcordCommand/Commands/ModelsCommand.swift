import ModelCalls
import ModelSettings
import ModelTransport
import PersonalSettings

/// `concord models`.
enum ModelsCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    try check(invocation)
    if invocation.has("example") {
      return try console.write(EndpointExample.text, exactly: true)
    }
    let loop = HTTPLoop()
    defer { loop.close() }
    // A model that says nothing for a minute is of no use to whoever is watching.
    let limits = HTTPLimits(connecting: .seconds(15), firstByte: .seconds(60), whole: .seconds(90))
    let client = HTTPModelClient(loop, limits: limits)
    if invocation.has("url") {
      let endpoint = try await adHoc(invocation, client)
      return try await show([endpoint], [], nil, client, invocation, console)
    }
    let shelf = try EndpointShelf(
      folder: SettingsFolder.ofPerson.path, study: invocation.value("study"),
      only: invocation.value("endpoints"))
    let names = invocation.operands
    let endpoints =
      names.isEmpty
      ? shelf.entries.map(\.endpoint) : try names.map { try shelf.endpoint(named: $0) }
    for problem in shelf.problems { console.message("left out: " + problem) }
    try await show(endpoints, shelf.problems, shelf.paths, client, invocation, console)
  }

  private static func check(_ invocation: Invocation) throws(UsageError) {
    if invocation.has("url") {
      guard invocation.operands.isEmpty, !invocation.has("endpoints"), !invocation.has("study")
      else { throw .rule("--url is one model alone: leave out names, --endpoints and --study") }
      return
    }
    for option in ["model", "kind", "key-env"] where invocation.has(option) {
      throw .rule("--\(option) goes with --url; a model of the file is given by its name alone")
    }
  }

  /// The model of `--url`; without `--model` the only one that the server offers.
  private static func adHoc(_ invocation: Invocation, _ client: HTTPModelClient) async throws
    -> Endpoint
  {
    let kind = invocation.value("kind").flatMap(EndpointKind.init) ?? .openAIChat
    func endpoint(_ model: String) throws(ModelSettingsError) -> Endpoint {
      try .adHoc(
        url: invocation.value("url") ?? "", model: model, kind: kind,
        keyVariable: invocation.value("key-env"))
    }
    if let model = invocation.value("model") { return try endpoint(model) }
    var any = try endpoint("")
    switch await client.models(at: any) {
    case .failure(let failure):
      throw CommandFailure.checkFailed(
        "\(any.baseURL): no list of models: " + failure.words(at: any).line
          + "; or give the model's name by --model")
    case .success(let names):
      guard names.count == 1 else {
        throw CommandFailure.usage(
          "\(any.baseURL) offers \(names.count) models; choose one by --model"
            + (names.isEmpty ? "" : ": " + names.prefix(40).joined(separator: ", "))
            + (names.count > 40 ? ", and more" : ""))
      }
      (any.name, any.model) = (names[0], names[0])
      return any
    }
  }

  /// - Parameter paths: where models were looked for; nil where they were given.
  private static func show(
    _ endpoints: [Endpoint], _ problems: [String], _ paths: [String]?, _ client: HTTPModelClient,
    _ invocation: Invocation, _ console: Console
  ) async throws {
    if endpoints.isEmpty, let paths {
      let text = "no models: write some into \(paths.joined(separator: " or ")); "
      console.message(text + "`concord models --example` prints a file to begin with")
    }
    guard invocation.has("test") else {
      if invocation.has("json") {
        return try console.print(ModelForm.json(endpoints.map { ($0, nil) }, problems))
      }
      return try console.print(ModelForm.table(endpoints).plain(heading: console.heading))
    }
    if endpoints.isEmpty { throw CommandFailure.data("there is nothing to test") }
    let reports = try await test(endpoints, client, invocation, console)
    if invocation.has("json") {
      try console.print(ModelForm.json(reports.map { ($0.endpoint, $0) }, problems))
    }
    try judge(reports, left: invocation.operands.isEmpty ? problems.count : 0)
  }

  /// - Parameter left: mistakes by which models were left out that were to be tried, too.
  private static func judge(_ reports: [EndpointReport], left: Int) throws(CommandFailure) {
    let failed = reports.filter { !$0.isSound }.map(\.endpoint.name)
    var words: [String] = []
    if !failed.isEmpty {
      words.append(
        "\(failed.count) of \(reports.count) \(failed.count == 1 ? "does" : "do") not work as "
          + "written: \(failed.joined(separator: ", "))")
    }
    if left > 0 { words.append("\(left) \(left == 1 ? "mistake" : "mistakes") in the file") }
    if !words.isEmpty { throw .checkFailed(words.joined(separator: "; ")) }
  }

  /// One after the other, each shown as soon as it is known.
  private static func test(
    _ endpoints: [Endpoint], _ client: HTTPModelClient, _ invocation: Invocation,
    _ console: Console
  ) async throws -> [EndpointReport] {
    let probe = EndpointProbe(client)
    var reports: [EndpointReport] = []
    for (number, endpoint) in endpoints.enumerated() {
      console.progress("\(number + 1) of \(endpoints.count): \(endpoint.name)")
      let report = await probe.test(endpoint)
      console.endProgress()
      reports.append(report)
      if !invocation.has("json") {
        let text = ModelReportText(report: report, hasEntry: !invocation.has("url"))
          .text(heading: console.heading)
        try console.print((number > 0 ? "\n" : "") + text)
      }
    }
    return reports
  }
}
