//! The trial's pure part.

mod analysis;
mod course;
mod power;
