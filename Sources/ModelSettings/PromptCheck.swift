import Judging
import YAMLText

/// What is wrong with a template for what it is to be used for.
public enum PromptCheck {
  /// Every mistake, one a line: the file, the line, what is wrong, what to do.
  /// - Parameters:
  ///   - file: what the lines call the text.
  ///   - use: the template in whose place it is used, as `judge-direct`.
  public static func problems(_ text: String, file: String, use: String) -> [String] {
    let template: PromptTemplate
    do throws(PromptTemplate.Mistake) {
      template = try PromptTemplate(name: file, text: text)
    } catch {
      return ["\(file):\(error.line): \(error.text)"]
    }
    let purpose = PromptPurpose(ofTemplate: use)
    var said: Set<String> = []
    let unknown = template.places.filter { !purpose.variables.contains($0.name) }
      .map { "\(file):\($0.line): " + Self.unknown($0.name, purpose) }
      .filter { said.insert($0).inserted }
    return unknown + missing(template, file, purpose)
  }

  private static func unknown(_ name: String, _ purpose: PromptPurpose) -> String {
    let others = PromptPurpose.allCases.filter { $0.variables.contains(name) }.map(\.rawValue)
    guard others.isEmpty else {
      return
        "the place '\(name)' is filled in templates for \(others.joined(separator: ", ")) only, "
        + "and stays empty here: leave it out"
    }
    let known = purpose.variables.sorted()
    return "there is no place '\(name)'; did you mean '\(NearestWord.of(name, in: known))'? There "
      + "are \(known.joined(separator: ", "))"
  }

  /// A place that is missing is told where it stands under a condition, or else at the last line.
  private static func missing(
    _ template: PromptTemplate, _ file: String, _ purpose: PromptPurpose
  ) -> [String] {
    let end = template.text.split(separator: "\n").isEmpty ? 1 : lines(template.text)
    return purpose.missing(in: template).map { name, setting in
      let line = template.places.first { $0.name == name }?.line ?? end
      let what = setting.isEmpty ? "is missing" : "is not printed in a run \(setting)"
      let remedy = setting.isEmpty ? "write it" : "write it outside of that condition, too"
      return "\(file):\(line): {{\(name)}} \(what), and without it \(loss(name)): \(remedy)"
    }
  }

  private static func lines(_ text: String) -> Int {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    return max(1, all.last?.isEmpty == true ? all.count - 1 : all.count)
  }

  private static func loss(_ name: String) -> String {
    switch name {
    case "answers": "a model does not see what it judges"
    case "conversation": "a model does not see what was asked"
    case "discussion": "a model does not see what was said"
    default: "a model does not know in which form to answer, and no reply can be read"
    }
  }
}
