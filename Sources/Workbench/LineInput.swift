import AnnotationModel
import TerminalCore

/// A line of text that is asked for: commands, searches, notes, names.
extension WorkbenchState {
  mutating func lineKey(_ key: Key, _ old: LineOverlay) -> [Effect] {
    var line = old
    switch key {
    case .escape, .control("c"):
      overlay = nil
      return []
    case .enter:
      overlay = nil
      return finish(line)
    case .tab:
      if let path = pathTyped(line) { return [.completePath(path)] }
      if line.purpose == .command { complete(&line) }
    case .up, .control("p"): recall(&line, older: true)
    case .down, .control("n"): recall(&line, older: false)
    case _ where line.purpose == .score && !Self.isOfScore(key):
      line.hint = "\(key.name) is not part of a score; Enter gives it, Esc leaves"
    default: line.type(key)
    }
    overlay = .line(line)
    return []
  }

  private func complete(_ line: inout LineOverlay) {
    offer(completions(of: line.editor.text), &line, ending: " ")
  }

  /// Completes a line as far as all that is possible agrees.
  private func offer(_ found: [String], _ line: inout LineOverlay, ending: String) {
    // Tab once more: what had no room.
    line.completionPage = found == line.completions ? line.completionPage + 1 : 0
    line.completions = found
    guard let first = found.first else {
      line.hint = "nothing to complete this with"
      return
    }
    let common = found.dropFirst().reduce(first) { prefix, next in
      String(zip(prefix, next).prefix { $0 == $1 }.map(\.0))
    }
    line.editor = LineEditor(text: found.count == 1 ? first + ending : common)
  }

  /// The beginning of a path, where a line asks for one.
  private func pathTyped(_ line: LineOverlay) -> String? {
    line.purpose == .importPath
      ? line.editor.text : pathLead(line).map { String(line.editor.text.dropFirst($0.count)) }
  }

  /// The command that stands before a path.
  private func pathLead(_ line: LineOverlay) -> String? {
    guard line.purpose == .command else { return nil }
    return [CommandWord.import, .open].map { $0.rawValue + " " }
      .first { line.editor.text.hasPrefix($0) }
  }

  /// Paths were looked for; they count while the line is still the one that asked.
  mutating func offerPaths(_ paths: [String], _ typed: String) {
    guard case .line(var line)? = overlay, pathTyped(line) == typed else { return }
    let lead = pathLead(line) ?? ""
    let recent = lead == "open " ? welcome.recent.map(\.path).filter { $0.hasPrefix(typed) } : []
    let found = recent + paths.filter { !recent.contains($0) }
    offer(found.map { lead + $0 }, &line, ending: "")
    overlay = .line(line)
  }

  /// Calls up a line that was typed earlier, or comes back towards the one being typed.
  private func recall(_ line: inout LineOverlay, older: Bool) {
    let typed = typedLines[line.purpose] ?? []
    let next = older ? (line.recalled ?? -1) + 1 : (line.recalled ?? 0) - 1
    guard next < typed.count else { return }
    if line.recalled == nil { line.draft = line.editor.text }
    line.recalled = next < 0 ? nil : next
    line.completions = []
    line.completionPage = 0
    line.editor = LineEditor(text: next < 0 ? line.draft : typed[typed.count - 1 - next])
  }

  private mutating func remember(_ line: LineOverlay) {
    let text = line.editor.text
    guard !text.isEmpty, line.purpose != .note, line.purpose != .score else { return }
    var typed = (typedLines[line.purpose] ?? []).filter { $0 != text }
    typed.append(text)
    typedLines[line.purpose] = typed.suffix(100)
  }

  private mutating func finish(_ line: LineOverlay) -> [Effect] {
    let text = line.editor.text
    remember(line)
    switch line.purpose {
    case .command: return runCommand(text)
    case .search: return search(text)
    case .findInList:
      list.filter.text = text
      return reloadList()
    case .note: return commitMark(.note(text))
    case .score: return scoreEntered(text)
    case .runField(let id): return runFieldTyped(id, text)
    case .newStudy(let template):
      return text.isEmpty ? [] : [.createStudy(path: text, template: template)]
    case .importInto: return importInto(text)
    case .juryName(let seats, _): return composeJury(seats, named: text)
    case .sweepFile: return writeSweep(to: text)
    case .figureFile: return writeFigure(to: text)
    case .importPath:
      guard !text.isEmpty else { return [] }
      return [.previewImport(ImportRequest(path: text, study: Self.studyPath(for: text)))]
    }
  }
}
