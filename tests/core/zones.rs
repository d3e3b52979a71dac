//! Clock changes of eight zones, compared with instants computed by another program (`tests/fixtures/zones.py`): local
//! times around each change, and the whole plan of an interview with its three reminders and three check-ins.

use afterword_core::domain::calendar::instant;
use afterword_core::domain::codes::StepKind;
use afterword_core::domain::ids::InterviewId;
use afterword_core::domain::preview::preview;
use afterword_core::domain::settings::WorkingDays;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::world::World;

const TABLE: &str = include_str!("../fixtures/zones.csv");

struct Row {
    zone: Tz,
    what: &'static str,
    local: &'static str,
    instant: DateTime<Utc>,
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().skip(1).map(|line| {
        let [zone, what, local, instant] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        Row { zone: zone.parse().unwrap(), what, local, instant: instant.parse().unwrap() }
    })
}

#[test]
fn local_times_are_the_instants_others_found() {
    let mut times = 0;
    for Row { zone, local, instant: expected, .. } in rows().filter(|row| row.what == "time") {
        let naive = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        assert_eq!(instant(zone, naive), expected, "{local} in {zone}");
        times += 1;
    }
    assert_eq!(times, 8 * 2 * 3 * 11, "eight zones, two changes, three days, eleven times");
}

#[test]
fn a_plan_across_a_clock_change_keeps_to_the_clock() {
    let rows: Vec<Row> = rows().filter(|row| row.what != "time").collect();
    let interviews: Vec<&[Row]> = rows.chunk_by(|_, next| next.what != "interview").collect();
    assert!(interviews.len() > 90, "one before, on and after each change");
    for plan in interviews {
        let (zone, start) = (plan[0].zone, plan[0].local);
        let mut world = World::new();
        world.zone = zone;
        let world = world.set(|s| s.working_days = WorkingDays([true; 7])).interview("ACME", start, &["Tan"]);
        let expected = |what| plan.iter().filter(|row| row.what == what).map(|row| row.instant).collect::<Vec<_>>();
        let steps = world.steps();
        assert_eq!(world.facts.interviews[&InterviewId(1)].start, plan[0].instant, "{start} in {zone}");
        let thanks = steps.iter().find(|s| s.key.kind() == StepKind::ThankYou).unwrap();
        let reminders: Vec<_> = thanks.reminders.iter().map(|r| r.at).collect();
        assert_eq!(reminders, expected("thank_you"), "thanks for {start} in {zone}");
        let previewed = preview(&world.facts, &world.calendar(), InterviewId(1));
        let check_ins = previewed.iter().filter(|(_, step)| step.key.kind() == StepKind::CheckIn);
        let check_ins: Vec<_> = check_ins.map(|(at, _)| *at).collect();
        assert_eq!(check_ins, expected("check_in"), "check-ins after {start} in {zone}");
    }
}
