import Foundation
import Testing

@testable import ConcordCommand

/// Preference pairs out of a study, and the count of what is none.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct PreferencePairTests {
  @Test func eachItemIsAPairOrIsCountedWithItsReason() throws {
    let folder = try ScratchFolder()
    let place = folder.file("in")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    _ = try folder.write("in/task.yaml", "scale: pair\nboth-bad: true\n")
    let texts = #""candidates":[{"text":"x"},{"text":"y"}]"#
    var items = ["win", "lose", "tie", "bad", "split", "none", "skip"].map { key in
      #"{"key":"\#(key)","prompt":[{"role":"user","text":"ask \#(key)"}],\#(texts)}"#
    }
    items += [
      #"{"key":"empty","candidates":[{"text":"x"},{"text":""}]}"#,
      #"{"key":"one","kind":"single","candidates":[{"text":"x"}]}"#,
      #"{"key":"talk","prompt":[{"role":"user","text":"a"},{"role":"user","text":"b"}],"#
        + #""candidates":[{"turns":["r","x"]},{"turns":["r","y"]}]}"#,
      #"{"key":"apart","prompt":[{"role":"user","text":"a"},{"role":"user","text":"b"}],"#
        + #""candidates":[{"turns":["r","x"]},{"turns":["s","y"]}]}"#,
    ]
    _ = try folder.write("in/items.jsonl", items.joined(separator: "\n"))
    let answers = [
      ("win", ["a", "a", "b"]), ("lose", ["b"]), ("tie", ["tie", "tie"]), ("bad", ["both-bad"]),
      ("split", ["a", "b"]), ("skip", ["skipped"]), ("empty", ["a"]), ("talk", ["b"]),
      ("apart", ["a"]),
    ]
    let labels = answers.flatMap { item, values in
      values.enumerated().map {
        #"{"rater":"p\#($0.offset)","item":"\#(item)","value":"\#($0.element)"}"#
      }
    }
    _ = try folder.write("in/labels.jsonl", labels.joined(separator: "\n"))
    let study = folder.file("s.concord")
    let done = try folder.concord("import", study, place)
    #expect(done.status == 0, "\(done.errors)")
    let pairs = try folder.concord("export", study, "--what", "dpo")
    #expect(
      pairs.output.split(separator: "\n").map(String.init) == [
        #"{"prompt":"ask win","chosen":"x","rejected":"y","item":"win"}"#,
        #"{"prompt":"ask lose","chosen":"y","rejected":"x","item":"lose"}"#,
        #"{"prompt":"a\n\nr\n\nb","chosen":"y","rejected":"x","item":"talk"}"#,
      ])
    for reason in [
      "3 pairs; ", "1 tie", "1 both bad", "1 people split", "2 no label", "1 not two responses",
      "1 a response is empty", "1 conversations that differ before the last reply",
    ] {
      #expect(pairs.errors.contains(reason), "\(reason): \(pairs.errors)")
    }
  }
}
