import AnnotationModel
import Testing

@testable import StudyFormats

@Suite struct TaskFileTests {
  @Test(arguments: TaskTemplate.all)
  func templatesAreValid(_ template: TaskTemplate) {
    let (task, problems) = TaskFile.parse(template.yaml, name: "t.yaml")
    #expect(problems.isEmpty)
    #expect(task?.name == template.name)
    #expect(template.yaml.contains("#"))
  }

  /// A line end in a paragraph stays one on the screen, wherever the screen would break it.
  @Test(arguments: TaskTemplate.all.map(\.yaml) + bundledTasks)
  func instructionsFlow(_ yaml: String) {
    let lines = TaskFile.parse(yaml, name: "t").task?.instructions.split(
      separator: "\n", omittingEmptySubsequences: false)
    for (line, next) in zip(lines ?? [], lines?.dropFirst() ?? []) {
      #expect(line.isEmpty || next.isEmpty || next.hasPrefix("- "), "\(line)")
    }
    #expect(lines?.first?.isEmpty == false)
  }

  static let bundledTasks = ["first-look", "tour"].map { name in
    (try? FolderContents.text(of: BundledStudyTests.folder(name) + "/task.yaml")) ?? ""
  }

  @Test func templatesSayWhatTheirNamesSay() {
    func scale(_ name: String) -> Scale? {
      TaskTemplate.named(name).flatMap { TaskFile.parse($0.yaml, name: "t").task?.scale }
    }
    #expect(scale("pairwise") == .preference(candidates: 2, tie: true, bothBad: false))
    #expect(scale("pairwise-forced") == .preference(candidates: 2, tie: false, bothBad: false))
    #expect(scale("pairwise-both-bad") == .preference(candidates: 2, tie: true, bothBad: true))
    #expect(scale("score-5") == .score(low: 1, high: 5, step: 1))
    #expect(scale("score-10") == .score(low: 1, high: 10, step: 1))
    #expect(scale("score-100") == .score(low: 0, high: 100, step: 1))
    #expect(scale("correctness") == .correctness)
  }

  @Test(arguments: [
    ("scale: pair\ncandidate: 2\n", "t:2:1", "candidates"),
    ("name: x\n", "t:1:1", "scale"),
    ("scale: pairs\n", "t:1:8", "pair"),
    ("scale: pair\ntie: perhaps\n", "t:2:6", "true or false"),
    ("scale: score\nlow: 5\nhigh: 1\n", "t:1:8", "below"),
    ("scale: score\nstep: 0\n", "t:1:8", "step"),
    ("scale: pair\nerror-codes: [a]\n", "t:2:1", "correctness"),
    ("scale: score\nlow: 1\ncandidates: 2\n", "t:3:1", "scale pair"),
    ("scale: pair\ncandidates: 2.5\n", "t:2:13", "whole number"),
    ("scale: pair\nname: [a]\n", "t:2:7", "is a text"),
    ("scale: correctness\nerror-codes: a\n", "t:2:14", "list"),
    ("- a\n", "t:1", "key: value"), ("scale: pair\nbreak-after-minutes: 0\n", "t:2:22", "minute"),
    ("scale: score\nlow: x\n", "t:2:6", "number"), ("scale: score\nfoo: 1\n", "t:2:1", "foo"),
    ("scale: [\n", "t:", "YAML"),
  ])
  func namesTheLine(_ text: String, _ place: String, _ word: String) {
    let (task, problems) = TaskFile.parse(text, name: "t")
    #expect(task == nil)
    #expect(problems.first?.hasPrefix(place) == true, "\(problems)")
    #expect(problems.first?.contains(word) == true, "\(problems)")
    for problem in problems {
      let remedies = ["write", "leave it out", "did you mean", "change", "mend"]
      #expect(remedies.contains { problem.contains($0) }, "no remedy: \(problem)")
    }
  }
}
