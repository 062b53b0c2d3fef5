//! How a person's wall clock shows an instant: in which zone, and with 12 or with 24 hours.
//!
//! The one place where a clock time is put into words for people. What scripts, files and the page read is not.

use chrono::{NaiveTime, Timelike};
use serde::Serialize;

use super::{Instant, Zone, local};
use crate::text::text;

/// The regions whose clocks show 12 hours (Unicode CLDR 48, `timeData`), as far as English is read there.
const TWELVE: &str = "AE AG AS AU BB BD BH BM BS CA CO DM DO DZ EG ET FJ GD GM GU GY HK IN IQ JM JO KN KR KW KY LC LR LY \
                      MH MP MW MX MY NZ OM PA PH PK PR PS QA SA SB SD SG SL SS SV SY SZ TC TT TW UM US VC VE VG VI WS YE ZM";

/// Whether a clock shows 12 hours or 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Hours {
    /// 12:00 am to 11:59 pm.
    #[serde(rename = "12")]
    Twelve,
    /// 00:00 to 23:59.
    #[default]
    #[serde(rename = "24")]
    TwentyFour,
}

impl Hours {
    /// What people of a locale are used to; `tag` is a BCP 47 language tag, for example `en-US`. 24 hours where it tells nothing.
    #[must_use]
    pub fn of_locale(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_', '.']);
        let language = parts.next().unwrap_or_default();
        let region = parts
            .find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
        // A language alone stands for the region where most of its people live.
        let region = region.or(match language {
            "en" => Some("US"),
            "hi" => Some("IN"),
            "ar" => Some("EG"),
            "ko" => Some("KR"),
            _ => None,
        });
        let twelve = |region| TWELVE.split_whitespace().any(|one| one == region);
        // French counts 24 hours wherever it is spoken.
        if language != "fr" && region.is_some_and(twelve) {
            Self::Twelve
        } else {
            Self::TwentyFour
        }
    }

    /// Says a clock time: `21:30`, or `9:30 pm`.
    #[must_use]
    pub fn say(self, time: NaiveTime) -> String {
        match self {
            Self::TwentyFour => time.format("%H:%M").to_string(),
            Self::Twelve => {
                let (after_noon, hour) = time.hour12();
                let half = text(if after_noon { "shell_pm" } else { "shell_am" }, &[]);
                format!("{hour}:{:02} {half}", time.minute())
            }
        }
    }
}

/// A wall clock: the zone it is set to, and the hours it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dial {
    /// The zone.
    pub zone: Zone,
    /// The hours.
    pub hours: Hours,
}

impl Dial {
    /// Says what this clock shows at `instant`.
    #[must_use]
    pub fn say(self, instant: Instant) -> String {
        self.hours.say(local(instant, self.zone).time())
    }
}
