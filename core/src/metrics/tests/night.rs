//! One night's numbers.

use proptest::prelude::*;

use super::{about, clock, entry};
use crate::diary::Source;
use crate::diary::tests::any_entry;
use crate::metrics::NightMetrics;
use crate::time::{ClockTime, Minutes};

#[test]
fn a_night_by_hand() {
    let mut entry = entry("2026-11-22");
    entry.wanted_wake = Some(clock("07:00"));
    let night = NightMetrics::of(&entry.to_record(ClockTime::NOON).unwrap());
    assert_eq!(night.tib_min, Some(Minutes(500)), "22:40 to 07:00");
    assert_eq!(night.spt_min, Some(Minutes(435)), "23:25 to 06:40");
    assert_eq!(night.tst_min, Some(Minutes(415)), "460 - 25 - 20");
    assert_eq!(night.twak_min, Some(Minutes(20)), "06:40 to 07:00");
    assert_eq!(night.ema_min, Some(Minutes(20)), "awake 20 min too early");
    assert!(about(night.se_pct, 83.0), "415 of 500: {:?}", night.se_pct);
    assert!(
        about(night.dse_pct, 100.0 * 415.0 / 470.0),
        "415 of 25 + 415 + 20 + 10: {:?}",
        night.dse_pct
    );
    assert_eq!(
        night.midsleep.unwrap().to_rfc3339(),
        "2026-11-23T03:02:30+01:00",
        "half of 435 min after 23:25"
    );
}

#[test]
fn what_the_record_does_not_say_stays_unknown() {
    let full = entry("2026-11-22").to_record(ClockTime::NOON).unwrap();

    let mut no_tasafa = full.clone();
    no_tasafa.tasafa = None;
    let night = NightMetrics::of(&no_tasafa);
    assert!(
        about(night.dse_pct, 100.0 * 415.0 / 460.0),
        "a diary that leaves TASAFA blank says none: {:?}",
        night.dse_pct
    );
    no_tasafa.source = Source("watch".to_owned());
    let night = NightMetrics::of(&no_tasafa);
    assert_eq!(night.dse_pct, None, "a device cannot know TASAFA");
    assert!(night.se_pct.is_some(), "SE does without");

    let mut no_waso = full.clone();
    no_waso.waso = None;
    let night = NightMetrics::of(&no_waso);
    assert_eq!((night.tst_min, night.se_pct), (None, None));
    assert_eq!(night.spt_min, Some(Minutes(435)), "SPT needs no WASO");

    let mut device = full.clone();
    (device.in_bed, device.lights_out) = (None, None);
    let night = NightMetrics::of(&device);
    assert_eq!(
        night.tst_min,
        Some(Minutes(415)),
        "a device that saw the sleep begin knows TST = SPT - WASO"
    );
    assert_eq!(
        (night.tib_min, night.se_pct, night.dse_pct),
        (None, None, None)
    );

    let mut no_sleep = full;
    no_sleep.sleep_onset = None;
    let night = NightMetrics::of(&no_sleep);
    assert_eq!(
        (night.spt_min, night.tst_min, night.midsleep),
        (None, None, None)
    );
    assert_eq!(night.tib_min, Some(Minutes(500)));
}

proptest! {
    #[test]
    fn the_numbers_of_a_night_fit_together(entry in any_entry()) {
        let record = entry.to_record(ClockTime::NOON).unwrap();
        let night = NightMetrics::of(&record);
        let (tst, spt, tib) = (night.tst_min.unwrap().0, night.spt_min.unwrap().0, night.tib_min.unwrap().0);
        prop_assert_eq!(tst + entry.waso.0, spt, "TST + WASO = SPT");
        let tried = (record.final_wake.unwrap() - record.lights_out.unwrap()).num_minutes();
        prop_assert_eq!(i64::from(tst + entry.sol.0 + entry.waso.0), tried, "TST + SOL + WASO = lights out to final wake");
        prop_assert!(0 < tst && tst <= spt && spt <= tib);
        let se = night.se_pct.unwrap();
        prop_assert!(0.0 < se && se <= 100.0, "SE {se}");
        let dse = night.dse_pct.unwrap();
        prop_assert!(se - 1e-9 <= dse && dse <= 100.0, "time in bed not trying to sleep is left out: {se} {dse}");
        let middle = night.midsleep.unwrap().to_utc();
        prop_assert_eq!(middle - record.sleep_onset.unwrap(), record.final_wake.unwrap() - middle, "mid-sleep halves the sleep");
    }
}
