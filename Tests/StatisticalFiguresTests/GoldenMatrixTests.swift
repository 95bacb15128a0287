import StatisticalFigures
import Testing

/// Figures of rows and bins, character by character.
@Suite struct GoldenMatrixTests {
  @Test func reliabilityInUnicode() {
    let picture = Gallery.reliability.characters(width: 46, height: 18, style: .unicode)
    #expect(
      picture.text == """
        accuracy, 95% interval
        1.00 ┤                                    ⡀ ⠂
             │                                ⡀ ⠂   │
        0.75 ┤                            ⠄ │   ●   ●
             │                  │   │ ⠄ ●   ●
        0.50 ┤          │   │   ● ⠂ ●
             │          ●   ● ⠂ │
        0.25 ┤          │ ⠁
             │    ⡀ ⠄ ⠁
        0.00 ┤⡀ ⠂
             │
         340 │                                   ███
             │                               ▇▇▇ ███
           n │        ▁▁▁ ▁▁▁ ▁▁▁ ▃▃▃▅▅▅ ███ ███ ███
             └┬─────────┬─────────┬────────┬─────────┬
            0.00      0.25      0.50     0.75     1.00
                     stated confidence, n = 815
         ● bin  ⠐⠐ perfect calibration

        """)
  }

  @Test func reliabilityInASCII() {
    let picture = Gallery.reliability.characters(width: 46, height: 18, style: .ascii)
    #expect(
      picture.text == """
        accuracy, 95% interval
        1.00 +                                    . .
             |                                . .   |
        0.75 +                            . |   o   o
             |                  |   | . o   o
        0.50 +          |   |   o . o
             |          o   o . |
        0.25 +          | .
             |    . . .
        0.00 +. .
             |
         340 |                                   ###
             |                               ### ###
           n |        ___ ___ ___ ___### ### ### ###
             ++---------+---------+--------+---------+
            0.00      0.25      0.50     0.75     1.00
                     stated confidence, n = 815
         o bin  .. perfect calibration

        """)
  }

  @Test func reliabilityInLittleRoom() {
    let picture = Gallery.reliability.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
                        ⡀ ⠂
                   │⡀●⠂● ●●
             │ ●⡀●⠂● │
            ⡀●⠂│
        ⡀ ⠂

        """)
  }

  @Test func forestInUnicode() {
    let picture = Gallery.forest.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Reasoning        ┊
        correctness      ┊            ├─●┤          0.62
                         ┊              ├□─┤        0.70
        completeness     ┊      ├──●─┤              0.41
                         ┊         ├─□──┤           0.52
        Manner           ┊
        politeness   ● one category only
                         ┊                    ├─□   0.97
        brevity of … ├──●───┤                      -0.04
                         ├──□──┤                    0.10
                     ────┬───────────┬──────────┬
                        0.0         0.5        1.0
        ● Cohen's kappa  □ Gwet's AC1

        """)
  }

  @Test func forestInASCII() {
    let picture = Gallery.forest.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Reasoning        :
        correctness      :            [-o]          0.62
                         :              [#-]        0.70
        completeness     :      [--o-]              0.41
                         :         [-#--]           0.52
        Manner           :
        politeness   o one category only
                         :                    [-#   0.97
        brevity of ~ [--o---]                      -0.04
                         [--#--]                    0.10
                     ----+-----------+----------+
                        0.0         0.5        1.0
        o Cohen's kappa  # Gwet's AC1

        """)
  }

  @Test func forestInLittleRoom() {
    let picture = Gallery.forest.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
        Reasoning
        cor…   ┊      ├●┤
        … 8 more lines
             ──┬─────┬─────┬
              0.0   0.5  1.0

        """)
  }

  @Test func matrixInUnicode() {
    let picture = Gallery.matrix.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Agreement of all pairs
                    rater
                         1     2     3     4
        1 Anna              0.78  0.31  0.66
        2 Bo          0.78       -0.05  0.59
        3 small-8b    0.31 -0.05           –
        4 large-70b   0.66  0.59     –
        Cohen's kappa · n = 200
        – undefined: one category only





        """)
  }

  @Test func matrixInASCII() {
    let picture = Gallery.matrix.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Agreement of all pairs
                    rater
                         1     2     3     4
        1 Anna              0.78  0.31  0.66
        2 Bo          0.78       -0.05  0.59
        3 small-8b    0.31 -0.05           -
        4 large-70b   0.66  0.59     -
        Cohen's kappa | n = 200
        - undefined: one category only





        """)
  }

  @Test func matrixInLittleRoom() {
    let picture = Gallery.matrix.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
                    1 2 3 4
        1 Anna       ▓ ░ ▓
        2 Bo       ▓   · ▒
        3 small-8b ░ ·   ?
        4 large-7… ▓ ▒ ?

        """)
  }

  @Test func confusionInUnicode() {
    let picture = Gallery.confusion.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Where they differ
                small-8b
                 correct   partly    wrong
        correct  45  82%   9  16%   1   2%
        partly   12  12%  80  81%   7   7%
        wrong     0   0%   3   7%  43  93%
        rows: Anna · n = 200
        shades and shares are of rows






        """)
  }

  @Test func confusionInASCII() {
    let picture = Gallery.confusion.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Where they differ
                small-8b
                 correct   partly    wrong
        correct  45  82%   9  16%   1   2%
        partly   12  12%  80  81%   7   7%
        wrong     0   0%   3   7%  43  93%
        rows: Anna | n = 200
        shades and shares are of rows






        """)
  }

  @Test func confusionInLittleRoom() {
    let picture = Gallery.confusion.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
                  small-8b
                    1  2  3
        1 correct  45  9  1
        2 partly   12 80  7
        3 wrong     0  3 43

        """)
  }
}
