-- A person's own routines. One that was removed stays, so that the massages it was begun for keep its name.
CREATE TABLE own_routine (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    routine TEXT NOT NULL CHECK (json_valid(routine)),
    removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;

-- An evening on which somebody said where it is tight or sore; without marks: nowhere.
CREATE TABLE body_evening (
    night TEXT PRIMARY KEY CHECK (night IS date(night))
) STRICT, WITHOUT ROWID;

CREATE TABLE body_mark (
    night  TEXT NOT NULL REFERENCES body_evening (night) ON DELETE CASCADE,
    region TEXT NOT NULL,
    side   TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
    level  INTEGER NOT NULL CHECK (level BETWEEN 1 AND 10),
    PRIMARY KEY (night, region, side)
) STRICT, WITHOUT ROWID;

-- A professional massage: its kind, where, and what it cost, as typed.
ALTER TABLE massage_session ADD COLUMN kind TEXT CHECK (kind <> '');
ALTER TABLE massage_session ADD COLUMN regions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(regions));
ALTER TABLE massage_session ADD COLUMN cost TEXT CHECK (cost <> '');

-- A course of massages: its dates, each with the reminder that stands for it.
CREATE TABLE programme (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL CHECK (kind IN ('twice-weekly', 'nightly', 'own')),
    title    TEXT NOT NULL CHECK (title <> ''),
    routine  TEXT,
    ended_on TEXT CHECK (ended_on IS date(ended_on))
) STRICT;

CREATE TABLE programme_date (
    programme_id INTEGER NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL CHECK (position >= 1),
    day          TEXT NOT NULL CHECK (day IS date(day)),
    reminder_id  INTEGER NOT NULL,
    PRIMARY KEY (programme_id, position)
) STRICT, WITHOUT ROWID;
