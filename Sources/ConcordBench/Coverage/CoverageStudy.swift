/// All cells, worked on by all processors.
enum CoverageStudy {
  /// - Parameter report: called after each cell.
  static func run(_ options: CoverageOptions, report: (Int, Int) -> Void) async -> [CoverageCell] {
    var cells: [CoverageCell] = []
    let designs = CoverageDesign.all
    for (place, design) in designs.enumerated() {
      cells.append(await cell(design, options, seed: options.seed &+ UInt64(place) << 32))
      report(place + 1, designs.count)
    }
    return cells
  }

  private static func cell(
    _ design: CoverageDesign, _ options: CoverageOptions, seed: UInt64
  ) async -> CoverageCell {
    let starts = Array(stride(from: 0, to: options.replications, by: CoverageCell.block))
    let parts = await withTaskGroup(of: (Int, CoverageCell).self) { group in
      for (part, start) in starts.enumerated() {
        let numbers = start..<min(start + CoverageCell.block, options.replications)
        group.addTask {
          (part, CoverageCell(design, numbers, resamples: options.resamples, seed: seed))
        }
      }
      var parts: [CoverageCell?] = Array(repeating: nil, count: starts.count)
      for await (part, cell) in group { parts[part] = cell }
      return parts
    }
    return parts.reduce(into: CoverageCell(design)) { sum, part in
      if let part { sum.add(part) }
    }
  }
}
