import AnnotationModel
import Testing

@testable import StudyFormats

/// The studies that come with the program: whole, sound, and with something for every screen.
@Suite struct BundledStudyTests {
  /// `Datasets/` beside the `Tests/` that this file is in.
  static func folder(_ name: String) -> String {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Datasets/" + name
  }

  @Test(arguments: ["tour", "first-look"])
  func isReadWithoutAProblem(_ name: String) throws {
    let study = try StudyFolder.study(in: Self.folder(name))
    let batch = try readAll(Self.folder(name))
    #expect(!batch.items.isEmpty)
    #expect(batch.problems.isEmpty)
    #expect(study.about.contains("any model's"))
    #expect(study.about.contains("Apache-2.0"))

    let items = Set(batch.items.map(\.key))
    let raters = Set(batch.raters.map(\.name))
    #expect(items.count == batch.items.count)
    for verdict in batch.verdicts {
      let place = Comment(rawValue: "\(verdict.rater) on \(verdict.item)")
      #expect(items.contains(verdict.item) && raters.contains(verdict.rater), place)
      #expect(study.task.scale.code(of: verdict.verdict.value) != nil, place)
      for vote in verdict.verdict.debate.compactMap(\.vote) {
        #expect(study.task.scale.code(of: vote) != nil, place)
      }
    }
    for label in batch.labels {
      let place = Comment(rawValue: "\(label.rater) on \(label.item)")
      #expect(items.contains(label.item) && raters.contains(label.rater), place)
      #expect(study.task.scale.code(of: label.value) != nil, place)
    }
  }

  @Test(arguments: ["tour", "first-look"])
  func isWrittenBackAsItWas(_ name: String) throws {
    let before = try readAll(Self.folder(name))
    let copy = TemporaryFolder()
    var files = ["task.yaml": try FolderContents.text(of: Self.folder(name) + "/task.yaml")]
    for record in before.records {
      let (file, line) = StudyFolderLine.of(record.record)
      files[file, default: ""] += line + "\n"
    }
    for (file, content) in files { copy.write(file, content) }
    #expect(try readAll(copy.path).records.map(\.record) == before.records.map(\.record))
  }

  @Test func firstLookHasPairsOfEveryKindOfRequest() throws {
    let items = try readAll(Self.folder("first-look")).items
    #expect(items.count >= 40)
    let byCategory = Dictionary(grouping: items, by: \.category)
    #expect(byCategory.count >= 10)
    #expect(byCategory.values.allSatisfy { $0.count >= 3 })
    #expect(Set(items.prefix(10).map(\.category)).count == 10, "the first ten show all kinds")
    #expect(items.allSatisfy { $0.candidates.count == 2 && $0.candidates[0] != $0.candidates[1] })
    #expect(items.contains { $0.candidates.contains { $0.turns.count > 1 } })
    #expect(items.contains { $0.prompt.contains { $0.role == .assistant } })
    #expect(items.contains { !$0.references.isEmpty })
    #expect(Set(items.map(\.questionKey)).count < items.count, "two pairs share a question")
    #expect(items.contains { $0.candidates.allSatisfy { (600...1000).contains(words($0.text)) } })
  }

  private func words(_ text: String) -> Int { text.split { $0.isWhitespace }.count }

  @Test func firstLookHasTextsThatAreHardToDraw() throws {
    let scalars = try readAll(Self.folder("first-look")).items.flatMap { item in
      item.candidates.flatMap { Array($0.text.unicodeScalars) }
    }
    let rangesByName: [(String, ClosedRange<UInt32>)] = [
      ("Hebrew", 0x5D0...0x5EA), ("Arabic", 0x620...0x64A), ("kana", 0x3041...0x30FF),
      ("Han", 0x4E00...0x9FFF), ("Hangul", 0xAC00...0xD7A3), ("joiner", 0x200D...0x200D),
      ("tab", 9...9),
    ]
    for (name, range) in rangesByName {
      #expect(scalars.contains { range.contains($0.value) }, "\(name)")
    }
  }

  @Test func firstLookHasEveryKindOfRater() throws {
    let batch = try readAll(Self.folder("first-look"))
    let count = Dictionary(grouping: batch.raters, by: \.kind).mapValues(\.count)
    #expect(count == [.human: 2, .judge: 3, .jury: 1, .debate: 1])
    for rater in batch.raters {
      let rated = Set(
        batch.labels.filter { $0.rater == rater.name }.map(\.item)
          + batch.verdicts.filter { $0.rater == rater.name }.map(\.item))
      #expect(rated.count >= (rater.kind.isHuman ? 25 : batch.items.count), "\(rater.name)")
    }
    let swapped = batch.verdicts.filter { !$0.verdict.presentation.isAsStored }
    #expect(swapped.count >= 20, "a judge was asked in both orders")
  }

  @Test func firstLookHasVerdictsThatAreNoAnswer() throws {
    let verdicts = try readAll(Self.folder("first-look")).verdicts.map(\.verdict)
    for reason in [Abstention.unparsed, .refused, .truncated, .offMenu, .failed] {
      let without = verdicts.filter { $0.value == .abstention(reason) }
      #expect(!without.isEmpty, "\(reason)")
      #expect(without.allSatisfy { !$0.rawReply.isEmpty || !$0.debate.isEmpty }, "\(reason)")
    }
    #expect(verdicts.contains { $0.value.isAbstention && $0.recorded == .tie })
  }

  @Test func firstLookHasDebatesAndJuriesWithTheirVotes() throws {
    let batch = try readAll(Self.folder("first-look"))
    let debates = batch.verdicts.filter { $0.rater.hasPrefix("debate/") }.map(\.verdict)
    #expect(debates.allSatisfy { $0.debate.count == 9 && Set($0.debate.map(\.role)).count == 3 })
    #expect(
      debates.contains { verdict in
        Dictionary(grouping: verdict.debate, by: \.role).values.contains {
          Set($0.compactMap(\.vote)).count > 1
        }
      }, "somebody changes their mind")
    for debate in debates where !debate.value.isAbstention {
      let closing = debate.debate.filter { $0.round == 3 }
      #expect(closing.allSatisfy { $0.vote != nil && $0.scores.count == 2 })
    }
    let juries = batch.verdicts.filter { $0.rater.hasPrefix("jury/") }.map(\.verdict)
    for jury in juries where !jury.value.isAbstention {
      #expect(jury.debate.count == 3 && Set(jury.debate.map(\.model)).count == 3)
      let agreeing = jury.debate.filter { $0.vote == jury.value }.count
      #expect(agreeing >= 2 || jury.value == .tie)
    }
  }
}
