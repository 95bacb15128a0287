import AgreementStatistics
import StatisticalFigures

@testable import StudyReports

/// A document made by hand whose names try to be anything but names.
enum HostileDocument {
  static let names = [
    "a|b", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</svg></figure>",
    "\\input{/etc/passwd}", "\\end{tabular}%", "[opt]", "*star", "$x^2_1$ & #1 ~ {}", "```", "`x`",
    "![i](http://e.example/i.png)", "www.e.example", "@all", "<!-- -->", "]]>", "&lt;",
    "line\nend\r\n\u{2028}more", "\u{1B}[2J\u{202E}", "a--b", "'--'", "é中👍", "# h", "- 5", "-5",
  ]

  static let document: ReportDocument = {
    let estimates = names.indices.map { at in
      Estimate.defined(
        Coefficient(
          value: 0.5, interval: Interval(low: 0.25, high: 0.75), itemCount: at + 1))
    }
    let plot = ForestPlot(
      title: names[1], coefficients: ["kappa"],
      rows: zip(names, estimates).map { ForestPlot.Row(name: $0, estimate: $1) })
    let map = MatrixHeatMap(
      title: names[2], measure: names[3], raters: Array(names.prefix(5)),
      estimates: (0..<5).map { row in (0..<5).map { $0 == row ? nil : estimates[$0] } })
    let table = ReportTable(
      names[4], columns: [.init(names[0], .words), .init(names[6]), .init(names[7], .prose)],
      rows: names.map { [$0, $0, $0] }, notes: names)
    return ReportDocument(
      title: names[1],
      sections: [
        .init(names[5], names.map { .paragraph($0) }), .init(names[2], [.list(names)]),
        .init(names[9], [.table(table)]),
        .init(
          names[16],
          [
            .picture(ReportPicture(names[2], .forest(plot))),
            .picture(ReportPicture(names[4], .matrix(map))),
          ]),
      ])
  }()
}
