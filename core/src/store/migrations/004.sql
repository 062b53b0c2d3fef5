-- Trials on oneself. A night's arm is computed from the seed, never stored.
CREATE TABLE trial (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    title          TEXT NOT NULL CHECK (title <> ''),
    outcome        TEXT NOT NULL CHECK (outcome IN ('sol', 'waso', 'se', 'quality', 'tension', 'pain')),
    a              TEXT NOT NULL CHECK (a <> ''),
    a_massage      TEXT,
    b              TEXT NOT NULL CHECK (b <> ''),
    b_massage      TEXT,
    start          TEXT NOT NULL CHECK (start IS date(start)),
    pairs          INTEGER NOT NULL CHECK (pairs > 0),
    block_nights   INTEGER NOT NULL CHECK (block_nights > 0),
    washout_nights INTEGER NOT NULL CHECK (washout_nights >= 0),
    seed           INTEGER NOT NULL CHECK (seed BETWEEN 0 AND 4294967295),
    -- The last night that counts, where the person ended it before its time.
    ended          TEXT CHECK (ended IS date(ended)),
    -- No foreign key: a reminder that was removed and is brought back has its id again, and no other ever has it.
    reminder       INTEGER
) STRICT;

-- What the person says of an evening; of the others their logged massages may speak.
CREATE TABLE trial_night (
    trial     INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    night     TEXT NOT NULL CHECK (night IS date(night)),
    adherence TEXT NOT NULL CHECK (adherence IN ('done', 'not')),
    PRIMARY KEY (trial, night)
) STRICT, WITHOUT ROWID;
