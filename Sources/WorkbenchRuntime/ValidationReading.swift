import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Workbench

/// What a judge's check-list needs of the file.
extension EffectPerformer {
  /// Reads what is missing, and then checks in a thread of its own; while a person labels quickly,
  /// only the newest request is computed.
  func validate(_ request: ValidationRequest) async throws {
    guard let study = reader, let judge = request.judge else { return }
    let scale = try await study.study().task.scale
    let repeats = try await study.repeatedAnswers(of: judge.id)
    let consistency = SelfConsistency(
      stored: repeats.filter { !$0.swapped }.map(\.codes),
      exchanged: repeats.filter(\.swapped).map(\.codes),
      sampleShares: try await study.sampleShares(of: judge.id),
      categoryCount: scale.categoryCount)
    var slices: [SliceColumn] = []
    for property in request.missingProperties {
      slices.append(try await study.sliceColumn(property))
    }
    let evidence = ValidationEvidence(
      consistency: consistency, pairs: try await pairs(of: study),
      isRun: try await study.isRun(judge.id))
    guard isCurrent(study) else { return }
    let mailbox = mailbox
    let columns = slices
    validating?.cancel()
    validating = Task.detached(priority: .utility) {
      try? await Task.sleep(for: .milliseconds(60))
      if Task.isCancelled { return }
      mailbox.post(.validated(request.run(evidence, slices: columns)))
    }
  }

  /// Read once: texts never change, and only an import brings more of them.
  private func pairs(of study: AnnotationStore) async throws -> CandidatePairs {
    let count = try await study.itemCount()
    if let known = candidatePairs, known.firstWords.count == count { return known }
    let read = try await study.candidatePairs()
    if isCurrent(study) { candidatePairs = read }
    return read
  }
}
