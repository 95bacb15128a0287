import AnnotationModel
import Glibc
import Testing

@testable import StudyFormats

@Suite struct MappingTests {
  let folder = TemporaryFolder()

  @Test func guessesNamesAndCounts() {
    let guess = FieldMapping.guess(fields: [
      "Instruction", "Response A", "Response B", "model_a", "meta.question_id", "annotator1",
      "annotator_2", "topic",
    ])
    #expect(
      guess.fields == [
        "prompt": "Instruction", "response-a": "Response A", "response-b": "Response B",
        "system-a": "model_a", "question": "meta.question_id",
        "raters": "annotator1,annotator_2", "category": "topic",
      ])
    #expect(FieldMapping(text: guess.text) == guess)
    let pair = FieldMapping.guess(fields: ["query", "summary_left", "summary_right"])
    #expect(pair.fields["response-a"] == "summary_left")
    #expect(pair.fields["response-b"] == "summary_right")
  }

  @Test func guessesAnswersByContent() {
    let fields = ["id", "response1", "response2", "who is best", "length"]
    let samples = [["1", "2"], ["x", "y"], ["x", "z"], ["left", "Tie"], ["1", "2"]]
    #expect(FieldMapping.guess(fields: fields, samples: samples).fields["verdict"] == "who is best")
    let mute = [["1", "2"], ["x", "y"], ["x", "z"], ["left", "perhaps"], ["1", "2"]]
    #expect(FieldMapping.guess(fields: fields, samples: mute).fields["verdict"] == nil)
  }

  @Test func aFieldHasOneMeaningAndAMeaningOneField() throws {
    let file = folder.write(
      "m.csv", "id,text,other,response_a,response_b,annotator1\n1,t,o,x,y,a\n")
    var plan = ImportPlan(paths: [file], scale: StudyTask.pairwise.scale)
    plan.meanings = ["other": "prompt", "id": "", "text": "raters", "gone": "item"]
    let mapping = try #require(try plan.preview().mapping)
    #expect(mapping.mapping.fields["prompt"] == "other")
    #expect(mapping.mapping.fields["item"] == nil)
    #expect(mapping.mapping.fields["raters"] == "annotator1,text")
    #expect(mapping.leftOut == ["id"])
  }

  @Test func readsWideTables() throws {
    let batch = try readAll(
      folder.write(
        "w.csv",
        "id,prompt,response1,response2,annotator1,annotator2\n"
          + "7,p,r,s,1,tie\n8,p,,t,response2,\n9,p,r,s,maybe,0\n"))
    #expect(batch.items.map(\.key) == ["7", "8", "9"])
    #expect(batch.items[1].candidates[0].text == "")
    #expect(batch.labels.map(\.value) == [.prefer(0), .tie, .prefer(1), .tie])
    #expect(batch.raters.map(\.name) == ["annotator1", "annotator2"])
    #expect(batch.problems.map(\.place.line) == [4])
    #expect(batch.problems.map(\.place.field) == ["annotator1"])
    #expect(batch.problems.first?.remedy.contains("tie") == true)
  }

  @Test func readsLongTablesWithoutTexts() throws {
    let batch = try readAll(
      folder.write(
        "l.tsv",
        "item\trater\tkind\tmodel_a\tmodel_b\twinner\treply\n"
          + "k1\tann\thuman\tx\ty\ty\t\nk1\tjudge/z\tjudge\tx\ty\tmodel_a\tA is better\n"))
    #expect(batch.items.isEmpty)
    #expect(batch.labels.map(\.value) == [.prefer(1)])
    #expect(batch.verdicts.map(\.verdict.value) == [.prefer(0)])
    #expect(batch.verdicts.map(\.verdict.rawReply) == ["A is better"])
    #expect(batch.raters.map(\.kind) == [.human, .judge])
  }

  @Test func readsConversationsAndNestedFields() throws {
    let batch = try readAll(
      folder.write(
        "c.jsonl",
        """
        {"meta":{"id":"m1"},"conversation":[{"role":"system","content":"s"},{"from":"gpt","value":"a"},{"role":"user","content":"q"}],"response_a":"x","response_b":"y"}
        {"meta":{"id":"m2"},"conversation":"plain","response_a":"x","response_b":"y","winner":"tie (bothbad)"}

        """),
      scale: .preference(candidates: 2, tie: true, bothBad: true))
    #expect(batch.items.map(\.key) == ["m1", "m2"])
    #expect(batch.items[0].prompt.map(\.role) == [.system, .assistant, .user])
    #expect(batch.items[1].prompt == [Turn(role: .user, text: "plain")])
    #expect(batch.labels.map(\.value) == [.bothBad])
  }

  @Test(arguments: [
    ("A", 0), ("b", 1), ("model_b", 1), ("[[A]]", 0), ("2", 1), ("Left", 0), ("response 2", 1),
  ])
  func wordsForACandidate(_ word: String, _ ordinal: Int) {
    let scale = StudyTask.pairwise.scale
    #expect(VerdictWord.value(word, scale: scale) == .prefer(ordinal))
  }

  @Test func wordsDependOnTheScale() {
    let pair = StudyTask.pairwise.scale
    for word in ["tie", "Tie", "draw", "equal", "C", "0", "tie (inconsistent)"] {
      #expect(VerdictWord.value(word, scale: pair) == .tie)
    }
    #expect(VerdictWord.value("both_bad", scale: pair) == nil)
    #expect(VerdictWord.value("d", scale: pair) == nil)
    #expect(VerdictWord.value("off-menu", scale: pair) == .abstention(.offMenu))
    #expect(VerdictWord.value("gpt", scale: pair, systems: ["llama", "gpt"]) == .prefer(1))
    let three = Scale.preference(candidates: 3, tie: false, bothBad: false)
    #expect(VerdictWord.value("C", scale: three) == .prefer(2))
    #expect(VerdictWord.value("tie", scale: three) == nil)
    #expect(VerdictWord.value("4", scale: .score(low: 1, high: 5, step: 1)) == .score(4))
    #expect(VerdictWord.value("4.5", scale: .score(low: 1, high: 5, step: 1)) == nil)
    #expect(VerdictWord.value("Yes", scale: .correctness) == .category("correct"))
  }

  @Test func previewSaysWhatEachFieldMeans() throws {
    let file = folder.write("p.csv", "id,prompt,response_a,length\n1,hello,,3\n2,hi,yes,4\n")
    let preview = try ImportPlan(paths: [file], scale: StudyTask.pairwise.scale).preview()
    let mapping = try #require(preview.mapping)
    #expect(mapping.fields.map(\.meaning) == ["item", "prompt", "response-a", "(left out)"])
    #expect(mapping.fields.map(\.example) == ["1", "hello", "yes", "3"])
    #expect(!mapping.isSaved)
    #expect(preview.items.map(\.key) == ["1", "2"])
  }

  /// Without --format, the first row says what a file is.
  @Test func formatsAreKnownByTheirFields() {
    let rows: [(name: String, text: String, format: String)] = [
      ("a.json", #"[{"idx":0,"response1":"x","response2":"y","annotator1":1}]"#, "pandalm"),
      ("b.json", #"[{"idx":0,"gpt_result":"1"}]"#, "pandalm"),
      (
        "c.jsonl",
        #"{"judge":"j","model_a":"a","model_b":"b","question_id":1,"turn":1,"winner":"tie"}"#,
        "mtbench"
      ),
      ("d.json", #"[{"response":"r","score_1":1,"score_2":2,"turns_to_answer":1}]"#, "fellowship"),
      ("e.csv", "dataset,agent_type,model,item,score_1,score_2,pick,verdict\n", "fellowship"),
      ("f.json", #"[{"id":1,"data":{},"annotations":[]}]"#, "label-studio"),
      ("g.json", #"[{"id":1,"fields":{},"responses":{}}]"#, "argilla"),
      ("h.jsonl", #"{"text":"t","options":[],"accept":[],"answer":"accept"}"#, "prodigy"),
      ("i.jsonl", #"{"prompt":"p","response_a":"x","winner":"a"}"#, "jsonl"),
      ("j.json", "[", "json"), ("k.csv", "", "csv"), ("l.tsv", "dataset\tmodel\n", "tsv"),
    ]
    for (name, text, format) in rows {
      let plan = ImportPlan(
        paths: [folder.write(name, text)], scale: StudyTask.pairwise.scale)
      #expect(plan.chosenFormat == format, "\(name)")
    }
    let mapped = ImportPlan(
      paths: [folder.path + "/a.json"], mapping: FieldMapping(fields: ["prompt": "idx"]),
      scale: StudyTask.pairwise.scale)
    #expect(mapped.chosenFormat == "json")
    #expect(ImportPlan(paths: ["-"], scale: StudyTask.pairwise.scale).chosenFormat == "jsonl")
  }

  /// What `export` writes as a table is known again.
  @Test func ourOwnTableIsUnderstood() throws {
    let label = ImportedLabel(rater: "ann", item: "q", value: .prefer(1), note: "=n")
    let rows = [
      RatingTableRow(.label(label), kinds: [:]),
      RatingTableRow(
        .verdict(
          ImportedVerdict(
            rater: "j", item: "q", verdict: Verdict(value: .tie, presentation: .asStored(2)))),
        kinds: ["j": .jury]),
    ].compactMap { $0 }
    let csv = ([RatingTableRow.columns.joined(separator: ",")] + rows.map(\.csv))
      .joined(separator: "\n")
    for (name, text) in [
      ("r.csv", csv), ("r.jsonl", rows.map { $0.json + "\n" }.joined()),
    ] {
      let batch = try readAll(folder.write(name, text))
      #expect(batch.problems.isEmpty && batch.items.isEmpty)
      #expect(batch.labels.map(\.value) == [.prefer(1)])
      #expect(batch.verdicts.map(\.verdict.value) == [.tie])
      #expect(batch.raters.map(\.kind) == [.human, .jury])
    }
  }

  /// What an earlier import was told holds for the next file with the same columns.
  @Test func aSavedMappingComesBeforeTheGuess() throws {
    let file = folder.write("p.csv", "id,left_text,right_text\n1,x,y\n")
    var plan = ImportPlan(paths: [file], scale: StudyTask.pairwise.scale)
    let other = FieldMapping(fields: ["response-a": "nowhere"])
    let turned = FieldMapping(
      fields: ["item": "id", "response-a": "right_text", "response-b": "left_text"])
    plan.savedMappings = [other, FieldMapping(text: turned.text)]
    let batch = try readAll(plan)
    #expect(batch.items.first?.candidates.map(\.text) == ["y", "x"])
    #expect(try plan.preview().mapping?.isSaved == true)
    plan.mapping = FieldMapping(fields: ["response-a": "left_text", "response-b": "right_text"])
    #expect(try readAll(plan).items.first?.candidates.map(\.text) == ["x", "y"])
  }
}

/// Paths as they are completed while one types.
@Suite struct PathCompletionTests {
  @Test func pathsBeginAsTheyWereTyped() {
    let folder = TemporaryFolder()
    for name in ["data.csv", "dates.csv", "other.csv", ".hidden"] { folder.write(name, [0x61]) }
    let start = folder.path + "/"
    #expect(
      FolderContents.paths(beginning: start + "da") == [start + "data.csv", start + "dates.csv"])
    #expect(FolderContents.paths(beginning: start).count == 3)
    #expect(FolderContents.paths(beginning: start + ".h") == [start + ".hidden"])
    #expect(FolderContents.paths(beginning: folder.path).contains(start))
    #expect(FolderContents.paths(beginning: start + "none/x").isEmpty)
    unlink(start + ".hidden")
  }
}
