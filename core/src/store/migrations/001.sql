-- Instants are Unix milliseconds, UTC. Dates are ISO civil dates. Clock times are minutes after midnight.
-- AUTOINCREMENT: an id that was deleted is never given again, so that an undo cannot meet a stranger under it.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- One import, so that it can be undone whole.
CREATE TABLE import_batch (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    format    TEXT NOT NULL,
    file_name TEXT NOT NULL,
    imported  INTEGER NOT NULL CHECK (imported >= 0)
) STRICT;

CREATE TABLE sleep_record (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    night       TEXT NOT NULL CHECK (night IS date(night)),
    kind        TEXT NOT NULL CHECK (kind IN ('night', 'nap')),
    source      TEXT NOT NULL CHECK (source <> ''),
    external_id TEXT,
    zone        TEXT NOT NULL,
    zone_end    TEXT NOT NULL,
    in_bed      INTEGER,
    lights_out  INTEGER,
    sleep_onset INTEGER,
    final_wake  INTEGER,
    out_of_bed  INTEGER,
    awakenings  INTEGER CHECK (awakenings >= 0),
    waso_min    INTEGER CHECK (waso_min >= 0),
    tasafa_min  INTEGER CHECK (tasafa_min >= 0),
    wanted_wake INTEGER,
    quality     INTEGER CHECK (quality BETWEEN 1 AND 5),
    rested      INTEGER CHECK (rested BETWEEN 1 AND 5),
    note        TEXT,
    import_id   INTEGER REFERENCES import_batch (id),
    -- The first and last instants known: what overlap and order are judged by.
    starts_at   INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(in_bed, lights_out, sleep_onset, final_wake, out_of_bed)) STORED,
    ends_at     INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(out_of_bed, final_wake, sleep_onset, lights_out, in_bed)) STORED,
    CHECK (starts_at <= ends_at)
) STRICT;
CREATE UNIQUE INDEX sleep_record_external ON sleep_record (source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX sleep_record_night ON sleep_record (night);
CREATE INDEX sleep_record_span ON sleep_record (source, starts_at, ends_at);
CREATE INDEX sleep_record_import ON sleep_record (import_id) WHERE import_id IS NOT NULL;

CREATE VIRTUAL TABLE note_fts USING fts5 (note, content = 'sleep_record', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER note_added AFTER INSERT ON sleep_record WHEN new.note IS NOT NULL BEGIN
    INSERT INTO note_fts (rowid, note) VALUES (new.id, new.note);
END;
CREATE TRIGGER note_removed AFTER DELETE ON sleep_record WHEN old.note IS NOT NULL BEGIN
    INSERT INTO note_fts (note_fts, rowid, note) VALUES ('delete', old.id, old.note);
END;
CREATE TRIGGER note_changed AFTER UPDATE OF note ON sleep_record BEGIN
    INSERT INTO note_fts (note_fts, rowid, note) SELECT 'delete', old.id, old.note WHERE old.note IS NOT NULL;
    INSERT INTO note_fts (rowid, note) SELECT new.id, new.note WHERE new.note IS NOT NULL;
END;

-- The day before a night; medicines and pain regions are lists of their own.
CREATE TABLE day_factors (
    night           TEXT PRIMARY KEY CHECK (night IS date(night)),
    caffeine_mg     INTEGER CHECK (caffeine_mg >= 0),
    caffeine_last   INTEGER CHECK (caffeine_last BETWEEN 0 AND 1439),
    alcohol_drinks  REAL CHECK (alcohol_drinks >= 0),
    alcohol_last    INTEGER CHECK (alcohol_last BETWEEN 0 AND 1439),
    exercise_min    INTEGER CHECK (exercise_min >= 0),
    exercise_last   INTEGER CHECK (exercise_last BETWEEN 0 AND 1439),
    nicotine_times  INTEGER CHECK (nicotine_times >= 0),
    screens_min     INTEGER CHECK (screens_min >= 0),
    cpap_hours      REAL CHECK (cpap_hours >= 0),
    cpap_ahi        REAL CHECK (cpap_ahi >= 0),
    cpap_leak       REAL CHECK (cpap_leak >= 0),
    pain            INTEGER CHECK (pain BETWEEN 0 AND 10),
    tension         INTEGER CHECK (tension BETWEEN 0 AND 10),
    mood            INTEGER CHECK (mood BETWEEN 0 AND 10),
    import_id       INTEGER REFERENCES import_batch (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_factors_import ON day_factors (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE medicine (
    night    TEXT NOT NULL REFERENCES day_factors (night) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL CHECK (name <> ''),
    dose     TEXT,
    at       INTEGER CHECK (at BETWEEN 0 AND 1439),
    PRIMARY KEY (night, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pain_region (
    night  TEXT NOT NULL REFERENCES day_factors (night) ON DELETE CASCADE,
    region TEXT NOT NULL,
    PRIMARY KEY (night, region)
) STRICT, WITHOUT ROWID;

-- The planned sleep of each evening's weekday, 1 = Monday.
CREATE TABLE schedule (
    weekday INTEGER PRIMARY KEY CHECK (weekday BETWEEN 1 AND 7),
    bed     INTEGER NOT NULL CHECK (bed BETWEEN 0 AND 1439),
    rise    INTEGER NOT NULL CHECK (rise BETWEEN 0 AND 1439)
) STRICT;

CREATE TABLE reminder (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL CHECK (title <> ''),
    body        TEXT,
    routine     TEXT,
    rule        TEXT NOT NULL CHECK (json_valid(rule)),
    grace_min   INTEGER NOT NULL CHECK (grace_min >= 0),
    sound       INTEGER NOT NULL CHECK (sound IN (0, 1)),
    enabled     INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    -- From when on the rule stands as it is.
    since       INTEGER NOT NULL
) STRICT;

-- The ledger: one row an occurrence that has been claimed or decided. Planned ones are computed, not stored.
CREATE TABLE occurrence (
    reminder_id   INTEGER NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,
    due           INTEGER NOT NULL,
    -- The date of the rule that it stands for, and the zone it was lived in.
    day           TEXT NOT NULL CHECK (day IS date(day)),
    zone          TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('planned', 'shown', 'snoozed', 'started', 'done', 'skipped', 'missed')),
    changed_at    INTEGER NOT NULL,
    shown_at      INTEGER,
    snoozed_until INTEGER,
    PRIMARY KEY (reminder_id, due)
) STRICT, WITHOUT ROWID;

CREATE TABLE massage_session (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    night           TEXT NOT NULL CHECK (night IS date(night)),
    at              INTEGER NOT NULL,
    zone            TEXT NOT NULL,
    routine         TEXT,
    professional    TEXT,
    minutes         INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    completed       INTEGER NOT NULL CHECK (completed IN (0, 1)),
    tension_before  INTEGER CHECK (tension_before BETWEEN 0 AND 10),
    tension_after   INTEGER CHECK (tension_after BETWEEN 0 AND 10),
    pain_before     INTEGER CHECK (pain_before BETWEEN 0 AND 10),
    pain_after      INTEGER CHECK (pain_after BETWEEN 0 AND 10),
    note            TEXT,
    CHECK ((routine IS NULL) <> (professional IS NULL))
) STRICT;
CREATE INDEX massage_session_night ON massage_session (night);

CREATE TABLE safety_answer (
    key    TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
