import AnnotationModel
import AnnotationStorage

/// Whether a person's ten-thousandth label is saved as fast as the first.
enum LabelSaving {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    let store = try AnnotationStore.open(at: study)
    let person = try await store.rater(named: "bench-saving-\(Machine.unique)", kind: .human)
    _ = try await store.enrol(person.id, sideSeed: 1)
    let count = min(options.size, 10_500)
    let clock = ContinuousClock()
    var all: [Double] = []
    for number in 1...count {
      let event = LabelEvent(
        eventID: "bench-\(number)", rater: person.id, item: ItemID(Int64(number)),
        action: .label(.prefer(number % 2), confidence: nil, errorCodes: []),
        presentation: .asStored(2), shownAtMilliseconds: 1_700_000_000_000,
        actedAtMilliseconds: 1_700_000_009_000, activeMilliseconds: 9000)
      let start = clock.now
      _ = try await store.commit(event, cursor: event.item)
      all.append((clock.now - start).milliseconds)
    }
    await store.close()
    let first = Figure(
      "a label saved, the first 1000", limit: nil, judged: .median,
      samples: Array(all.prefix(1000)))
    let last = Figure(
      "a label saved, from the \(max(0, count - 999))th on", limit: first.median * 1.25,
      judged: .median, samples: Array(all.suffix(1000)), note: "as the first, and a quarter")
    return [first, last]
  }
}
