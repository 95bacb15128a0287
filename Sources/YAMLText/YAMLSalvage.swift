extension YAMLDocument {
  /// What can be read of a mapping that a person wrote by hand, and what is wrong with the rest.
  ///
  /// Where the text is no YAML as a whole, each key with what belongs to it is read by itself, and
  /// so are the keys, or the elements of a list of mappings, under one that fails: a slip in one
  /// line costs that line, or that element. An alias is only known under the key that has its
  /// anchor. Linear in the text for each level of nesting.
  /// - Returns: the document, and no errors; or a mapping of the keys that could be read.
  public static func salvage(_ text: String, name: String) -> (root: YAMLNode, errors: [YAMLError])
  {
    do throws(YAMLError) {
      return (try parse(text, name: name), [])
    } catch {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      var salvage = YAMLSalvage(lines: lines, name: name)
      let root = salvage.mapping(lines.indices, depth: 1)
      // Each part is sound, but not all together.
      return (root, salvage.errors.isEmpty ? [error] : salvage.errors)
    }
  }
}

/// Reads the keys of a mapping one by one.
private struct YAMLSalvage {
  let lines: [Substring]
  let name: String
  var errors: [YAMLError] = []

  init(lines: [Substring], name: String) {
    self.lines = lines
    self.name = name
  }

  /// The keys of some lines that can be read; of two that are the same, the first.
  mutating func mapping(_ range: Range<Int>, depth: Int) -> YAMLNode {
    var entries: [YAMLEntry] = []
    var seen: Set<String> = []
    let parts = parts(range)
    for part in parts {
      for entry in read(part, depth: depth) {
        if seen.insert(entry.key).inserted {
          entries.append(entry)
        } else {
          errors.append(YAMLError(.duplicateKey(entry.key), name: name, place: entry.keyPlace))
        }
      }
    }
    let place = YAMLPlace(line: (parts.first?.lowerBound ?? range.lowerBound) + 1, column: 1)
    return YAMLNode(.mapping(entries), at: place)
  }

  /// One key's lines; where they fail as one, its head and what stands under it.
  private mutating func read(_ part: Range<Int>, depth: Int) -> [YAMLEntry] {
    do throws(YAMLError) {
      return try entries(part)
    } catch {
      let under = part.dropFirst()
      if depth < 8, under.contains(where: { indentation($0) != nil || dash($0) != nil }),
        let head = try? entries(part.prefix(1)).first, head.value.isNull
      {
        let value = isList(under) ? list(under) : mapping(under, depth: depth + 1)
        if let value {
          return [YAMLEntry(key: head.key, keyPlace: head.keyPlace, value: value)]
        }
      }
      var error = error
      error.place.line = min(error.place.line, part.upperBound)
      errors.append(error)
      return []
    }
  }

  /// Whether the first line that says anything begins an element of a list.
  private func isList(_ range: Range<Int>) -> Bool {
    range.first { dash($0) != nil || indentation($0) != nil }.map { dash($0) != nil } ?? false
  }

  /// The mappings of a list that can be read, each by itself; nil where it is a list of others,
  /// which mean something together only.
  private mutating func list(_ range: Range<Int>) -> YAMLNode? {
    let left = range.compactMap { dash($0) }.first ?? 0
    let starts = range.filter { dash($0) == left }
    var elements: [YAMLNode] = []
    var found: [YAMLError] = []
    for part in zip(starts, starts.dropFirst() + [range.upperBound]).map({ $0..<$1 }) {
      let text = lines[part].joined(separator: "\n")
      do throws(YAMLError) {
        let root = try YAMLDocument.parse(text, name: name).moved(by: part.lowerBound)
        elements += root.elements ?? []
      } catch {
        var error = error
        error.place.line = min(error.place.line + part.lowerBound, part.upperBound)
        found.append(error)
      }
    }
    guard elements.allSatisfy({ $0.entries != nil }) else { return nil }
    errors += found
    let place = YAMLPlace(line: (starts.first ?? range.lowerBound) + 1, column: left + 1)
    return YAMLNode(.sequence(elements), at: place)
  }

  /// Columns before the dash of a line that begins an element of a list; nil for other lines.
  private func dash(_ line: Int) -> Int? {
    let text = lines[line].drop { $0 == " " }
    guard text.first == "-", text.dropFirst().first.map({ " \t\r".contains($0) }) ?? true else {
      return nil
    }
    return lines[line].count - text.count
  }

  private func entries(_ part: Range<Int>) throws(YAMLError) -> [YAMLEntry] {
    let text = lines[part].joined(separator: "\n")
    do throws(YAMLError) {
      let root = try YAMLDocument.parse(text, name: name).moved(by: part.lowerBound)
      guard let entries = root.entries else {
        throw YAMLError(
          .syntax("a key with a colon is missing"), name: name,
          place: YAMLPlace(line: 1, column: root.place.column))
      }
      return entries
    } catch {
      throw YAMLError(
        error.reason, name: name,
        place: YAMLPlace(line: error.place.line + part.lowerBound, column: error.place.column))
    }
  }

  /// Lines in runs that each begin with a key as far to the left as the first one.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    guard let left = range.lazy.compactMap({ indentation($0) }).first else { return [] }
    let starts = range.filter { indentation($0).map { $0 <= left } ?? false }
    return zip(starts, starts.dropFirst() + [range.upperBound]).map { $0..<$1 }
  }

  /// Columns before a line's first word; nil where the line begins nothing: it is empty, a comment,
  /// a mark of documents, or goes on with what is above it.
  private func indentation(_ line: Int) -> Int? {
    let text = lines[line]
    guard let first = text.firstIndex(where: { !" \t\r".contains($0) }),
      !"#-]}".contains(text[first]), !text.hasPrefix("...")
    else { return nil }
    return text.distance(from: text.startIndex, to: first)
  }
}

extension YAMLNode {
  /// The same some lines further down.
  fileprivate func moved(by lines: Int) -> YAMLNode {
    func down(_ place: YAMLPlace) -> YAMLPlace {
      YAMLPlace(line: place.line + lines, column: place.column)
    }
    let content: Content =
      switch content {
      case .scalar: content
      case .sequence(let elements): .sequence(elements.map { $0.moved(by: lines) })
      case .mapping(let entries):
        .mapping(
          entries.map {
            YAMLEntry(
              key: $0.key, keyPlace: down($0.keyPlace), value: $0.value.moved(by: lines))
          })
      }
    return YAMLNode(content, at: down(place))
  }
}
