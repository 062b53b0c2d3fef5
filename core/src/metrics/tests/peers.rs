//! The same numbers as peers compute, over their published answers where these stand beside the checkout.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Once;

use serde_json::Value;

use crate::metrics::chronotype::{msf_sc, sd_week, shorter_interval, social_jetlag};
use crate::metrics::sri_of_epochs;

/// A file of the peers' answers; says once, past the test harness's capture, that they are not here.
fn peer(path: &str) -> Option<String> {
    static ABSENT: Once = Once::new();
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("VESPER_SHARED").map_or(beside, PathBuf::from);
    let fixtures = shared.join("fixtures");
    if !fixtures.is_dir() {
        ABSENT.call_once(|| {
            let _ = writeln!(
                std::io::stderr(),
                "The peers' answers are not here (VESPER_SHARED, or `shared` beside the checkout): not compared with them."
            );
        });
        return None;
    }
    Some(std::fs::read_to_string(fixtures.join(path)).unwrap())
}

#[test]
fn the_regularity_index_is_that_of_a_peer_with_missing_pairs_dropped() {
    let (Some(csv), Some(expected)) = (peer("sri/mengelhard-test.csv"), peer("sri/expected.json"))
    else {
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let expected = &expected["mengelhard-test.csv"];
    let number = |key: &str| usize::try_from(expected[key].as_u64().unwrap()).unwrap();
    let epochs: Vec<Option<bool>> = csv
        .lines()
        .skip(1)
        .map(|line| match line.split_once(',').unwrap().1.trim() {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        })
        .collect();
    let whole_days = epochs.len() - number("drop_trailing");
    let sri = sri_of_epochs(&epochs[..whole_days], number("epochs_per_day")).unwrap();
    let theirs = expected["sri_pairwise_complete"].as_f64().unwrap();
    assert!((sri - theirs).abs() < 1e-9, "{sri} here, {theirs} there");
}

/// The argument or result `value` as a list: a scalar is a list of one, null is unknown.
fn numbers(value: &Value) -> Vec<Option<f64>> {
    match value {
        Value::Array(all) => all.iter().map(Value::as_f64).collect(),
        one => vec![one.as_f64()],
    }
}

#[test]
fn chronotype_is_that_of_the_questionnaires_peer() {
    let Some(vectors) = peer("peer-mctq/unit_vectors.json") else {
        return;
    };
    let vectors: Vec<Value> = serde_json::from_str(&vectors).unwrap();
    let mut compared = 0;
    for vector in vectors {
        let args = |name: &str| numbers(&vector["args"][name]["value"]);
        let mut ours: Vec<Option<f64>> = Vec::new();
        match vector["fn"].as_str().unwrap() {
            "msf_sc" => {
                let (msf, sd_w, sd_f, week) =
                    (args("msf"), args("sd_w"), args("sd_f"), args("sd_week"));
                for n in 0..msf.len() {
                    let known = || Some(msf_sc(msf[n]?, sd_w[n]?, sd_f[n]?, week[n]?));
                    ours.push(known());
                }
            }
            "sd_week" => {
                let (sd_w, sd_f, wd) = (args("sd_w"), args("sd_f"), args("wd"));
                for n in 0..wd.len() {
                    let known = || Some(sd_week(sd_w[n]?, sd_f[n]?, wd[n]? as u32));
                    ours.push(known());
                }
            }
            "sjl" | "sjl_rel" if vector["args"]["method"]["value"] == "shorter" => {
                let (msw, msf) = (args("msw"), args("msf"));
                let absolute = vector["args"]["abs"]["value"] == true;
                let way = if absolute {
                    social_jetlag
                } else {
                    shorter_interval
                };
                for n in 0..msw.len() {
                    ours.push(msw[n].zip(msf[n]).map(|(msw, msf)| way(msw, msf)));
                }
            }
            _ => continue,
        }
        let theirs = numbers(&vector["expected"]["value"]);
        assert_eq!(ours.len(), theirs.len(), "{vector}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let alike = match (ours, theirs) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-5,
                (ours, theirs) => ours.is_none() && theirs.is_none(),
            };
            assert!(alike, "{ours:?} here, {theirs:?} there: {vector}");
            compared += 1;
        }
    }
    assert!(compared >= 15, "only {compared} answers were compared");
}

#[test]
fn fifty_people_have_the_chronotype_a_peer_computed_for_them() {
    let Some(table) = peer("peer-mctq/std_mctq_computed.csv") else {
        return;
    };
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let names = table.headers().unwrap().clone();
    let (mut chronotypes, mut jetlags) = (0, 0);
    for row in table.records() {
        let row = row.unwrap();
        let cell = |name: &str| {
            let at = names.iter().position(|header| header == name).unwrap();
            row[at].to_owned()
        };
        let number = |name: &str| cell(name).parse::<f64>().ok();
        // The table is rounded to seconds.
        let alike = |ours: f64, theirs: f64| shorter_interval(ours, theirs).abs() <= 1.0;
        if let (Some(msw), Some(msf), Some(sjl)) = (number("msw"), number("msf"), number("sjl")) {
            assert!(
                alike(social_jetlag(msw, msf), sjl),
                "social jetlag of {row:?}"
            );
            jetlags += 1;
        }
        let (Some(sd_w), Some(sd_f), Some(wd)) = (number("sd_w"), number("sd_f"), number("wd"))
        else {
            continue;
        };
        let week = sd_week(sd_w, sd_f, wd as u32);
        if let Some(theirs) = number("sd_week") {
            assert!((week - theirs).abs() <= 1.0, "SDweek of {row:?}");
        }
        if let (Some(msf), Some(theirs)) = (number("msf"), number("msf_sc")) {
            assert!(
                alike(msf_sc(msf, sd_w, sd_f, week), theirs),
                "MSFsc of {row:?}"
            );
            assert_eq!(cell("alarm_f"), "False", "an alarm leaves no MSFsc");
            chronotypes += 1;
        }
    }
    assert!(
        chronotypes >= 25 && jetlags >= 40,
        "{chronotypes} chronotypes and {jetlags} jetlags were compared"
    );
}
