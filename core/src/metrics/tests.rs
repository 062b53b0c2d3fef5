//! What holds of the numbers, with reasons.
