//! What holds of time, with reasons.
