import Foundation
import Testing

@testable import ConcordCommand

/// The built program where files come in and go out.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ImportProgramTests {
  @Test func aBadRowLeavesTheStudyAsItWas() throws {
    let folder = try ScratchFolder()
    let path = folder.file("s.concord")
    try folder.concord("new", path, "--template", "pairwise")
    let rows = "prompt,response_a,response_b,rater,verdict\nq,x,y,ann,a\nr,x,y,ann,zonk\n"
    let file = try folder.write("rows.csv", rows)
    let stopped = try folder.concord("import", path, file)
    #expect(stopped.status == 3)
    #expect(stopped.errors.contains("rows.csv:3: verdict"))
    let before = try folder.concord("export", path, "--format", "jsonl")
    #expect(before.output.isEmpty)
    let skipped = try folder.concord(
      "import", path, file, "--on-error", "skip", "--report", folder.file("report"), "--json")
    #expect(skipped.status == 0)
    #expect(skipped.output.contains("\"labels\":1") && skipped.output.contains("\"left_out\":1"))
    let report = try String(contentsOfFile: folder.file("report"), encoding: .utf8)
    #expect(report.contains("rows.csv:3: verdict"))
    let again = try folder.concord("import", path, file, "--on-error", "skip")
    #expect(again.status == 0 && again.errors.contains("nothing new"))
  }

  /// The report names what stopped an import, too.
  @Test func whatStoppedAnImportIsInTheReport() throws {
    let folder = try ScratchFolder()
    let path = folder.file("s.concord")
    try folder.concord("new", path, "--template", "pairwise")
    let file = try folder.write(
      "rows.csv", "prompt,response_a,response_b,rater,verdict\nr,x,y,ann,zonk\n")
    let run = try folder.concord("import", path, file, "--report", folder.file("report"))
    #expect(run.status == 3)
    let report = try String(contentsOfFile: folder.file("report"), encoding: .utf8)
    #expect(report.contains("rows.csv:2: verdict: 'zonk' is no answer on this study's scale; use"))
  }

  /// What a dry run says, for people and for programs; and what the study remembers of a mapping.
  @Test func aDryRunWritesNothingAndAMappingIsRemembered() throws {
    let folder = try ScratchFolder()
    let path = folder.file("s.concord")
    try folder.concord("new", path, "--template", "pairwise")
    let text = "id,ask,left_text,right_text\nq1,p,x,y\n"
    let file = try folder.write("a.csv", text)
    let dry = try folder.concord("import", path, file, "--dry-run", "--map", "prompt=ask")
    #expect(dry.status == 0 && dry.output.contains("Nothing has been written"), "\(dry.errors)")
    #expect(try folder.concord("info", path, "--json").output.contains("\"items\":0"))
    for input in [file, "-"] {
      let shown = try folder.concord(
        "import", path, input, "--dry-run", "--json", "--format", "csv", "--map", "prompt=ask",
        input: text)
      let json = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
      #expect(json?["saved"] as? Bool == false)
      let fields = try #require(json?["mapping"] as? [[String: String]])
      #expect(fields.map { $0["means"] } == ["item", "prompt", "response-a", "response-b"])
      let records = try #require(json?["records"] as? [[String: Any]])
      #expect(records.first?["key"] as? String == "q1")
    }
    let turned = ["response-a=right_text", "response-b=left_text", "prompt=ask"]
    let done = try RunningProgram.run(
      try #require(RunningProgram.concord),
      ["import", path, file] + turned.flatMap { ["--map", $0] })
    #expect(done.status == 0, "\(done.errors)")
    let more = try folder.write("b.csv", text.replacing("q1", with: "q2"))
    #expect(
      try folder.concord("import", path, more, "--dry-run").output.contains("an earlier import"))
    #expect(try folder.concord("import", path, more).status == 0)
    let second = try folder.concord("items", path, "--item", "q2", "--json").output
    #expect(second.contains(#""candidates":[["y"],["x"]]"#), "\(second)")
  }

  @Test func standardInputIsAFile() throws {
    let folder = try ScratchFolder()
    let path = folder.file("s.concord")
    try folder.concord("new", path, "--template", "pairwise")
    let rows = "{\"prompt\":\"q\",\"response_a\":\"x\",\"response_b\":\"y\"}\n"
    let run = try folder.concord("import", path, "-", "--format", "jsonl", "--json", input: rows)
    #expect(run.status == 0 && run.output.contains("\"items\":1"), "\(run.errors)")
  }

  @Test func anExportedStudyComesBackUnchanged() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let (first, second) = (folder.file("first"), folder.file("second"))
    #expect(try folder.concord("export", path, "--what", "study", "-o", first).status == 0)
    let copy = folder.file("copy.concord")
    let imported = try folder.concord("import", copy, first)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try folder.concord("export", copy, "--what", "study", "-o", second).status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: first) {
      #expect(
        FileManager.default.contentsEqual(atPath: first + "/" + name, andPath: second + "/" + name),
        "\(name)")
    }
  }

  @Test func controlCEndsAnImportThatWaits() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    for (words, line) in [
      (["import", path, "-", "--format", "csv"], "item,prompt\n"),
      (["label", path, "--as", "ann"], "q1\ta\n"),
    ] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(RunningProgram.concord))
      process.arguments = words
      let (input, errors) = (Pipe(), Pipe())
      process.standardInput = input
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      // Once it has taken what was written, it is waiting for more.
      try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
      var isWaiting = false
      while !isWaiting {
        var left: Int32 = 0
        try #require(
          ioctl(input.fileHandleForWriting.fileDescriptor, UInt(FIONREAD), &left) == 0)
        isWaiting = left == 0
        usleep(1000)
      }
      process.interrupt()
      process.waitUntilExit()
      let message = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(process.terminationReason == .exit, "\(message)")
      #expect(process.terminationStatus == 130, "\(message)")
      try input.fileHandleForWriting.close()
    }
    #expect(try folder.concord("check", path).status == 0)
  }

  @Test func controlCLeavesNothingHalfImported() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let before = try folder.concord("export", path, "--what", "ratings").output
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(RunningProgram.concord))
    process.arguments = ["import", path, "-", "--format", "jsonl"]
    let (input, errors) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = errors
    try process.run()
    var rows = ""
    for number in 0..<3000 {
      rows += "{\"prompt\":\"p\(number)\",\"response_a\":\"x\",\"response_b\":\"y\"}\n"
    }
    try input.fileHandleForWriting.write(contentsOf: Data(rows.utf8))
    // The pipe holds 64 KiB, so that the program has begun to read when the write returns.
    process.interrupt()
    try input.fileHandleForWriting.close()
    let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(message)")
    #expect(message.contains("nothing was imported"))
    #expect(try folder.concord("export", path, "--what", "ratings").output == before)
    #expect(try folder.concord("check", path).status == 0)
    #expect(try folder.concord("info", path, "--json").output.contains("\"items\":3,"))
  }

  @Test func exportsOfOtherToolsAreImported() throws {
    let folder = try ScratchFolder()
    let exports = [
      (
        "label-studio",
        """
        [{"id": 5, "data": {"prompt": "p", "text1": "x", "text2": "y"}, "annotations": [
          {"completed_by": 1, "result": [{"type": "choices", "value": {"choices": ["a"]}}]}]}]
        """
      ),
      (
        "argilla",
        """
        [{"id": "r", "fields": {"prompt": "p", "response_1": "x", "response_2": "y"},
          "suggestions": {}, "responses": {"q": [{"value": "response_1", "user_id": "u"}]}}]
        """
      ),
      (
        "prodigy",
        """
        {"text":"p","options":[{"id":"m","text":"x"},{"id":"n","text":"y"}],"accept":["m"],\
        "answer":"accept","_input_hash":1}
        """
      ),
    ]
    for (format, text) in exports {
      let (study, file) = (folder.file(format), try folder.write(format + ".json", text))
      try folder.concord("new", study)
      let done = try folder.concord("import", study, file, "--format", format, "--json")
      #expect(done.status == 0, "\(format): \(done.errors)")
      #expect(done.output.contains("\"items\":1"), "\(format): \(done.output)")
      #expect(done.output.contains("\"labels\":1"), "\(format): \(done.output)")
    }
  }
}
