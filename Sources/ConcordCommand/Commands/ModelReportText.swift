import ModelCalls
import ModelTransport

/// What trying a model out showed, for a person.
struct ModelReportText {
  let report: EndpointReport
  /// Whether a file says what the model can do.
  let hasEntry: Bool

  private var endpoint: Endpoint { report.endpoint }

  /// Lines of a name and what is to be said of it, broken at 80 columns.
  func text(heading: (String) -> String) -> String {
    let verdict: String =
      switch report.reply {
      case .failure: "does not work"
      case .success where report.isSound: "works"
      case .success:
        report.otherModel == nil ? "replies, and cannot do what its entry says" : "is another model"
      }
    let lines = rows.map { name, text in
      let column = 15
      let gap = String(repeating: " ", count: max(1, column - 2 - name.count))
      let wrapped = HelpText.wrap(SafeText.line(text), width: 80 - column)
      let indent = "\n" + String(repeating: " ", count: column)
      return "  " + name + gap + wrapped.replacing("\n", with: indent)
    }
    let title = heading(SafeText.line(endpoint.name)) + ": " + verdict
    return ([title] + lines).joined(separator: "\n")
  }

  private var rows: [(name: String, text: String)] {
    let place = "\(endpoint.baseURL), \(endpoint.kind.rawValue), model \(endpoint.model)"
    var rows = [(name: "asked", text: place)]
    switch report.reply {
    case .failure(let failure):
      let words = failure.words(at: endpoint)
      rows += [("wrong", words.what), ("do", remedy(failure) ?? words.remedy)]
      if let other = report.otherBase {
        rows.append(("perhaps", "url: \(other), where the server lists models"))
      }
    case .success(let reply):
      rows.append(("reply", said(reply)))
      if let other = report.otherModel {
        rows += [
          ("wrong", "the server does not have '\(endpoint.model)', and answered as '\(other)'"),
          ("do", "write one of the names that it offers as `model`"),
        ]
      }
    }
    rows += report.findings.map { ($0.capability.rawValue, words($0)) }
    if !report.untried.isEmpty {
      let names = report.untried.map(\.rawValue).joined(separator: ", ")
      rows.append(("not tried", names + ", as its entry says"))
    }
    if let offered { rows.append(("offers", offered)) }
    if let advice { rows.append(("write", advice)) }
    return rows
  }

  /// What the list of models tells of a 404; nil where it tells nothing.
  private func remedy(_ failure: CallFailure) -> String? {
    guard failure.kind == .notFound, case .success(let names) = report.offered, !names.isEmpty
    else { return nil }
    return report.isUnlisted
      ? "the server does not have '\(endpoint.model)': write one of the names that it offers as "
        + "`model`, such as \(nearest(names)[0])"
      : "the server has '\(endpoint.model)', and no place for kind \(endpoint.kind.rawValue): "
        + "correct `kind` or `url`"
  }

  /// The names that are most like the one that was asked first.
  private func nearest(_ names: [String]) -> [String] {
    let wanted = Array(endpoint.model.lowercased().unicodeScalars.prefix(64))
    return names.map { name in
      (name, NearestName.editDistance(wanted, Array(name.lowercased().unicodeScalars.prefix(64))))
    }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func said(_ reply: ModelReply) -> String {
    let milliseconds = Int((report.latency / .milliseconds(1)).rounded())
    let tokens =
      reply.usage.map { "\($0.prompt) tokens in, \($0.completion) out" } ?? "tokens not counted"
    let model = reply.reportedModel.isEmpty ? "no model named" : "as \(reply.reportedModel)"
    return "in \(milliseconds) ms, \(tokens), \(model)"
  }

  private func words(_ finding: EndpointReport.Finding) -> String {
    switch finding.outcome {
    case .works:
      finding.isDeclared || !hasEntry ? "works" : "works, though its entry does not say so"
    case .missing(let what): outcome(finding, what)
    case .failed(let failure): outcome(finding, failure.words(at: endpoint).what)
    }
  }

  private func outcome(_ finding: EndpointReport.Finding, _ why: String) -> String {
    finding.isDeclared ? "does not work, though its entry says so: " + why : "no: " + why
  }

  /// Names of models: all of a few, the nearest of many.
  private var offered: String? {
    switch report.offered {
    case .failure(let failure):
      // Where nothing replies, why was said already.
      guard case .success = report.reply else { return nil }
      return "no list of models: " + failure.words(at: endpoint).what
    case .success(let names):
      let most = 12
      let list = (names.count > most ? Array(nearest(names).prefix(most)) : names).joined(
        separator: ", ")
      let all = names.count > most ? "\(names.count) models, nearest in name: \(list)" : list
      if names.isEmpty { return "no models at all" }
      return report.isUnlisted ? "\(all); and not \(endpoint.model)" : all
    }
  }

  /// The line of the file that would say what was seen.
  private var advice: String? {
    guard case .success = report.reply else { return nil }
    let seen = Set(report.working + report.untried)
    guard seen != endpoint.capabilities else { return nil }
    return "capabilities: [\(ModelForm.capabilities(seen).joined(separator: ", "))]"
  }
}
