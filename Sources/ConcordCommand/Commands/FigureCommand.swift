import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import StatisticalFigures
import StudyFigures
import WorkbenchRuntime

/// `concord figure`.
enum FigureCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    guard let kind = FigureKind(rawValue: invocation.operands[1]) else {
      throw CommandFailure.usage("\(invocation.operands[1]) is no picture")
    }
    let request = try FigureRequest(kind, invocation)
    let path = invocation.value("svg")
    guard path != nil || !invocation.has("force") else {
      throw CommandFailure.usage("--force is about the file of --svg")
    }
    let size = try size(invocation)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var tracker = try await AgreeCommand.tracker(store, AgreeCommand.policy(invocation))
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings, which have no coefficients: nothing to draw")
    }
    let figure = try await request.figure(&tracker, store)
    guard let path else {
      return try console.print(
        FigurePage(console, isASCII: invocation.has("ascii")).text(figure, size))
    }
    let natural = figure.naturalPixels
    let svg = figure.svg(width: size.width ?? natural.width, height: size.height ?? natural.height)
    if path == "-" { return try console.write(svg, exactly: true) }
    do throws(WholeFileError) {
      try WholeFile.write(svg, to: path, replaces: invocation.has("force"))
    } catch {
      throw CommandFailure.data(
        error.isTaken ? "\(path): is there already; --force replaces it" : error.description)
    }
    console.message("written to \(path)")
  }

  private static func size(_ invocation: Invocation) throws -> FigureSize {
    for name in ["width", "height"] {
      guard let number = invocation.number(name) else { continue }
      guard (1...10_000).contains(number) else {
        throw CommandFailure.usage("--\(name) is from 1 to 10000")
      }
    }
    return FigureSize(width: invocation.number("width"), height: invocation.number("height"))
  }
}

/// What was asked for; nil for what fits.
struct FigureSize {
  var width: Int?
  var height: Int?
}
