import AnnotationAnalysis
import AnnotationModel

extension ValidationStep {
  /// The command line that does it; "" where none does.
  func command(study: String, list: ValidationChecklist) -> String {
    let (study, judge) = (Self.word(study), Self.word(list.judge))
    switch self {
    case .labelMore, .moreOfClass, .secondPerson: return "concord label \(study) --as NAME"
    case .improve where !list.isRun: return ""
    case .improve: return "concord run sweep \(study) --models A,B --against \(reference(list))"
    case .askBothOrders: return again(study, list, "order: both")
    case .balanceOrders: return again(study, list, "order: balanced")
    case .askAgain(let times): return again(study, list, "repeats: \(times)")
    case .steady: return again(study, list, "temperature: 0")
    case .judgeMore: return list.isRun ? "concord run again \(study) --like \(judge)" : ""
    case .readReplies:
      return list.isRun
        ? "concord reparse \(study) \(judge)" : "concord export \(study) --what ratings"
    case .calibrate where !list.isRun, .judgeAvoids where !list.isRun,
      .ignoreLength where !list.isRun:
      return ""
    case .calibrate, .judgeAvoids: return again(study, list, "exemplars or guidance")
    case .ignoreLength: return again(study, list, "guidance")
    case .otherFamily:
      return "concord jury sweep \(study) --seats A,B,C --reference \(reference(list))"
    case .nameFamily: return list.isRun ? "a line family: in endpoints.yaml" : ""
    case .lookAtSlice(let property, _):
      return "concord agree \(study) --raters \(reference(list)),\(judge) --slices \(property)"
    case .nameProperties: return ""
    case .addSource, .moreItems: return "concord import \(study) FILE"
    }
  }

  private func reference(_ list: ValidationChecklist) -> String { Self.word(list.reference) }

  /// A run is asked again by a changed copy of its specification; imported verdicts come from
  /// wherever they came from.
  private func again(_ study: String, _ list: ValidationChecklist, _ change: String) -> String {
    guard list.isRun else { return "concord import \(study) FILE (of such verdicts)" }
    let judge = Self.word(list.judge)
    return "concord runs \(study) \(judge) --save FILE (there \(change)), "
      + "concord run again \(study) --like FILE --name NAME"
  }

  /// Quoted where a shell would read it otherwise.
  private static func word(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "_-+./=:@%,".unicodeScalars.contains($0)
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
