-- Each look reads the ledger of the last days, and what still waits: years of it need not be gone through for that.
CREATE INDEX occurrence_due ON occurrence (due);
CREATE INDEX occurrence_open ON occurrence (due) WHERE state IN ('planned', 'snoozed');
