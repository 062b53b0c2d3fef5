-- What a reminder is like: its sound by name in place of yes or no, what can be done on its message, an appointment's particulars,
-- and where it came from.
ALTER TABLE reminder ADD COLUMN sound_name TEXT NOT NULL DEFAULT 'none' CHECK (sound_name <> '');
UPDATE reminder SET sound_name = 'soft' WHERE sound = 1;
ALTER TABLE reminder DROP COLUMN sound;
ALTER TABLE reminder RENAME COLUMN sound_name TO sound;
ALTER TABLE reminder ADD COLUMN actions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(actions));
UPDATE reminder SET actions = CASE
    WHEN kind IN ('self-massage', 'morning-diary') THEN '["start","snooze","skip"]'
    WHEN kind IN ('professional-massage', 'bedtime') THEN '["done","snooze"]'
    ELSE '["done","snooze","skip"]'
END;
ALTER TABLE reminder ADD COLUMN appointment TEXT CHECK (json_valid(appointment));
ALTER TABLE reminder ADD COLUMN external_id TEXT;
ALTER TABLE reminder ADD COLUMN import_id INTEGER REFERENCES import_batch (id);
CREATE UNIQUE INDEX reminder_external ON reminder (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX reminder_import ON reminder (import_id) WHERE import_id IS NOT NULL;

-- How long before an appointment this row announces it: a heads-up is an occurrence of its own.
ALTER TABLE occurrence ADD COLUMN before_min INTEGER NOT NULL DEFAULT 0 CHECK (before_min >= 0);

-- Names this diary in the calendars it is written to, so that two diaries' events never pass for each other's.
INSERT INTO setting (key, value) VALUES ('diary_id', json_quote(lower(hex(randomblob(8)))));
