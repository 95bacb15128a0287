import StatisticalFigures
import Testing

/// Ranks and rows, character by character.
@Suite struct GoldenRankTests {
  @Test func singleInUnicode() {
    let picture = Gallery.single.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Judges                                         n
        small   ├─●─┤ ┊          0.31 [0.23, 0.39]  1200
        large         ┊   ├●┤    0.68 [0.63, 0.73]  1180
        silent no items in common
               ─┬─────┬──────┬─
              0.25  0.50   0.75
        Krippendorff's alpha, 95% interval







        """)
  }

  @Test func singleInASCII() {
    let picture = Gallery.single.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Judges                                         n
        small   [-o-] :          0.31 [0.23, 0.39]  1200
        large         :   [o]    0.68 [0.63, 0.73]  1180
        silent no items in common
               -+-----+------+-
              0.25  0.50   0.75
        Krippendorff's alpha, 95% interval







        """)
  }

  @Test func singleInLittleRoom() {
    let picture = Gallery.single.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
        sma… ├─●─┤  ┊
        lar…        ┊  ├●─┤
        sil… no items in co…
             ─┬─────┬─────┬─
            0.25  0.50  0.75

        """)
  }

  @Test func ranksInUnicode() {
    let picture = Gallery.ranks.characters(width: 48, height: 13, style: .unicode)
    #expect(
      picture.text == """
        Whose order
        people                                     judge
          alpha   1 ⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ 1   alpha
           beta   2 ⠒⠢⠤⠤⢄⣀⣀⡀ ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒ 2   gamma
          gamma   3 ⠒⠒⠒⠉⠉⠉⠉⠉⠉⣉⣑⣒⣒⣢⣤⠤⢤⣤⣤⡤⠤⠒⠒⠒ 3   delta
          delta 4.5 ⠒⠒⠒⠉⠉⠉⠉⠉⠉          ⠈⠉⠉⠑⠒ 4   beta
        epsilon 4.5 ⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒ 5   zeta
           zeta   6 ⠒⠒⠒⠉⠉⠉⠉⠉⠉      ⠉⠉⠉⠉⠉⠉⠒⠒⠒ 6   epsilon
        τ 0.60 [0.30, 0.90] · ρ too few items
        n = 6 systems · 1 without both ranks
        95% interval



        """)
  }

  @Test func ranksInASCII() {
    let picture = Gallery.ranks.characters(width: 48, height: 13, style: .ascii)
    #expect(
      picture.text == """
        Whose order
        people                                     judge
          alpha   1 ------------------------ 1   alpha
           beta   2 ******** *************** 2   gamma
          gamma   3 ************************ 3   delta
          delta 4.5 *********          ***** 4   beta
        epsilon 4.5 ************************ 5   zeta
           zeta   6 *********      ********* 6   epsilon
        tau 0.60 [0.30, 0.90] | rho too few items
        n = 6 systems | 1 without both ranks
        95% interval



        """)
  }

  @Test func ranksInLittleRoom() {
    let picture = Gallery.ranks.characters(width: 20, height: 5, style: .unicode)
    #expect(
      picture.text == """
        people         judge
        al… 1 ⠒⠒⠒⠒⠒⠒⠒⠒ 1 al…
        be… 2 ⠒⠤⠤⣀⣀⠤⠤⠒ 2 ga…
        ga… 3 ⠒⠉⠉  ⠉⠉⠒ 4 be…
        … 3 more systems

        """)
  }
}
