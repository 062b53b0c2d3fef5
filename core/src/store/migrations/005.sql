-- Put off until the person is free again: held for longer than its grace while they are busy.
ALTER TABLE occurrence ADD COLUMN until_free INTEGER NOT NULL DEFAULT 0 CHECK (until_free IN (0, 1));
