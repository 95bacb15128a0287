/// The file of version 1, frozen: later versions are migrations on top of it (see SCHEMA.md).
enum Schema1 {
  static let text = """
    CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE question (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE system (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, family TEXT NOT NULL, UNIQUE (name, family)
    ) STRICT;

    CREATE TABLE item (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('single', 'pair', 'list', 'artefact', 'dialogue-turn')),
      category INTEGER REFERENCES category (id),
      source INTEGER REFERENCES source (id),
      question INTEGER REFERENCES question (id),
      candidates INTEGER NOT NULL CHECK (candidates BETWEEN 0 AND 26),
      turn INTEGER NOT NULL CHECK (turn >= 0),
      words INTEGER NOT NULL CHECK (words >= 0),
      contentHash INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX itemByCategory ON item (category, id);
    CREATE INDEX itemByLength ON item (words, id);

    CREATE TABLE itemContent (
      item INTEGER PRIMARY KEY REFERENCES item (id),
      excerpt TEXT NOT NULL,
      prompt TEXT NOT NULL,
      metadata TEXT NOT NULL
    ) STRICT;
    CREATE TABLE candidate (
      id INTEGER PRIMARY KEY CHECK (id = item * 32 + ordinal),
      item INTEGER NOT NULL REFERENCES item (id),
      ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 25),
      turns TEXT NOT NULL
    ) STRICT;
    CREATE TABLE candidateOrigin (
      item INTEGER NOT NULL REFERENCES item (id),
      ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 25),
      system INTEGER NOT NULL REFERENCES system (id),
      PRIMARY KEY (item, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reference (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      kind TEXT NOT NULL
        CHECK (kind IN ('human', 'self', 'other-model', 'verified', 'wrong', 'random')),
      text TEXT NOT NULL,
      author TEXT NOT NULL,
      UNIQUE (item, ordinal)
    ) STRICT;

    CREATE TABLE rater (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN
        ('human', 'judge', 'jury', 'debate', 'lexical', 'imported', 'consensus')),
      model TEXT NOT NULL,
      family TEXT NOT NULL
    ) STRICT;
    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      rater INTEGER NOT NULL REFERENCES rater (id),
      startedAt INTEGER NOT NULL,
      endedAt INTEGER CHECK (endedAt >= startedAt),
      program TEXT NOT NULL,
      terminal TEXT NOT NULL
    ) STRICT;
    CREATE TABLE importRun (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      format TEXT NOT NULL,
      hash TEXT NOT NULL,
      mapping TEXT NOT NULL,
      importedAt INTEGER NOT NULL,
      firstSeq INTEGER NOT NULL,
      lastSeq INTEGER NOT NULL,
      items INTEGER NOT NULL, raters INTEGER NOT NULL,
      labels INTEGER NOT NULL, verdicts INTEGER NOT NULL,
      alreadyThere INTEGER NOT NULL, problems INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE originalText (
      id INTEGER PRIMARY KEY,
      importRun INTEGER NOT NULL REFERENCES importRun (id),
      place TEXT NOT NULL,
      text TEXT NOT NULL,
      bytes BLOB NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE labelEvent (
      seq INTEGER PRIMARY KEY,
      eventID TEXT NOT NULL CHECK (eventID <> ''),
      rater INTEGER NOT NULL REFERENCES rater (id),
      item INTEGER NOT NULL REFERENCES item (id),
      action TEXT NOT NULL CHECK (action IN ('label', 'undo', 'redo', 'note', 'flag', 'reveal')),
      phase INTEGER NOT NULL CHECK (phase IN (0, 1)),
      presentation TEXT NOT NULL,
      value TEXT,
      code INTEGER,
      confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
      errorCodes TEXT,
      note TEXT,
      flag INTEGER CHECK (flag IN (0, 1)),
      target INTEGER REFERENCES labelEvent (seq),
      heldBefore INTEGER REFERENCES labelEvent (seq),
      heldAfter INTEGER REFERENCES labelEvent (seq),
      shownAt INTEGER NOT NULL, actedAt INTEGER NOT NULL, activeTime INTEGER NOT NULL,
      importRun INTEGER REFERENCES importRun (id),
      UNIQUE (rater, item, eventID),
      CHECK ((action = 'label') = (value IS NOT NULL)),
      CHECK ((action = 'note') = (note IS NOT NULL)),
      CHECK ((action = 'flag') = (flag IS NOT NULL)),
      CHECK ((action IN ('undo', 'redo')) = (target IS NOT NULL))
    ) STRICT;
    CREATE UNIQUE INDEX labelEventByID ON labelEvent (rater, eventID) WHERE importRun IS NULL;
    CREATE TRIGGER labelEventIsKept BEFORE DELETE ON labelEvent
      BEGIN SELECT RAISE(ABORT, 'label events are only added'); END;
    CREATE TRIGGER labelEventStays BEFORE UPDATE ON labelEvent
      BEGIN SELECT RAISE(ABORT, 'label events are only added'); END;

    CREATE TABLE verdict (
      seq INTEGER PRIMARY KEY,
      rater INTEGER NOT NULL REFERENCES rater (id),
      item INTEGER NOT NULL REFERENCES item (id),
      presentation TEXT NOT NULL,
      repetition INTEGER NOT NULL CHECK (repetition >= 0),
      contentHash INTEGER NOT NULL,
      value TEXT NOT NULL,
      code INTEGER,
      recorded TEXT,
      recordedCode INTEGER,
      scores TEXT NOT NULL,
      reasoning TEXT NOT NULL,
      rawReply TEXT NOT NULL,
      parserVersion TEXT NOT NULL,
      turnsToAnswer INTEGER NOT NULL CHECK (turnsToAnswer >= 0),
      heldBefore INTEGER REFERENCES verdict (seq),
      importRun INTEGER REFERENCES importRun (id),
      UNIQUE (rater, item, presentation, repetition, contentHash)
    ) STRICT;
    CREATE TRIGGER verdictIsKept BEFORE DELETE ON verdict
      BEGIN SELECT RAISE(ABORT, 'verdicts are only added'); END;
    CREATE TRIGGER verdictStays BEFORE UPDATE ON verdict
      BEGIN SELECT RAISE(ABORT, 'verdicts are only added'); END;
    CREATE TABLE debateTurn (
      verdict INTEGER NOT NULL REFERENCES verdict (seq),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      round INTEGER NOT NULL, role TEXT NOT NULL, model TEXT NOT NULL, text TEXT NOT NULL,
      vote TEXT, scores TEXT NOT NULL,
      UNIQUE (verdict, ordinal)
    ) STRICT;
    CREATE TRIGGER debateTurnIsKept BEFORE DELETE ON debateTurn
      BEGIN SELECT RAISE(ABORT, 'debate turns are only added'); END;
    CREATE TRIGGER debateTurnStays BEFORE UPDATE ON debateTurn
      BEGIN SELECT RAISE(ABORT, 'debate turns are only added'); END;

    CREATE TABLE rating (
      rater INTEGER NOT NULL REFERENCES rater (id),
      phase INTEGER NOT NULL CHECK (phase IN (0, 1)),
      swapped INTEGER NOT NULL CHECK (swapped IN (0, 1)),
      item INTEGER NOT NULL REFERENCES item (id),
      code INTEGER NOT NULL CHECK (code >= -16),
      recorded INTEGER NOT NULL CHECK (recorded >= -16),
      origin INTEGER NOT NULL,
      PRIMARY KEY (rater, phase, swapped, item)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE ratingCount (
      rater INTEGER NOT NULL REFERENCES rater (id),
      phase INTEGER NOT NULL, swapped INTEGER NOT NULL,
      ratings INTEGER NOT NULL CHECK (ratings >= 0),
      PRIMARY KEY (rater, phase, swapped)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE labelState (
      rater INTEGER NOT NULL REFERENCES rater (id),
      item INTEGER NOT NULL REFERENCES item (id),
      state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
      blind INTEGER REFERENCES labelEvent (seq),
      revealed INTEGER REFERENCES labelEvent (seq),
      note INTEGER REFERENCES labelEvent (seq),
      flag INTEGER REFERENCES labelEvent (seq),
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      hasRevealed INTEGER NOT NULL CHECK (hasRevealed IN (0, 1)),
      labelledAt INTEGER NOT NULL,
      PRIMARY KEY (rater, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX labelStateByState ON labelState (rater, state, item);
    CREATE INDEX labelStateByTime ON labelState (rater, labelledAt) WHERE state = 1;
    CREATE INDEX labelStateFlagged ON labelState (rater, item) WHERE flagged = 1;
    CREATE TABLE labelCount (
      rater INTEGER PRIMARY KEY REFERENCES rater (id),
      done INTEGER NOT NULL CHECK (done >= 0)
    ) STRICT;
    CREATE TABLE undoable (
      rater INTEGER NOT NULL REFERENCES rater (id),
      undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
      event INTEGER NOT NULL REFERENCES labelEvent (seq),
      PRIMARY KEY (rater, undone, event)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE queue (
      rater INTEGER PRIMARY KEY REFERENCES rater (id),
      sideSeed INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('file', 'random', 'balanced', 'contested')),
      seed INTEGER NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      items BLOB,
      cursor INTEGER REFERENCES item (id)
    ) STRICT;

    CREATE TABLE searchProgress (
      id INTEGER PRIMARY KEY CHECK (id = 1), indexed INTEGER NOT NULL
    ) STRICT;
    INSERT INTO searchProgress VALUES (1, 0);
    CREATE VIRTUAL TABLE itemSearch USING fts5 (
      text, content = '', tokenize = 'unicode61 remove_diacritics 2'
    );
    """
}
