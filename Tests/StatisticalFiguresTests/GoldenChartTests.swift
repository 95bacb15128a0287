import StatisticalFigures
import Testing

/// Charts, character by character.
@Suite struct GoldenChartTests {
  @Test func trendInUnicode() {
    let picture = Gallery.trend.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Cohen's kappa, 95% interval
        0.75 ┤    ░░░░░░░░░░░░░░░░░░░░░░░░░░░┆░░░░░░░░░░
             │    ░░░░░░░░░░░░⣀⣀⣀⣀⣀●⣀⣀⣀⣀⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤⠤●
        0.50 ┤    ░⣀⡠⠤⠔⠒●⠉⠉⠉⠉⠉░░░░░░░░░░░░░░░┆░░░░░░░░░░
             │┄┄┄┄●┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┆┄┄┄┄┄┄┄┄┄┄
        0.25 ┤    ░░░░░░░                    ┆
             │    ░░░                        ┆
             └┬─────────┬──────────┬─────────┬─────────┬
              0        50         100       150      200
                                labels
        ⠒⠒ Cohen's kappa  ░░ 95% interval
        ┄┄ threshold 0.4
         ┆ half width 0.12 from 150 labels

        """)
  }

  @Test func trendInASCII() {
    let picture = Gallery.trend.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Cohen's kappa, 95% interval
        0.75 +    :::::::::::::::::::::::::::|::::::::::
             |    ::::::::::::*****o*********o*********o
        0.50 +    :*****o*****:::::::::::::::|::::::::::
             |----o--------------------------|----------
        0.25 +    :::::::                    |
             |    :::                        |
             ++---------+----------+---------+---------+
              0        50         100       150      200
                                labels
        ** Cohen's kappa  :: 95% interval
        -- threshold 0.4
         | half width 0.12 from 150 labels

        """)
  }

  @Test func trendInLittleRoom() {
    let picture = Gallery.trend.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
          ░░░░░░░░░░░░┆░░░░░
          ░░⢀●⡠⠤⠤⠒●⠒⠒⠒●⠒⠒⠒⠒●
        ┄┄●⠊⠁┄┄┄┄┄┄┄┄┄┆┄┄┄┄┄
          ░░░░        ┆
          ░░          ┆

        """)
  }

  @Test func costInUnicode() {
    let picture = Gallery.cost.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Cohen's kappa, 95% interval, n = 200
            │                                    people│
        0.8 ┤                          │     │ ⢀ ⠠ ⠠ ⠐ ●
            │       large-70b ● ⢀ ⠠ ⠠ ⠐● ⠈ ⠈ □         │
        0.6 ┤              ⡀ ⠂│    frontier  │
            │      │   ● ⠂
        0.4 ┤      ● ⠁ │small-8b, three votes
            │      │small-8b
            └┬───────┬────────┬───────┬────────┬───────┬
           0.01     0.1       1      10       100   1000
                      US dollars per 1000 items
         ● on the frontier
         □ another costs no more and is no worse

        """)
  }

  @Test func costInASCII() {
    let picture = Gallery.cost.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Cohen's kappa, 95% interval, n = 200
            |                                    people|
        0.8 +                          |     | . . . . o
            |       large-70b o . . . .o . . #         |
        0.6 +              . .|    frontier  |
            |      |   o .
        0.4 +      o . |small-8b, three votes
            |      |small-8b
            ++-------+--------+-------+--------+-------+
           0.01     0.1       1      10       100   1000
                      US dollars per 1000 items
         o on the frontier
         # another costs no more and is no worse

        """)
  }

  @Test func costInLittleRoom() {
    let picture = Gallery.cost.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
                frontier   │
                │ ⡀ ● □ ⠐ ⠈●
            │ ⠠ ●   │ │
          │ ● small-8b,…
          ● small-8b

        """)
  }

  @Test func powerInUnicode() {
    let picture = Gallery.power.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        power
        1.0 ┤                       ┆⢀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠔⠒
            │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⣀⣀⠤⠤⠔⠒⠊●⠁┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
            │           ⢀⡠⠔⠊⠉       ┆n = 220
        0.5 ┤       ⢀⡠⠒⠉⠁           ┆
            │     ⡠⠔⠁               ┆
        0.0 ┤  ⠤⠒⠉                  ┆
            └┬─────────┬──────────┬──────────┬─────────┬
             0        100        200        300      400
                              items (n)
        ⠒⠒ power  ┄┄ target 0.8
        target reached at n = 220
        kappa 0.60 against 0.40 · alpha 0.05, two-sided

        """)
  }

  @Test func powerInASCII() {
    let picture = Gallery.power.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        power
        1.0 +                       |*******************
            |----------------*******o*------------------
            |           *****       |n = 220
        0.5 +       *****           |
            |     ***               |
        0.0 +  ***                  |
            ++---------+----------+----------+---------+
             0        100        200        300      400
                              items (n)
        ** power  -- target 0.8
        target reached at n = 220
        kappa 0.60 against 0.40 | alpha 0.05, two-sided

        """)
  }

  @Test func powerInLittleRoom() {
    let picture = Gallery.power.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
        power
        ┄┄┄┄┄┄┄┄┄⢀●⠤⠤⠤⠤⠒⠒⠒⠒⠒
             ⢀⠔⠊⠉⠁┆n = 220
           ⡠⠊⠁    ┆
         ⠔⠊       ┆

        """)
  }

  @Test func coverageInUnicode() {
    let picture = Gallery.coverage.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        accuracy, 95% interval
        1.0 ┤    ⢀⣀⡀░░░░░░░░░░░░░░░░
            │    ░░⠈⠉⠉⠉⠉⠉⠉⠉⠒⠒⠤⠤⠤⢄⣀⣀⡀░░░░░░░░
            │    ░░░░░░░░░░░░░░░░░░⠈⠉⠑⠒⠢⠤⢄⣀⣀░░░░░░
        0.8 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⠉⠉⠒⠒⠢⠤⢄⣀⡀┄┄┄
            │                                 ░░░░░░⠈⠑⠒⠤
            │                                         ░░
            └┬───────┬────────┬───────┬────────┬───────┬
            0.0     0.2      0.4     0.6      0.8    1.0
                        coverage, n up to 500
        ⠒⠒ accuracy  ░░ 95% interval  ┄┄ threshold 0.85
        threshold held up to coverage 0.70
        0.76 at coverage 1.00

        """)
  }

  @Test func coverageInASCII() {
    let picture = Gallery.coverage.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        accuracy, 95% interval
        1.0 +    ***::::::::::::::::
            |    ::*****************::::::::
            |    ::::::::::::::::::*********::::::
        0.8 +-------------------------------*********---
            |                                 ::::::****
            |                                         ::
            ++-------+--------+-------+--------+-------+
            0.0     0.2      0.4     0.6      0.8    1.0
                        coverage, n up to 500
        ** accuracy  :: 95% interval  -- threshold 0.85
        threshold held up to coverage 0.70
        0.76 at coverage 1.00

        """)
  }

  @Test func coverageInLittleRoom() {
    let picture = Gallery.coverage.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
          ⣀⣀⣀░░░░░░░
          ░░░⠉⠉⠒⠒⠤⠤⣀░░░
        ┄┄┄┄┄┄┄┄┄┄┄┄⠉⠒⠤⣀┄┄┄┄
                     ░░░⠉⠒⠤⣀
                          ░░

        """)
  }
}
