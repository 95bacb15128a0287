import AnnotationModel

extension AnnotationStore {
  /// What is wrong with the file, in words; empty when nothing is. Reads everything.
  public func check() throws(StorageError) -> [CheckFinding] {
    var findings: [CheckFinding] = []
    let integrity = try connection.make("PRAGMA integrity_check(20)")
    while try integrity.step() {
      guard integrity.text(0) != "ok" else { continue }
      findings.append(
        CheckFinding(
          problem: "The file is damaged: \(integrity.text(0)).",
          remedy: "Restore a backup, or recover what can be read with the sqlite3 program."))
    }
    let keys = try connection.make("PRAGMA foreign_key_check")
    while try keys.step() {
      findings.append(
        CheckFinding(
          problem: "A row of \(keys.text(0)) names a row of \(keys.text(2)) that is not there.",
          remedy: "Restore a backup; the file was changed by another program."))
    }
    for (sql, problem, remedy) in Self.invariants {
      let query = try connection.make(sql)
      while try query.step() {
        findings.append(
          CheckFinding(problem: problem + " " + query.text(0) + ".", remedy: remedy))
      }
    }
    return findings + (try recountLabels())
  }

  static let rebuild = "Export the study and import it into a new file: that recounts it."

  /// Queries that give a row for each thing that is wrong.
  private static let invariants: [(String, String, String)] = [
    (
      """
      SELECT i.key FROM verdict v JOIN item i ON i.id = v.item
      WHERE length(v.presentation) <> i.candidates LIMIT 20
      """,
      "A verdict names a presentation that its item does not have: item", "Import it again."
    ),
    (
      """
      SELECT i.key FROM labelState l JOIN item i ON i.id = l.item
      LEFT JOIN labelEvent e ON e.seq = l.blind LEFT JOIN labelEvent f ON f.seq = l.revealed
      LEFT JOIN rating r ON r.rater = l.rater AND r.item = l.item AND r.phase = 0 AND r.swapped = 0
      LEFT JOIN rating s ON s.rater = l.rater AND s.item = l.item AND s.phase = 1 AND s.swapped = 0
      WHERE e.code IS NOT r.code OR f.code IS NOT s.code LIMIT 20
      """,
      "A rating differs from its label: item", rebuild
    ),
    (
      """
      SELECT i.key FROM rating r JOIN item i ON i.id = r.item
      JOIN rater p ON p.id = r.rater AND p.kind = 'human'
      LEFT JOIN labelState l ON l.rater = r.rater AND l.item = r.item
      WHERE r.swapped = 1 OR CASE r.phase WHEN 0 THEN l.blind ELSE l.revealed END IS NOT r.origin
      LIMIT 20
      """,
      "A rating names no label that holds: item", rebuild
    ),
    (
      """
      SELECT i.key FROM rating r JOIN item i ON i.id = r.item
      JOIN rater p ON p.id = r.rater AND p.kind <> 'human'
      LEFT JOIN verdict v ON v.seq = r.origin
      WHERE v.code IS NOT r.code OR v.item <> r.item OR v.rater <> r.rater
        OR COALESCE(v.recordedCode, v.code) <> r.recorded LIMIT 20
      """,
      "A rating differs from its verdict: item", rebuild
    ),
    (
      """
      SELECT i.key FROM verdict v JOIN item i ON i.id = v.item
      LEFT JOIN rating r ON r.rater = v.rater AND r.phase = 0 AND r.item = v.item AND r.swapped =
        (v.presentation <> substr('abcdefghijklmnopqrstuvwxyz', 1, length(v.presentation)))
      LEFT JOIN verdict h ON h.seq = r.origin
      WHERE v.code IS NOT NULL AND (h.seq IS NULL OR h.repetition > v.repetition
        OR (h.repetition = v.repetition AND h.seq < v.seq)) LIMIT 20
      """,
      "A verdict is not counted, or a later one is not: item", rebuild
    ),
    (
      """
      SELECT name FROM rater r WHERE COALESCE((SELECT SUM(ratings) FROM ratingCount c
        WHERE c.rater = r.id), 0) <> (SELECT COUNT(*) FROM rating t WHERE t.rater = r.id)
      """,
      "The count of ratings is not their number: rater", rebuild
    ),
    (
      """
      SELECT name FROM rater r WHERE COALESCE((SELECT done FROM labelCount c
        WHERE c.rater = r.id), 0) <> (SELECT COUNT(*) FROM labelState l
        WHERE l.rater = r.id AND l.state = 1)
      """,
      "The count of labelled items is not their number: rater", rebuild
    ),
    (
      """
      SELECT value || ' counted, ' || (SELECT COUNT(*) FROM item) || ' there' FROM study
      WHERE key = 'items' AND CAST(value AS INTEGER) <> (SELECT COUNT(*) FROM item)
      """,
      "The count of items is wrong:", rebuild
    ),
  ]
}
