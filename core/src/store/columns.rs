//! How the core's types stand in columns.
//!
//! Instants are Unix milliseconds, dates ISO text, clock times minutes after midnight, names of variants their wire slug.

use chrono::{DateTime, NaiveDate};
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::time::{ClockTime, Instant, Minutes, Zone};

/// An instant as Unix milliseconds.
pub(super) struct Millis(pub(super) Instant);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis)
            .map(Self)
            .ok_or(FromSqlError::OutOfRange(millis))
    }
}

/// A civil date as ISO text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day(pub(super) NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A variant as the slug the wire calls it by.
pub(super) struct Slug<T>(pub(super) T);

impl<T: Serialize> ToSql for Slug<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let failed = |failure| rusqlite::Error::ToSqlConversionFailure(failure);
        match serde_json::to_value(&self.0).map_err(|e| failed(e.into()))? {
            serde_json::Value::String(slug) => Ok(slug.into()),
            other => Err(failed(format!("{other} is no slug").into())),
        }
    }
}

impl<T: DeserializeOwned> FromSql for Slug<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_value(value.as_str()?.into())
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

/// A value as JSON text.
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(Into::into)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

impl ToSql for Minutes {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Minutes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i32::column_result(value).map(Self)
    }
}

impl ToSql for ClockTime {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.minutes().into())
    }
}

impl FromSql for ClockTime {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match i32::column_result(value)? {
            minutes @ 0..1440 => Ok(Self::from_minutes(minutes)),
            beyond => Err(FromSqlError::OutOfRange(beyond.into())),
        }
    }
}

impl ToSql for Zone {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Zone {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        name.parse()
            .map_err(|invalid: crate::error::Invalid| FromSqlError::Other(invalid.message.into()))
    }
}
