import AnnotationModel
import JSONText
import Testing

@testable import StudyFormats

/// Text that a terminal, a spreadsheet or a parser could trip over.
let hostileTexts: [String] = [
  "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{202E}gnitrats\u{202C}\u{2066}x\u{2069}", "a\0b", "\r\n\t\"'",
  "=HYPERLINK(\"x\")", "+1+1", "-2+3", "@SUM(1)", "\t=1", "'", "\\u0000 \\\" \\", "\u{FEFF}bom",
  "👨‍👩‍👧\u{301}\u{301}\u{301}", "\u{2028}\u{2029}\u{85}\u{9B}31m", "</script>{{7*7}}$(id)`id`",
  "{\"a\":1}", "a,b;c\td", String(repeating: "x", count: 100_000),
]

@Suite struct HostileTextTests {
  let folder = TemporaryFolder()

  private func records(_ text: String) -> [ImportRecord] {
    [
      .item(
        Item(
          key: "k\(text.prefix(60))", questionKey: "q", category: text, source: text,
          prompt: [
            Turn(
              role: .user, text: text,
              attachments: [Attachment(mediaType: "image/png", name: text, location: text)])
          ],
          candidates: [CandidateText(text), CandidateText(turns: [text, "", text])],
          origins: [CandidateOrigin(system: text, family: text), CandidateOrigin()],
          references: [Reference(kind: .verified, text: text, author: text)],
          metadata: [text: text])),
      .rater(ImportedRater(name: "r" + text, kind: .debate, model: text, family: text)),
      .label(
        ImportedLabel(
          rater: "p" + text, item: "k" + text, value: .prefer(1), confidence: .high,
          errorCodes: [text, "e"], note: text, flagged: true, phase: .revealed,
          presentation: Presentation(order: [1, 0]), shownAtMilliseconds: 1,
          actedAtMilliseconds: 1_790_000_000_123, activeMilliseconds: 3, occurrence: text)),
      .verdict(
        ImportedVerdict(
          rater: "r" + text, item: "k" + text,
          verdict: Verdict(
            value: .abstention(.unparsed), recorded: .tie, presentation: .asStored(2),
            repetition: 2, scores: [-1, 7.5], reasoning: text, rawReply: text,
            parserVersion: text, turnsToAnswer: 2,
            debate: [
              DebateTurn(
                round: 3, role: text, model: text, text: text, vote: .prefer(0), scores: [9, 8.25])
            ]))),
    ]
  }

  @Test(arguments: hostileTexts.indices)
  func studyFolderRoundTrips(_ index: Int) throws {
    let text = hostileTexts[index]
    let records = records(text)
    var files: [String: String] = ["task.yaml": TaskTemplate.all[0].yaml]
    for record in records {
      let (file, line) = StudyFolderLine.of(record)
      #expect(!line.contains { $0.isNewline })
      #expect(!line.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" })
      files[file, default: ""] += line + "\n"
    }
    for (name, content) in files { folder.write(name, content) }
    let batch = try readAll(folder.path)
    #expect(batch.problems.isEmpty)
    #expect(batch.records.map(\.record) == records)
  }

  @Test(arguments: hostileTexts.indices)
  func tablesKeepEveryText(_ index: Int) throws {
    let text = hostileTexts[index]
    let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
    let csv =
      "prompt,response_a,response_b,model_a\n"
      + Array(repeating: quoted, count: 4)
      .joined(separator: ",")
    var line = JSONLine()
    for name in ["prompt", "response_a", "response_b", "model_a"] {
      line.string(name, text, always: true)
    }
    for (name, content) in [("a.csv", csv), ("a.jsonl", line.text), ("a.json", "[\(line.text)]")] {
      let batch = try readAll(folder.write(name, content))
      #expect(batch.problems.isEmpty)
      #expect(batch.items.first?.prompt.first?.text == text)
      #expect(batch.items.first?.candidates == [CandidateText(text), CandidateText(text)])
      #expect(batch.items.first?.origins.first?.system == text)
    }
  }

  @Test(arguments: hostileTexts.indices)
  func exportedCellsRunNothingAndComeBack(_ index: Int) throws {
    let text = hostileTexts[index]
    let file = folder.write("out.csv", "x,y\n" + CSVCell.safe(text) + ",1\n")
    let rows = CSVRows(try ByteSource(path: file), separator: UInt8(ascii: ","))
    _ = try rows.next()
    let cell = try rows.next()?.fields.first ?? ""
    #expect(!["=", "+", "-", "@", "\t", "\r"].contains { cell.hasPrefix($0) })
    #expect(CSVCell.original(cell) == text)
    #expect(try rows.next() == nil)
  }

  @Test func aResponseOfFiveMegabytesIsKept() throws {
    let text = String(repeating: "é\n", count: 1_700_000)
    let batch = try readAll(folder.write("big.csv", "prompt,response_a\np,\"\(text)\"\n"))
    #expect(batch.items.first?.candidates.first?.text == text)
    let escaped = text.replacing("\n", with: "\\n")
    let lines = try readAll(folder.write("big.jsonl", "{\"response_a\":\"\(escaped)\"}\n"))
    #expect(lines.items.first?.candidates.first?.text == text)
  }

  @Test func illFormedBytesAreCountedAndSaid() throws {
    let bytes = Array("item,prompt,response_a\n1,".utf8) + [0xFF, 0x41] + Array(",r\n".utf8)
    let batch = try readAll(folder.write("bytes.csv", bytes))
    #expect(batch.items.first?.prompt.first?.text == "\u{FFFD}A")
    #expect(batch.remarks.contains { $0.contains("1 texts held bytes") })
    #expect(
      batch.originals == [
        OriginalText(text: "\u{FFFD}A", bytes: [0xFF, 0x41], place: "bytes.csv:2")
      ])
  }

  /// Every text that is no UTF-8 keeps its bytes, whole and without escapes, in every format.
  @Test func illFormedBytesAreKeptInEveryFormat() throws {
    let text: [UInt8] = [0xC3, 0x28, 0x5C, 0x6E, 0xED, 0xA0, 0x80]
    let decoded: [UInt8] = [0xC3, 0x28, 0x0A, 0xED, 0xA0, 0x80]
    let shown = String(decoding: decoded, as: UTF8.self)
    let rows: [(format: String, before: String, after: String)] = [
      ("jsonl", #"{"prompt":"p","response_a":""#, #"","response_b":"y"}"#),
      ("json", #"[{"prompt":"p","response_a":""#, #"","response_b":"y"}]"#),
      ("pandalm", #"[{"idx":1,"response2":"y","response1":""#, #""}]"#),
      ("label-studio", #"[{"id":1,"data":{"prompt":"p","text2":"y","text1":""#, #""}}]"#),
      ("argilla", #"[{"id":1,"fields":{"prompt":"p","text2":"y","text1":""#, #""}}]"#),
      (
        "prodigy", #"{"text":"p","_input_hash":1,"options":[{"id":1,"text":""#,
        #""},{"id":2,"text":"y"}]}"#
      ),
    ]
    for (format, before, after) in rows {
      let file = folder.write("f-" + format, Array(before.utf8) + text + Array(after.utf8))
      let batch = try readAll(file, format)
      #expect(batch.items.first?.candidates.first?.text == shown, "\(format)")
      #expect(batch.originals.map(\.bytes) == [decoded], "\(format)")
      #expect(batch.originals.map(\.text) == [shown], "\(format)")
    }
  }

  @Test func base64OfAnyBytesComesBack() {
    for length in 0..<40 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
      let text = Base64.text(bytes)
      #expect(text.utf8.count == (length + 2) / 3 * 4)
      #expect(Base64.bytes(text) == bytes)
    }
    #expect(Base64.text(Array("fooba".utf8)) == "Zm9vYmE=")
    for bad in ["A", "A===", "Zm9vYmF=", "Zm9v YmE", "====", "é==="] {
      #expect(Base64.bytes(bad) == nil, "\(bad)")
    }
  }

  @Test func randomBytesNeverTrapAnyFormat() throws {
    var random = SplitMixForTests(state: 5)
    let words = [
      "{", "}", "[", "]", "\"idx\":", "\"response1\":", "\"turn\":", "\"question_id\":",
      "\"winner\":",
      "-1", "99999999999999999999", "9223372036854775807", "1e999", "\"a\"", ",", "\n", "null",
      "\"score_1\":", "\"score_2\":", "\"model_a\":", "\"model_b\":", "\"judge\":", "\"model_b\"",
      "\"key\":", "\"candidates\":", "\"order\":", "\u{FF}", "true", "\"value\":", "\"item\":",
    ]
    let formats = ImportPlan.formats.filter { !["auto", "study"].contains($0) }
    for round in 0..<200 {
      var text = round % 2 == 0 ? "[{" : "{"
      for _ in 0..<Int(random.next() % 30) { text += words[Int(random.next() % 30)] }
      let file = folder.write(round % 3 == 0 ? "r.csv" : "fair-eval.jsonl", text)
      for format in formats { _ = try? readAll(file, format) }
    }
  }

  @Test func extremeNumbersAreProblemsAndNoTraps() throws {
    for turn in ["-1", "0", "-9223372036854775808", "9223372036854775807", "1.5"] {
      let row =
        "{\"judge\":\"x\",\"model_a\":\"a\",\"model_b\":\"b\",\"question_id\":1,"
        + "\"turn\":\(turn),\"winner\":\"tie\"}"
      let batch = try readAll(folder.write("v.jsonl", row), "mtbench")
      #expect(batch.problems.count == 1 && batch.items.isEmpty)
    }
    let csv =
      "dataset,agent_type,model,item,score_1,score_2,pick,verdict\n"
      + "fair-eval,debate,m,9223372036854775807,1,2,,\nfair-eval,debate,m,-5,1,2,,\n"
    let batch = try readAll(
      ImportPlan(
        paths: [folder.write("c.csv", csv)], format: "fellowship", dataset: "fair-eval",
        scale: StudyTask.pairwise.scale))
    #expect(batch.verdicts.isEmpty && batch.problems.map(\.place.line) == [2, 3])
    let (task, problems) = TaskFile.parse(
      "scale: pair\ncandidates: 1e300\nbreak-after-minutes: -1e300\n", name: "t")
    #expect(task == nil && problems.count == 2)
  }
}
