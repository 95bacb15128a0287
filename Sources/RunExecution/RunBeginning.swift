import AnnotationModel
import AnnotationStorage
import ModelCalls

extension AnnotationStore {
  /// Begins a run of this name by its specification, or goes on with it; a jury's and a cascade's
  /// seats become raters of their own, called NAME/SEAT.
  ///
  /// - Throws: as the `beginRun` that takes the parts.
  public func beginRun(
    named name: String, _ specification: RunSpecification, at time: Milliseconds
  ) throws(StorageError) -> Run {
    let settings = specification.settings
    let seats = [.jury, .cascade].contains(settings.kind) ? settings.seats : []
    let first = settings.seats.first.flatMap { specification.endpoints[$0.endpoint] }
    let isOne = specification.endpoints.count == 1
    return try beginRun(
      named: name, kind: settings.kind, specification: specification.text,
      hash: specification.hash, model: isOne ? first?.model ?? "" : "",
      family: isOne ? first?.family ?? "" : "",
      seats: seats.map { seat in
        let endpoint = specification.endpoints[seat.endpoint]
        return ImportedRater(
          name: name + "/" + seat.endpoint, kind: .judge, model: endpoint?.model ?? "",
          family: endpoint?.family ?? "")
      }, at: time)
  }
}
