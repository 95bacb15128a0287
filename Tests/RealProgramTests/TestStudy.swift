import Foundation

/// Small studies to run the program on, and what the program says is in them.
extension Workplace {
  /// A pairwise study of items `item-01`, `item-02`, … with a judge who always says "a".
  func study(items: Int, name: String = "s.concord") throws -> String {
    let study = path(name)
    var rows = "item,category,prompt,response_a,response_b,rater,kind,verdict\n"
    for number in 1...items {
      let key = "item-" + String(format: "%02d", number)
      let category = number.isMultiple(of: 2) ? "even" : "odd"
      rows += "\(key),\(category),Which of these answers question \(number)?,"
      rows += "The first answer to question \(number).,The second answer; it has more words.,"
      rows += "gpt,judge,\(number.isMultiple(of: 3) ? "b" : "a")\n"
    }
    try succeed("new", study, "--template", "pairwise")
    try succeed("import", study, try write("rows.csv", rows))
    return study
  }

  /// One of the studies that come with the program.
  func bundled(_ name: String) throws -> String {
    let folder = Self.repository.appendingPathComponent("Datasets/" + name).path
    try succeed("import", path(name + ".concord"), folder)
    return path(name + ".concord")
  }

  /// What `export` says that people said, a row each.
  /// People's labels: rows with an answer, and not the remarks without one.
  func labels(_ study: String) throws -> [[String: Any]] {
    try rows(study, "labels").filter { ($0["answer"] as? String)?.isEmpty == false }
  }

  /// The exported rows: `labels` of people, or everyone's `ratings`.
  func rows(_ study: String, _ what: String) throws -> [[String: Any]] {
    let text = try succeed("export", study, "--what", what, "--format", "jsonl")
    return text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// The document of `agree --json` for one pair.
  func agreement(_ study: String, _ first: String, _ second: String, _ options: String...) throws
    -> [String: Any]
  {
    let result = try run(["agree", study, "--raters", "\(first),\(second)", "--json"] + options)
    let text = String(decoding: result.output, as: UTF8.self)
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return (document?["pairs"] as? [[String: Any]])?.first ?? [:]
  }
}
