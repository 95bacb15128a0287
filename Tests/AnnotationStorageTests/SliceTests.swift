import AnnotationModel
import Testing

@testable import AnnotationStorage

/// Properties of items as columns, against the items they were imported from.
@Suite struct SliceTests {
  static let items = (1...40).map { number in
    Item(
      key: "k\(number)", category: ["", "b", "a"][number % 3], source: ["s", "t", ""][number % 3],
      prompt: (0..<number % 4).map { _ in Turn(role: .user, text: "ask") },
      candidates: [10, 60, 200, 500].map { $0 + number % 2 }.prefix(1 + number % 4).map {
        CandidateText(String(repeating: "w ", count: $0))
      },
      // Two systems of one family are of one slice.
      origins: [("x1", "x"), ("x2", "x"), ("plain", ""), ("y", "z")].prefix(
        min(number % 3, 1 + number % 4)
      ).map {
        CandidateOrigin(system: $0.0, family: $0.1)
      })
  }

  static func name(_ property: SliceColumn.Property, _ item: Item) -> String? {
    switch property {
    case .category: return item.category.isEmpty ? nil : item.category
    case .source: return item.source.isEmpty ? nil : item.source
    case .length:
      let words = item.candidates.map { $0.text.split(separator: " ").count }.max() ?? 0
      return words < 50
        ? "under 50 words" : words < 150 ? "50 to 149" : words < 400 ? "150 to 399" : "400 and more"
    case .turn: return item.prompt.isEmpty ? nil : "turn \(item.prompt.count)"
    case .systemFamily:
      return item.candidates.indices.map { at in
        guard item.origins.indices.contains(at) else { return "" }
        return item.origins[at].family.isEmpty ? item.origins[at].system : item.origins[at].family
      }.joined(separator: " / ")
    }
  }

  @Test(arguments: SliceColumn.Property.allCases)
  func everyItemIsInItsSlice(_ property: SliceColumn.Property) async throws {
    let workshop = try Workshop()
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    #expect(try await store.add(Self.items.map { Events.placed(.item($0)) }).isEmpty)
    _ = try await store.finishImport()
    let column = try await store.sliceColumn(property)
    let wanted = Self.items.map { Self.name(property, $0) }
    #expect(column.values.map { $0 < 0 ? nil : column.names[Int($0)] } == wanted)
    var order: [String] = []
    for case let name? in wanted where !order.contains(name) { order.append(name) }
    if property == .length {
      order = ["under 50 words", "50 to 149", "150 to 399", "400 and more"].filter(order.contains)
    }
    #expect(column.names == order, "by length, else in the order of their first items")
    #expect(order.count > 1)
  }
}
