//! What a reminder can be.

use chrono::SubsecRound;

use super::{Appointment, NoticeAction, ReminderDraft, ReminderKind, When};
use crate::error::Invalid;
use crate::time::{Instant, Minutes, Weekday, Zone, plausible};

/// The longest title, characters.
pub(crate) const LONGEST_TITLE: usize = 200;
/// The longest second line, characters.
pub(crate) const LONGEST_BODY: usize = 2_000;
const A_DAY: i32 = 24 * 60;
const LONGEST_INTERVAL: u32 = 104;

impl ReminderDraft {
    /// The draft with an appointment's particulars where its kind has them, the usual ones in `zone` unless it has its own, and
    /// with none where its kind has none.
    #[must_use]
    pub fn in_zone(&self, zone: Zone) -> Self {
        let appointment = (self.kind == ReminderKind::ProfessionalMassage).then(|| {
            let own = self.appointment.clone();
            own.unwrap_or_else(|| Appointment::usual(zone))
        });
        Self {
            appointment,
            ..self.clone()
        }
    }

    /// The draft as it is kept: trimmed, its weekdays in order and once each.
    ///
    /// # Errors
    /// Names the first field that cannot be, as the command line spells it.
    pub fn checked(&self) -> Result<Self, Invalid> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(Invalid::new("title", "reminder_error_title_empty", &[]));
        }
        if title.chars().count() > LONGEST_TITLE {
            return Err(too_long("title", LONGEST_TITLE));
        }
        let some = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let body = some(&self.body);
        if body
            .as_deref()
            .is_some_and(|body| body.chars().count() > LONGEST_BODY)
        {
            return Err(too_long("body", LONGEST_BODY));
        }
        self.check_rule()?;
        if !(0..=A_DAY).contains(&self.grace_min.0) {
            return Err(Invalid::new("grace", "reminder_error_grace", &[]));
        }
        let mut rule = self.rule.clone();
        if let When::Once(at) = rule.when {
            // An occurrence is named by its instant, and the wire names instants to the second.
            rule.when = When::Once(at.trunc_subsecs(0));
        }
        rule.days = Weekday::ALL
            .into_iter()
            .filter(|day| self.rule.days.contains(day))
            .collect();
        if rule.kind_of_day.is_some() {
            rule.days.clear();
        }
        let actions = NoticeAction::ALL
            .into_iter()
            .filter(|action| self.actions.contains(action))
            .collect();
        let appointment = match &self.appointment {
            Some(appointment) => Some(appointment.checked()?),
            None => None,
        };
        Ok(Self {
            title: title.to_owned(),
            body,
            routine: some(&self.routine),
            rule,
            actions,
            appointment,
            ..self.clone()
        })
    }

    fn check_rule(&self) -> Result<(), Invalid> {
        let rule = &self.rule;
        if let When::BeforeLightsOut(Minutes(minutes)) = rule.when
            && !(0..=A_DAY).contains(&minutes)
        {
            return Err(Invalid::new(
                "before_lights_out",
                "reminder_error_before_lights_out",
                &[],
            ));
        }
        if !(1..=LONGEST_INTERVAL).contains(&rule.every_weeks) {
            let most = LONGEST_INTERVAL.to_string();
            return Err(Invalid::new(
                "every_weeks",
                "reminder_error_every_weeks",
                &[("most", &most)],
            ));
        }
        if !plausible(rule.start) {
            return Err(Invalid::new("start", "reminder_error_start", &[]));
        }
        if let Some(until) = rule.until
            && (until < rule.start || !plausible(until))
        {
            let dates = [
                ("start", rule.start.to_string()),
                ("until", until.to_string()),
            ];
            let dates = dates.each_ref().map(|(name, date)| (*name, date.as_str()));
            return Err(Invalid::new("until", "reminder_error_until", &dates));
        }
        if rule.count == Some(0) {
            return Err(Invalid::new("count", "reminder_error_count", &[]));
        }
        Ok(())
    }

    /// Refuses a one-off reminder whose instant has gone by.
    ///
    /// # Errors
    /// Names the field `at`.
    pub fn check_ahead(&self, now: Instant) -> Result<(), Invalid> {
        match self.rule.when {
            When::Once(at) if at <= now => Err(Invalid::new("at", "reminder_error_past", &[])),
            _ => Ok(()),
        }
    }
}

pub(super) fn too_long(field: &str, most: usize) -> Invalid {
    Invalid::new(
        field,
        "reminder_error_too_long",
        &[("most", &most.to_string())],
    )
}
