import AnnotationModel

/// The family of models that a judge belongs to, as far as the study tells.
public struct JudgeFamily: Hashable, Sendable {
  /// As the study's candidates have it where one of them is of this family.
  public var name: String
  /// Nobody said it: the judge's model or name has the family's name in it.
  public var isByName: Bool

  /// What the rater's record says; else the one family among the candidates' that the words of
  /// its model or name begin with, such as `gpt` of `judge/gpt-4o` and `llama` of `llama3`. Nil
  /// where there is none, and where there are several.
  public static func of(_ rater: Rater?, among families: [String]) -> JudgeFamily? {
    guard let rater else { return nil }
    if !rater.family.isEmpty {
      let known = families.first { $0.lowercased() == rater.family.lowercased() }
      return JudgeFamily(name: known ?? rater.family, isByName: false)
    }
    let words = (rater.model.isEmpty ? rater.name : rater.model).lowercased()
      .split { !($0.isLetter || $0.isNumber) }
    let found = families.filter { family in
      let family = family.lowercased()
      return !family.isEmpty
        && words.contains { word in
          word == family
            || word.hasPrefix(family) && word.dropFirst(family.count).first?.isNumber == true
        }
    }
    return found.count == 1 ? JudgeFamily(name: found[0], isByName: true) : nil
  }
}
