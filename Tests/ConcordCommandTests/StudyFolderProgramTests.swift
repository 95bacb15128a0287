import Foundation
import Testing

@testable import ConcordCommand

/// A study's way out as a folder and back: everything that is in it, twice the same to the byte.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct StudyFolderProgramTests {
  static let files = [
    "task.yaml": """
    # A comment that must come back.
    name: all
    instructions: "Which is better?"
    scale: pair
    both-bad: true
    confidence: true

    """,
    "about.md": "# All there is\n\nWritten for a test.\n",
    "items.jsonl": #"""
    {"key":"q1","kind":"pair","question":"Q","category":"c","source":"s","prompt":[{"role":"system","text":"be kind"},{"role":"user","text":"hi\u001b[2J\u202e","attachments":[{"type":"image/png","name":"a.png","location":"x/a.png"}]}],"candidates":[{"text":"one","system":"m1","family":"f"},{"turns":["two","\u0000more"],"system":"m2"}],"references":[{"kind":"verified","text":"r1","author":"w"},{"kind":"wrong","text":""}],"metadata":{"a":"1","b":""}}
    {"key":"q2","kind":"pair","candidates":[{"text":""},{"text":"=1+1"}]}

    """#,
    "raters.jsonl": """
    {"name":"ann","kind":"human"}
    {"name":"judge/m","kind":"judge","model":"m","family":"f"}
    {"name":"jury","kind":"jury"}
    {"name":"debate","kind":"debate"}
    {"name":"words","kind":"lexical"}
    {"name":"bob","kind":"human"}
    {"name":"cem","kind":"human"}

    """,
    "labels.jsonl": """
    {"rater":"ann","item":"q1","value":"a","confidence":2,"order":"ba","shown":5,"acted":9,"active":4,"event":"e1"}
    {"rater":"ann","item":"q1","value":"both-bad","confidence":3,"errors":["x"],"order":"ba","shown":10,"acted":11,"active":1,"event":"e2"}
    {"rater":"ann","item":"q1","action":"undo","target":"e2","order":"ba","shown":12,"acted":12,"active":0,"event":"u1"}
    {"rater":"ann","item":"q1","action":"note","note":"why, \\"so\\"","order":"ba","shown":13,"acted":13,"active":0,"event":"n1"}
    {"rater":"ann","item":"q1","action":"flag","flag":true,"order":"ba","shown":14,"acted":14,"active":0,"event":"f1"}
    {"rater":"ann","item":"q1","action":"flag","flag":false,"order":"ba","shown":15,"acted":15,"active":0,"event":"f2"}
    {"rater":"ann","item":"q1","action":"reveal","order":"ba","shown":16,"acted":16,"active":0,"event":"r1"}
    {"rater":"ann","item":"q1","value":"tie","phase":"revealed","order":"ba","shown":17,"acted":18,"active":1,"event":"e3"}
    {"rater":"ann","item":"q2","value":"skipped","order":"ab","shown":19,"acted":20,"active":1,"event":"e4"}
    {"rater":"ann","item":"q2","value":"b","order":"ab","shown":21,"acted":22,"active":1,"event":"e5"}
    {"rater":"ann","item":"q2","action":"undo","target":"e5","order":"ab","shown":23,"acted":23,"active":0,"event":"u2"}
    {"rater":"ann","item":"q2","action":"redo","target":"e5","order":"ab","shown":24,"acted":24,"active":0,"event":"d2"}

    """,
    "verdicts.jsonl": """
    {"rater":"judge/m","item":"q1","value":"unparsed","recorded":"b","order":"ab","scores":[-1,7.5],"reasoning":"hm","reply":"raw \\u001b]0;x","parser":"p-1","turns":2}
    {"rater":"judge/m","item":"q1","value":"a","order":"ba","repetition":1}
    {"rater":"jury","item":"q2","value":"tie","order":"ab"}
    {"rater":"debate","item":"q1","value":"b","order":"ab","scores":[6,8],"debate":[{"round":1,"role":"critic","model":"m","text":"for"},{"round":2,"role":"public","text":"against","vote":"b","scores":[5,9.5]}]}
    {"rater":"words","item":"q2","value":"a","order":"ab"}

    """,
    "originals.jsonl": """
    {"place":"f.csv:3","text":"\u{FFFD}A","bytes":"/0E="}

    """,
    "queues.jsonl": """
    {"rater":"ann","sides":"9223372036854775807","order":"contested","size":2,"items":["q2","q1"],"at":"q1"}
    {"rater":"bob","sides":"5","order":"random","seed":"18446744073709551615","size":2}
    {"rater":"cem","sides":"6","order":"file","size":0,"at":"q2"}

    """,
  ]

  @Test func whatGoesOutIsWhatCameIn() throws {
    let folder = try ScratchFolder()
    let first = folder.file("first")
    try FileManager.default.createDirectory(atPath: first, withIntermediateDirectories: true)
    for (name, text) in Self.files { _ = try folder.write("first/" + name, text) }
    let study = folder.file("s.concord")
    let done = try folder.concord("import", study, first, "--json")
    #expect(done.status == 0, "\(done.errors)")
    #expect(
      done.output == #"{"items":2,"raters":7,"labels":5,"verdicts":5,"events":7,"originals":1,"#
        + #""queues":3,"already_there":0,"left_out":0}"# + "\n")
    #expect(try folder.concord("check", study).status == 0)
    let again = try folder.concord("import", study, first)
    #expect(again.status == 0 && again.errors.contains("nothing new"), "\(again.errors)")
    #expect(
      try folder.concord("export", study, "--what", "study", "-o", folder.file("second")).status
        == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("second")).sorted()
    #expect(names == Self.files.keys.sorted())
    for (name, text) in Self.files {
      let written = try String(contentsOfFile: folder.file("second/" + name), encoding: .utf8)
      #expect(written == text, "\(name)")
    }
    let rows = try folder.concord("export", study, "--what", "labels").output
      .split(separator: "\n").map(String.init)
    #expect(rows.count == 4)
    #expect(rows[1].hasPrefix("q1,ann,human,a,ba,right,blind,medium,,,\"why, \"\"so\"\"\","))
    #expect(rows[2].hasPrefix("q1,ann,human,tie,ba,,revealed,"))
    #expect(rows[3].hasPrefix("q2,ann,human,b,ab,right,blind,"))
  }

  /// A note on an item that one has not answered is not lost to who reads the table alone.
  @Test(arguments: ["labels", "ratings"]) func remarksWithoutALabelGoOut(_ what: String) throws {
    let folder = try ScratchFolder()
    let study = try folder.study(
      labels: """
        {"rater":"ann","item":"q2","action":"note","note":"unclear","order":"ba","shown":13,"acted":14,"active":0,"event":"n1"}
        {"rater":"bob","item":"q2","action":"flag","flag":true,"order":"ab","shown":14,"acted":15,"active":0,"event":"f1"}
        {"rater":"bob","item":"q1","action":"flag","flag":true,"order":"ab","shown":14,"acted":15,"active":0,"event":"f2"}
        {"rater":"bob","item":"q1","action":"flag","flag":false,"order":"ab","shown":16,"acted":17,"active":0,"event":"f3"}

        """)
    let rows = try folder.concord("export", study, "--what", what).output
      .split(separator: "\n").map(String.init)
    #expect(
      rows.dropFirst() == [
        "q2,ann,human,,,,,,,,unclear,,,,,14,", "q2,bob,human,,,,,,,yes,,,,,,15,",
      ])
  }

  /// The way to another task: what people did goes along where the new scale has it.
  @Test func anEditedTaskTakesTheHistoryAlong() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let place = folder.file("out")
    try folder.concord("export", study, "--what", "study", "-o", place)
    let task = try String(contentsOfFile: place + "/task.yaml", encoding: .utf8)
    _ = try folder.write(
      "out/task.yaml", task.replacing("confidence: false", with: "confidence: true"))
    let other = folder.file("other.concord")
    #expect(try folder.concord("import", other, place).status == 0)
    #expect(
      try folder.concord("export", other).output == folder.concord("export", study).output)
    _ = try folder.write("out/task.yaml", task.replacing("tie: true", with: "tie: false"))
    let forced = folder.file("forced.concord")
    let refused = try folder.concord("import", forced, place)
    #expect(refused.status == 3 && refused.errors.contains("labels.jsonl:5"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: forced))
    #expect(try folder.concord("import", forced, place, "--on-error", "skip").status == 0)
    #expect(try folder.concord("agree", forced).status == 0)
  }

  /// A copy made while others label is whole, and holds a moment of the work.
  @Test func aBackupIsWholeWhilePeopleLabel() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let label = Process()
    label.executableURL = URL(fileURLWithPath: try #require(RunningProgram.concord))
    label.arguments = ["label", study, "--as", "zoe"]
    let (input, output) = (Pipe(), Pipe())
    label.standardInput = input
    label.standardOutput = output
    label.standardError = FileHandle.nullDevice
    try label.run()
    for round in 0..<6 {
      for answer in ["a", "b", "tie"] {
        try input.fileHandleForWriting.write(contentsOf: Data("q1\t\(answer)\n".utf8))
        // Its line says that the label is saved.
        #expect(output.fileHandleForReading.availableData.isEmpty == false)
      }
      let copy = folder.file("copy\(round)")
      #expect(try folder.concord("backup", study, copy).status == 0)
      #expect(try folder.concord("check", copy).status == 0)
      let rows = try folder.concord("export", copy).output.split(separator: "\n")
      #expect(rows.contains { $0.hasPrefix("q1,zoe,human,tie") })
    }
    try input.fileHandleForWriting.close()
    label.waitUntilExit()
    #expect(label.terminationStatus == 0)
    #expect(try folder.concord("check", study).status == 0)
  }
}

extension ScratchFolder {
  /// A study of two items in which people did what the lines of `labels` say.
  fileprivate func study(labels: String) throws -> String {
    let place = file("in")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for (name, text) in StudyFolderProgramTests.files where name != "verdicts.jsonl" {
      _ = try write("in/" + name, name == "labels.jsonl" ? labels : text)
    }
    let path = file("remarks.concord")
    let run = try concord("import", path, place)
    #expect(run.status == 0, "\(run.errors)")
    return path
  }
}
