/// From version 1 to 2, frozen: runs, the calls that they make, and what of them a verdict came
/// from.
enum Schema2 {
  static let text = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind <> ''),
      rater INTEGER NOT NULL REFERENCES rater (id),
      specification TEXT NOT NULL,
      hash TEXT NOT NULL,
      startedAt INTEGER NOT NULL,
      endedAt INTEGER CHECK (endedAt >= startedAt),
      state TEXT NOT NULL CHECK (state IN ('begun', 'finished', 'stopped', 'failed')),
      detail TEXT NOT NULL
    ) STRICT;

    CREATE TABLE call (
      seq INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run (id),
      key TEXT NOT NULL CHECK (length(key) = 32),
      item INTEGER NOT NULL REFERENCES item (id),
      attempt INTEGER NOT NULL CHECK (attempt >= 1),
      endpoint TEXT NOT NULL,
      model TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status <> ''),
      httpStatus INTEGER,
      detail TEXT NOT NULL,
      reply TEXT NOT NULL,
      finish TEXT NOT NULL,
      reportedModel TEXT NOT NULL,
      promptTokens INTEGER CHECK (promptTokens >= 0),
      completionTokens INTEGER CHECK (completionTokens >= 0),
      cost INTEGER NOT NULL CHECK (cost >= 0),
      latency INTEGER NOT NULL CHECK (latency >= 0),
      sentAt INTEGER NOT NULL,
      tokens TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX callReply ON call (key) WHERE status = 'reply';
    CREATE INDEX callByRun ON call (run, item);
    CREATE TRIGGER callIsKept BEFORE DELETE ON call
      BEGIN SELECT RAISE(ABORT, 'calls are only added'); END;
    CREATE TRIGGER callStays BEFORE UPDATE ON call
      BEGIN SELECT RAISE(ABORT, 'calls are only added'); END;

    ALTER TABLE verdict ADD COLUMN run INTEGER REFERENCES run (id);
    ALTER TABLE verdict ADD COLUMN confidence REAL CHECK (confidence BETWEEN 0 AND 1);
    ALTER TABLE verdict ADD COLUMN marks TEXT;
    CREATE INDEX verdictByRun ON verdict (run, rater, item) WHERE run IS NOT NULL;
    CREATE TABLE verdictCall (
      verdict INTEGER NOT NULL REFERENCES verdict (seq),
      call INTEGER NOT NULL REFERENCES call (seq),
      PRIMARY KEY (verdict, call)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE seat (
      run INTEGER NOT NULL REFERENCES run (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      rater INTEGER NOT NULL REFERENCES rater (id),
      PRIMARY KEY (run, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE runClaim (
      run INTEGER NOT NULL REFERENCES run (id),
      item INTEGER NOT NULL REFERENCES item (id),
      presentation TEXT NOT NULL,
      repetition INTEGER NOT NULL,
      owner TEXT NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (run, item, presentation, repetition)
    ) STRICT, WITHOUT ROWID;
    """
}
