//! What must hold of every plan, whatever happened: random histories of a few applications at two companies, checked
//! against the sentences of docs/rules.md, Steps.

use std::collections::BTreeMap;

use afterword_core::domain::calendar::instant;
use afterword_core::domain::codes::{Channel, CloseOutcome, Meaning, Only, Outcome, StepKind, TouchKind};
use afterword_core::domain::facts::{Touch, company_key};
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::domain::reason::{DateReason, WayReason};
use afterword_core::domain::reminder::occurrences;
use afterword_core::domain::settings::WorkingDays;
use afterword_core::domain::step::{Step, StepKey};
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::oracle::{Expected, expected};
use crate::world::{World, day};

/// Something that is recorded some hours after the previous one.
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
    Card { person: usize, change: usize },
    Lead { application: usize, person: usize },
    Postpone { interview: usize, days: u64 },
    Forget { touch: usize },
}

/// The user's own habits.
#[derive(Clone, Debug)]
struct Habits {
    zone: usize,
    week: usize,
    holidays: Vec<u64>,
    /// Days: to the first check-in, between check-ins, between two touches at a company, and after a thank-you.
    days: (u32, u32, u32, u32),
    /// Evening, morning, check-in time, quiet from, quiet until: half hours of the day.
    halves: (u32, u32, u32, u32, u32),
}

const ZONES: [chrono_tz::Tz; 5] = [
    chrono_tz::Asia::Singapore,
    chrono_tz::Europe::Berlin,
    chrono_tz::America::New_York,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::America::Santiago,
];
const WEEKS: [[bool; 7]; 3] = [
    [true, true, true, true, true, false, false],
    [false, true, true, true, true, true, false],
    [true, true, true, false, false, false, false],
];
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
        2 => (0..4_usize, 0..7_usize).prop_map(|(person, change)| Move::Card { person, change }),
        1 => (0..4_usize, 0..4_usize).prop_map(|(application, person)| Move::Lead { application, person }),
        1 => (0..4_usize, 0..10_u64).prop_map(|(interview, days)| Move::Postpone { interview, days }),
        1 => (0..8_usize).prop_map(|touch| Move::Forget { touch }),
    ]
}

/// The defaults half of the time, anything sane otherwise.
fn habits() -> impl Strategy<Value = Habits> {
    let usual = Habits { zone: 0, week: 0, holidays: vec![], days: (7, 14, 7, 3), halves: (36, 18, 20, 43, 16) };
    let own = (
        0..ZONES.len(),
        0..WEEKS.len(),
        vec(0..200_u64, 0..6),
        (1..30_u32, 3..40_u32, 1..20_u32, 0..10_u32),
        (0..48_u32, 0..48_u32, 0..48_u32, 0..48_u32, 0..48_u32),
    )
        .prop_map(|(zone, week, holidays, days, halves)| Habits { zone, week, holidays, days, halves });
    prop_oneof![Just(usual), own]
}

fn world_of(habits: &Habits) -> World {
    let half = |n: u32| chrono::NaiveTime::from_hms_opt(n / 2, n % 2 * 30, 0).unwrap();
    let mut world = World::new();
    world.zone = ZONES[habits.zone];
    world.set(|s| {
        s.working_days = WorkingDays(WEEKS[habits.week]);
        s.holidays = habits.holidays.iter().map(|n| day("2026-01-05") + Days::new(*n)).collect();
        (s.first_check_in_days, s.interval_days, s.gap_days, s.after_thanks_days) = habits.days;
        let (evening, morning, check_in, quiet_from, quiet_to) = habits.halves;
        (s.evening, s.morning, s.check_in_time) = (half(evening), half(morning), half(check_in));
        (s.quiet_from, s.quiet_to) = (half(quiet_from), half(quiet_to));
    })
}

/// Moves, each so many hours after the one before; sometimes something is recorded that was some days earlier.
fn history() -> impl Strategy<Value = History> {
    let late = prop_oneof![9 => Just(0_u64), 1 => 1..200_u64];
    (habits(), vec((a_move(), 0..120_u64, late), 1..24)).prop_map(|(habits, moves)| History { habits, moves })
}

#[derive(Clone, Debug)]
struct History {
    habits: Habits,
    moves: Vec<(Move, u64, u64)>,
}

/// Plays a history and checks the plan before and after each move.
fn play(
    history: &History,
    mut look: impl FnMut(&World, &World) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut world = world_of(&history.habits);
    let mut hours = 0;
    for (next, pause, late) in &history.moves {
        hours += pause;
        let present = day("2026-01-05").and_hms_opt(9, 0, 0).unwrap() + chrono::Duration::hours(hours as i64);
        let moment = present - chrono::Duration::hours(*late as i64);
        world.recorded = Some(instant(world.zone, present));
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
        Move::Card { person, change } => world.card_if(PEOPLE[*person], |card| match change {
            0 => card.emails.clear(),
            1 => card.only = Some(Only::Email),
            2 => card.only = Some(Only::Phone),
            3 => card.only = None,
            n => card.zone = [None, Some(chrono_tz::Europe::London), Some(chrono_tz::America::New_York)][n - 4],
        }),
        Move::Lead { application, person } => world.led(on(*application), PEOPLE[*person]),
        Move::Postpone { interview, days } => world.postpone(*interview, *days),
        Move::Forget { touch } => world.forget(*touch),
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

/// Ten thousand histories; `PROPTEST_CASES` says otherwise.
pub fn thorough() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A step in the form in which the oracle gives it.
fn told(step: &Step) -> Expected {
    Expected {
        key: step.key,
        contact: step.contact,
        channel: step.channel,
        due_at: step.due_at,
        reminders: step.reminders.iter().map(|r| (r.at, r.day, r.number)).collect(),
        ends: step.ends,
        tone: step.tone,
        carries_thanks: step.carries_thanks,
    }
}

proptest! {
    #![proptest_config(thorough())]

    #[test]
    fn the_plan_is_what_the_rules_say_when_they_are_told_again(history in history()) {
        play(&history, |_, world| {
            let planned: Vec<Expected> = world.steps().iter().map(told).collect();
            prop_assert_eq!(planned, expected(&world.facts, &world.calendar()));
            Ok(())
        })?;
    }

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
                // Two attempts count as a call; histories with attempts are compared with the oracle only.
                let attempt = |t: &&Touch| t.outcome == Outcome::NoAnswer && t.kind == TouchKind::CheckIn;
                let of_application = || world.facts.touches.values().filter(|t| t.application == step.application);
                if of_application().any(|t| attempt(&t)) {
                    continue;
                }
                let last = of_application().filter(|t| t.outcome.counts()).max_by_key(|t| (t.at, t.id)).map(|t| t.channel);
                let expected = if matches!(last, Some(Channel::Email | Channel::Other)) { Channel::Phone } else { Channel::Email };
                prop_assert_eq!(step.channel, expected, "{} after {:?}", step.key, last);
            }
            Ok(())
        })?;
    }

    #[test]
    fn nothing_is_planned_after_an_end(history in history()) {
        play(&history, |_, world| {
            for application in world.facts.applications.keys() {
                let closures = || world.facts.closures.values().filter(|c| c.application == *application);
                let opened = closures().filter(|c| c.outcome.is_none()).map(|c| c.created_at).max();
                let replies = world.facts.replies.values().filter(|r| r.application == *application && r.meaning.ends());
                let ended = closures().filter(|c| c.outcome.is_some()).map(|c| (c.at, c.created_at))
                    .chain(replies.map(|r| (r.at, r.created_at)))
                    .filter(|(_, recorded)| opened.is_none_or(|opened| *recorded > opened))
                    .map(|(at, _)| at)
                    .max();
                let Some(ended) = ended else { continue };
                for step in world.steps().iter().filter(|s| s.application == *application) {
                    prop_assert!(world.facts.interviews[&step.interview].start > ended,
                        "{} hangs on an interview before the end of its application", step.key);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_check_in_lies_behind_one_that_was_made(history in history()) {
        play(&history, |_, world| {
            let calendar = world.calendar();
            for step in check_ins(world) {
                let made = world.facts.touches.values().filter(|t| {
                    t.application == step.application && t.kind == TouchKind::CheckIn && t.outcome.counts()
                });
                for touch in made {
                    prop_assert!(calendar.day(step.due_at) > calendar.day(touch.at),
                        "whatever comes later, {} may not go back behind the check-in of {}", step.key, touch.at);
                }
            }
            Ok(())
        })?;
    }
}
