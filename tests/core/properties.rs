//! What must hold of every plan, whatever happened: random histories of a few applications at two companies, checked
//! against the sentences of RULES.

use std::collections::BTreeMap;

use afterword_core::domain::codes::{Channel, CloseOutcome, Meaning, Outcome, StepKind, TouchKind};
use afterword_core::domain::facts::company_key;
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::domain::reason::{DateReason, WayReason};
use afterword_core::domain::reminder::occurrences;
use afterword_core::domain::step::{Step, StepKey};
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::world::{World, day};

/// Something that is recorded some hours after the thing before it.
#[derive(Clone, Debug)]
enum Move {
    Apply { company: usize, person: usize },
    Meet { application: usize, person: usize, named: Option<u64>, promised: Option<u64> },
    Touch { application: usize, kind: usize, outcome: usize },
    Reply { application: usize, meaning: usize, named: Option<u64>, promised: Option<u64> },
    Skip { step: usize },
    Close { application: usize },
    Reopen { application: usize },
    Cancel { interview: usize },
    LosePhone { person: usize },
}

const PEOPLE: [&str; 4] = ["Tan", "Lim", "Okafor", "Raman"];
const COMPANIES: [&str; 2] = ["ACME", "Harbour"];
const KINDS: [TouchKind; 3] = [TouchKind::CheckIn, TouchKind::ThankYou, TouchKind::Other];
const OUTCOMES: [Outcome; 4] = [Outcome::Sent, Outcome::Spoke, Outcome::Voicemail, Outcome::NoAnswer];

fn a_move() -> impl Strategy<Value = Move> {
    let some_days = || proptest::option::weighted(0.4, 1_u64..30);
    prop_oneof![
        2 => (0..2_usize, 0..4_usize).prop_map(|(company, person)| Move::Apply { company, person }),
        3 => (0..4_usize, 0..4_usize, some_days(), some_days())
            .prop_map(|(application, person, named, promised)| Move::Meet { application, person, named, promised }),
        8 => (0..4_usize, 0..3_usize, 0..4_usize)
            .prop_map(|(application, kind, outcome)| Move::Touch { application, kind, outcome }),
        2 => (0..4_usize, 0..6_usize, some_days(), some_days())
            .prop_map(|(application, meaning, named, promised)| Move::Reply { application, meaning, named, promised }),
        2 => (0..8_usize).prop_map(|step| Move::Skip { step }),
        1 => (0..4_usize).prop_map(|application| Move::Close { application }),
        1 => (0..4_usize).prop_map(|application| Move::Reopen { application }),
        1 => (0..4_usize).prop_map(|interview| Move::Cancel { interview }),
        1 => (0..4_usize).prop_map(|person| Move::LosePhone { person }),
    ]
}

fn history() -> impl Strategy<Value = Vec<(Move, u64)>> {
    vec((a_move(), 0..120_u64), 1..24)
}

/// Plays a history, each move so many hours after the one before, and looks at the world after each.
fn play(
    history: &[(Move, u64)],
    mut look: impl FnMut(&World, &World) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut world = World::new();
    let mut hours = 0;
    for (next, pause) in history {
        hours += pause;
        let moment = day("2026-01-05").and_hms_opt(9, 0, 0).unwrap() + chrono::Duration::hours(hours as i64);
        let after = apply(world.clone(), next, &moment.format("%Y-%m-%d %H:%M").to_string());
        look(&world, &after)?;
        world = after;
    }
    Ok(())
}

fn apply(world: World, next: &Move, at: &str) -> World {
    let applications = world.facts.applications.len();
    let on = |n: usize| (n % applications.max(1)) as i64 + 1;
    let later = |world: &World, days: Option<u64>| {
        days.and_then(|days| world.calendar().day(world.at(at)).checked_add_days(Days::new(days)))
    };
    match next {
        Move::Apply { company, person } if applications < 4 => {
            world.interview(COMPANIES[*company], at, &[PEOPLE[*person]])
        }
        _ if applications == 0 => world,
        Move::Apply { .. } => world,
        Move::Meet { application, person, named, promised } => {
            let (named, promised) = (later(&world, *named), later(&world, *promised));
            world.further(on(*application), at, &[PEOPLE[*person]]).last(|i| {
                i.follow_up_on = named;
                i.reply_promised_by = promised;
            })
        }
        Move::Touch { application, kind, outcome } => {
            world.touch(on(*application), KINDS[*kind], OUTCOMES[*outcome], at)
        }
        Move::Reply { application, meaning, named, promised } => {
            let (named, promised) = (later(&world, *named), later(&world, *promised));
            let application = ApplicationId(on(*application));
            world.reply(Meaning::ALL[*meaning], at, |r| {
                r.application = application;
                r.follow_up_on = named;
                r.reply_promised_by = promised;
            })
        }
        Move::Skip { step } => world.skip_nth(*step, at),
        Move::Close { application } => world.close(on(*application), at, Some(CloseOutcome::LetRest)),
        Move::Reopen { application } => world.close(on(*application), at, None),
        Move::Cancel { interview } => world.cancel(*interview),
        Move::LosePhone { person } => world.card_if(PEOPLE[*person], |card| card.phones.clear()),
    }
}

fn check_ins(world: &World) -> Vec<Step> {
    world.steps().into_iter().filter(|s| s.key.kind() == StepKind::CheckIn).collect()
}

fn is_fixed(step: &Step) -> bool {
    matches!(step.reason.date, DateReason::Named { .. } | DateReason::Retry { .. })
}

fn company_of(world: &World, application: ApplicationId) -> String {
    company_key(world.facts.company_name(application))
}

/// The days on which anyone at a company was reached: check-ins and other touches, or thank-yous.
fn touched(world: &World, company: &str, thanks: bool) -> Vec<NaiveDate> {
    let at_company = |application: ApplicationId, contact: Option<ContactId>| {
        let card = contact.and_then(|c| world.facts.contacts.get(&c)).map(|c| company_key(&c.card.company));
        company_of(world, application) == company || card.as_deref() == Some(company)
    };
    world
        .facts
        .touches
        .values()
        .filter(|t| t.outcome.counts() && (t.kind == TouchKind::ThankYou) == thanks)
        .filter(|t| at_company(t.application, t.contact))
        .map(|t| world.calendar().day(t.at))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_keeps_the_rules(history in history()) {
        play(&history, |_, world| {
            let settings = &world.settings;
            let calendar = world.calendar();
            let steps = world.steps();
            prop_assert_eq!(&steps, &world.steps(), "the same facts give the same plan");

            let mut keys = BTreeMap::new();
            for step in &steps {
                prop_assert!(keys.insert(step.key, ()).is_none(), "a key names one step: {}", step.key);
                prop_assert!(step.reminders.len() <= 3, "three is a nudge, more is nagging: {}", step.key);
                prop_assert_eq!(step.key.to_string().parse::<StepKey>(), Ok(step.key), "a key reads back");
                let names: Vec<_> = occurrences(step, None, &calendar).into_iter().map(|o| o.name).collect();
                let mut unique = names.clone();
                unique.sort();
                unique.dedup();
                prop_assert_eq!(names.len(), unique.len(), "each occurrence has a name of its own");
            }

            let check_ins = check_ins(world);
            let mut per_application = BTreeMap::new();
            for step in &check_ins {
                let seen: &mut usize = per_application.entry(step.application).or_default();
                *seen += 1;
                prop_assert_eq!(*seen, 1, "at most one open check-in per application");
                let due = calendar.day(step.due_at);
                if is_fixed(step) {
                    continue;
                }
                prop_assert!(settings.is_working(due), "an unnamed date is a working day: {} on {due}", step.key);
                let company = company_of(world, step.application);
                for day in touched(world, &company, false) {
                    prop_assert!((due - day).num_days() >= i64::from(settings.gap_days),
                        "{} on {due} is too close to the touch of {day}", step.key);
                }
                for day in touched(world, &company, true) {
                    prop_assert!((due - day).num_days() >= i64::from(settings.after_thanks_days),
                        "{} on {due} is too close to the thanks of {day}", step.key);
                }
                for other in check_ins.iter().filter(|o| o.application != step.application) {
                    let (other_due, apart) = (calendar.day(other.due_at), (due - calendar.day(other.due_at)).num_days());
                    let earlier = (other_due, other.application) < (due, step.application);
                    prop_assert!(!earlier || company_of(world, other.application) != company || apart >= i64::from(settings.gap_days),
                        "{} on {due} is too close to {} on {other_due}", step.key, other.key);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn channels_alternate_while_both_exist(history in history()) {
        play(&history, |_, world| {
            for step in check_ins(world) {
                let lead = step.contact.and_then(|c| world.facts.contacts.get(&c));
                let both = lead.is_some_and(|l| l.has_email() && l.has_phone());
                if !both || matches!(step.reason.way, WayReason::CallAgain | WayReason::OfficeClosed | WayReason::OfficeClosedNoEmail) {
                    continue;
                }
                // Two attempts stand for a call; a history that has attempts is told apart in the worked examples.
                let of_application = || world.facts.touches.values().filter(|t| t.application == step.application);
                if of_application().any(|t| t.outcome == Outcome::NoAnswer) {
                    continue;
                }
                let last = of_application().max_by_key(|t| (t.at, t.id)).map(|t| t.channel);
                let expected = if matches!(last, Some(Channel::Email | Channel::Other)) { Channel::Phone } else { Channel::Email };
                prop_assert_eq!(step.channel, expected, "{} after {:?}", step.key, last);
            }
            Ok(())
        })?;
    }

    #[test]
    fn nothing_is_planned_after_an_end(history in history()) {
        play(&history, |_, world| {
            let last = |times: Vec<chrono::DateTime<chrono::Utc>>| times.into_iter().max();
            for application in world.facts.applications.keys() {
                let opened = last(world.facts.closures.values().filter(|c| c.application == *application && c.outcome.is_none()).map(|c| c.at).collect());
                let ended = last(
                    world.facts.closures.values().filter(|c| c.application == *application && c.outcome.is_some()).map(|c| c.at)
                        .chain(world.facts.replies.values().filter(|r| r.application == *application && r.meaning.ends()).map(|r| r.at))
                        .collect(),
                );
                let Some(ended) = ended.filter(|at| opened.is_none_or(|opened| *at > opened)) else { continue };
                for step in world.steps().iter().filter(|s| s.application == *application) {
                    prop_assert!(world.facts.interviews[&step.interview].start > ended,
                        "{} hangs on an interview before the end of its application", step.key);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_touch_never_brings_an_unnamed_check_in_nearer_than_the_gap(history in history()) {
        play(&history, |before, after| {
            if after.facts.touches.len() == before.facts.touches.len() {
                return Ok(());
            }
            let touch = after.facts.touches.values().last().unwrap();
            if touch.outcome.counts() && touch.kind == TouchKind::CheckIn {
                for step in check_ins(after).iter().filter(|s| s.application == touch.application && !is_fixed(s)) {
                    prop_assert!(step.due_at > touch.at, "{} lies behind the touch it counts from", step.key);
                }
            }
            Ok(())
        })?;
    }
}
