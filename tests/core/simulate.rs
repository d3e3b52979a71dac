//! A simulated job hunt: interviews, answers and silences over years, with an agent that is switched off at night, left
//! at home on holidays, taken into other zones, and killed in the middle of posting. Seeded, so that a failure can be
//! looked at again. The test plays one year; `make simulate` plays three with the whole crowd and prints the table.

use std::collections::{BTreeMap, BTreeSet};

use afterword_core::domain::codes::{Channel, Outcome, State, StepKind, TouchKind};
use afterword_core::domain::facts::company_key;
use afterword_core::domain::reason::DateReason;
use afterword_core::domain::reminder::snooze_of;
use afterword_core::domain::step::{Step, StepKey};
use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::Store;
use afterword_core::use_cases::reminders::Posting;
use afterword_core::use_cases::{interviews, look, reindex, reminders, replies, steps};
use afterword_core::views::Meaning;
use afterword_core::views::touch::ReplyForm;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::json;

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    interviews: usize,
    thank_yous: usize,
    same_evening: usize,
    agent_was_off: usize,
    check_ins_done: usize,
    posted: usize,
    kills: usize,
    /// Shown twice on one day after a kill between posting and marking, a snooze, or a flight.
    again_for_a_reason: usize,
    /// Shown twice on one day for no reason.
    duplicates: usize,
    missed: usize,
    gap_violations: usize,
    in_the_night: usize,
}

/// What is going to happen.
#[derive(Clone, Debug)]
enum Event {
    /// The user comes home from an interview and enters it.
    Enter,
    /// The user answers a step that was posted.
    Answer(StepKey),
    /// The company answers.
    Reply(i64),
    /// The machine is switched off until then.
    Off(DateTime<Utc>),
    /// It is on again.
    On,
    /// The user is in another zone.
    Travel(Tz),
}

struct Hunt {
    store: Store,
    _folder: tempfile::TempDir,
    random: u64,
    now: DateTime<Utc>,
    zone: Tz,
    off_until: Option<DateTime<Utc>>,
    absent: bool,
    wake_at: Option<DateTime<Utc>>,
    events: BTreeMap<(DateTime<Utc>, u64), Event>,
    entered: usize,
    /// The days on which each step was on the screen anew, and whether something explains a second time.
    shown: BTreeMap<StepKey, BTreeSet<NaiveDate>>,
    explained: BTreeSet<(StepKey, NaiveDate)>,
    evenings: BTreeMap<StepKey, DateTime<Utc>>,
    table: Table,
}

impl Hunt {
    fn new(seed: u64, start: DateTime<Utc>) -> Hunt {
        let folder = tempfile::tempdir().unwrap();
        Hunt {
            store: Store::open(folder.path()).unwrap(),
            _folder: folder,
            random: seed,
            now: start,
            zone: chrono_tz::Europe::Berlin,
            off_until: None,
            absent: true,
            wake_at: None,
            events: BTreeMap::new(),
            entered: 0,
            shown: BTreeMap::new(),
            explained: BTreeSet::new(),
            evenings: BTreeMap::new(),
            table: Table::default(),
        }
    }

    /// A number below `n` (splitmix64).
    fn below(&mut self, n: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    fn minutes(&mut self, least: i64, most: i64) -> Duration {
        Duration::minutes(least + self.below((most - least) as u64) as i64)
    }

    fn at(&mut self, time: DateTime<Utc>, event: Event) {
        let number = self.events.len() as u64 * 1_000 + self.below(1_000);
        self.events.insert((time.max(self.now), number), event);
    }

    fn moment(&self) -> Moment {
        Moment { now: self.now, system_zone: self.zone, zone: None }
    }

    fn look(&self) -> Snapshot {
        look(&self.store, self.moment()).unwrap()
    }

    fn day(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// Plays until there is nothing left to happen before `end`.
    fn play(&mut self, end: DateTime<Utc>) {
        while let Some(next) = self.next().filter(|next| *next < end) {
            self.now = next;
            let due: Vec<_> = self.events.range(..=(next, u64::MAX)).map(|(key, _)| *key).collect();
            for key in due {
                if let Some(event) = self.events.remove(&key) {
                    self.happen(event);
                }
            }
            if self.off_until.is_none() {
                self.round();
            }
        }
    }

    fn next(&self) -> Option<DateTime<Utc>> {
        let event = self.events.keys().next().map(|(at, _)| *at);
        let wake = self.wake_at.filter(|_| self.off_until.is_none());
        event.into_iter().chain(wake).min().map(|at| at.max(self.now))
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Enter => self.enter(),
            Event::Answer(key) => self.answer(key),
            Event::Reply(application) => self.reply(application),
            Event::Off(until) => {
                self.off_until = Some(self.off_until.map_or(until, |old| old.max(until)));
                self.at(until, Event::On);
            }
            Event::On if self.off_until.is_some_and(|until| until <= self.now) => {
                self.off_until = None;
                self.absent = true;
                reminders::recover(&self.store).unwrap();
            }
            Event::On => {}
            Event::Travel(zone) => {
                self.zone = zone;
                // Elsewhere the same day may come twice.
                let today = self.day();
                self.explained.extend(self.shown.keys().map(|key| (*key, today)).collect::<Vec<_>>());
            }
        }
    }

    /// One to four people of one of sixty companies, half an hour to four hours ago.
    fn enter(&mut self) {
        let start = self.now - self.minutes(90, 240);
        let people: Vec<_> = (0..1 + self.below(4))
            .map(|n| {
                let name = format!("Person {}-{n}", self.entered);
                let phone = if self.below(5) == 0 { vec![] } else { vec!["+49 30 555".to_owned()] };
                let zone = [None, None, Some("Europe/London"), Some("America/New_York")][self.below(4) as usize];
                json!({"name": name, "emails": [format!("p{}n{n}@example.org", self.entered)], "phones": phone, "zone": zone})
            })
            .collect();
        let mut entry = json!({
            "company": format!("Company {}", self.below(60)),
            "role": "Engineer",
            "start": start.to_rfc3339(),
            "interviewers": people,
        });
        let ahead = self.day() + Duration::days(2 + self.below(20) as i64);
        match self.below(5) {
            0 => entry["follow_up_on"] = json!(ahead.to_string()),
            1 => entry["reply_promised_by"] = json!(ahead.to_string()),
            _ => {}
        }
        let form = interviews::form_from_json(&self.look(), None, serde_json::from_value(entry).unwrap()).unwrap();
        let done = interviews::save(&self.store, self.moment(), &form).unwrap();
        self.entered += 1;
        self.table.interviews += 1;
        let thanks = done.snapshot.steps.iter().filter(|s| s.interview == done.value.interview);
        for step in thanks.filter(|s| s.key.kind() == StepKind::ThankYou) {
            self.table.thank_yous += 1;
            self.evenings.insert(step.key, step.reminders[0].at.max(self.now));
        }
    }

    fn answer(&mut self, key: StepKey) {
        let snapshot = self.look();
        let Ok(step) = snapshot.open_step(key) else { return };
        if snapshot.state(step) == Some(State::Upcoming) {
            return;
        }
        if step.key.kind() == StepKind::CheckIn {
            self.table.check_ins_done += 1;
            self.table.gap_violations += usize::from(breaks_the_gap(&snapshot, step));
        }
        let application = step.application.0;
        let outcome = match (step.channel, self.below(3)) {
            (Channel::Phone, 0) => Some(Outcome::NoAnswer),
            (Channel::Phone, 1) => Some(Outcome::Voicemail),
            _ => None,
        };
        steps::done(&self.store, self.moment(), key, None, outcome).unwrap();
        if self.below(4) == 0 {
            let later = self.now + Duration::days(self.below(10) as i64) + self.minutes(5, 600);
            self.at(later, Event::Reply(application));
        }
    }

    fn reply(&mut self, application: i64) {
        let meaning = match self.below(6) {
            0 => Meaning::Deciding,
            1 => Meaning::NextRound,
            2 => Meaning::Offer,
            _ => Meaning::Rejected,
        };
        let promised = self.day() + Duration::days(3 + self.below(15) as i64);
        let form = ReplyForm {
            application,
            contact: None,
            when: String::new(),
            meaning,
            follow_up_on: String::new(),
            reply_promised_by: if self.below(3) == 0 { promised.to_string() } else { String::new() },
            stands: String::new(),
            note: String::new(),
        };
        replies::save(&self.store, self.moment(), &form).unwrap();
    }

    /// What the agent does when it looks: claim, post, mark; now and then it is killed in between.
    fn round(&mut self) {
        reindex(&self.store, self.moment()).unwrap();
        reminders::answered(&self.store, self.moment()).unwrap();
        let round = reminders::claim_due(&self.store, self.moment(), self.absent).unwrap();
        self.wake_at = round.wake_at;
        for posting in round.post {
            let killed = self.below(40) == 0;
            if killed && self.below(2) == 0 {
                return self.kill();
            }
            self.show(&posting, killed);
            if killed {
                return self.kill();
            }
            reminders::posted(&self.store, self.moment(), &posting, 7, ":1.5").unwrap();
        }
        self.absent = false;
        self.nothing_is_missed();
    }

    fn kill(&mut self) {
        self.table.kills += 1;
        let back = self.now + self.minutes(1, 30);
        self.at(self.now, Event::Off(back));
        self.off_until = Some(back);
    }

    fn show(&mut self, posting: &Posting, unmarked: bool) {
        self.table.posted += 1;
        let snapshot = self.look();
        self.table.in_the_night += usize::from(snapshot.calendar().is_quiet(self.now));
        let today = self.day();
        for key in &posting.steps {
            if !self.shown.entry(*key).or_default().insert(today) {
                let explained = self.explained.contains(&(*key, today));
                let tally = if explained { &mut self.table.again_for_a_reason } else { &mut self.table.duplicates };
                *tally += 1;
            }
            if unmarked {
                self.explained.insert((*key, today));
            }
            match self.below(10) {
                0..7 => {
                    let later = self.now + self.minutes(2, 120);
                    self.at(later, Event::Answer(*key));
                }
                7 => {
                    let until = self.now + self.minutes(60, 2_000);
                    if steps::snooze(&self.store, self.moment(), *key, until).is_ok() {
                        self.explained.insert((*key, today));
                        self.explained.insert((*key, until.with_timezone(&self.zone).date_naive()));
                    }
                }
                _ => {}
            }
        }
    }

    /// While the agent runs, every step whose first reminder has come was shown, quiet hours aside.
    fn nothing_is_missed(&mut self) {
        let snapshot = self.look();
        let calendar = snapshot.calendar();
        if calendar.is_quiet(self.now) {
            return;
        }
        for (step, state) in snapshot.open_steps() {
            let first = calendar.after_quiet(step.reminders[0].at);
            let put_off = snooze_of(&snapshot.facts, step.key).is_some();
            if state != State::Upcoming && first <= self.now && !put_off && !self.shown.contains_key(&step.key) {
                self.table.missed += 1;
            }
        }
    }

    /// Counts the thank-yous that were on the screen the same evening.
    fn count_evenings(&mut self, off: impl Fn(DateTime<Utc>) -> bool) {
        for (key, evening) in &self.evenings {
            let day = evening.with_timezone(&chrono_tz::Europe::Berlin).date_naive();
            if self.shown.get(key).is_some_and(|days| days.contains(&day)) {
                self.table.same_evening += 1;
            } else if off(*evening) {
                self.table.agent_was_off += 1;
            }
        }
    }
}

/// Whether doing an unnamed check-in today comes too soon after another touch at the company.
fn breaks_the_gap(snapshot: &Snapshot, step: &Step) -> bool {
    if matches!(step.reason.date, DateReason::Named { .. } | DateReason::Retry { .. }) {
        return false;
    }
    let company = |application| company_key(snapshot.facts.company_name(application));
    let today = snapshot.calendar().day(snapshot.now);
    let touches = snapshot.facts.touches.values().filter(|t| t.outcome.counts() && t.kind != TouchKind::ThankYou);
    touches
        .filter(|t| company(t.application) == company(step.application))
        .any(|t| (today - snapshot.calendar().day(t.at)).num_days() < i64::from(snapshot.settings.gap_days))
}

fn hunt(seed: u64, years: i64, interviews: usize) -> Table {
    let start = DateTime::parse_from_rfc3339("2026-01-05T09:00:00+01:00").unwrap().with_timezone(&Utc);
    let days = years * 365;
    let mut hunt = Hunt::new(seed, start);
    let mut nights = Vec::new();
    for day in 0..days {
        // Off from half past ten at night to half past seven, and on every fortieth day for a week.
        let evening = start + Duration::days(day) + Duration::minutes(13 * 60 + 30);
        let until = evening + if day % 40 == 39 { Duration::days(7) } else { Duration::hours(9) };
        nights.push((evening, until));
        hunt.at(evening, Event::Off(until));
    }
    for _ in 0..interviews {
        let day = hunt.below(days as u64 - 60) as i64;
        let home = start + Duration::days(day) + hunt.minutes(120, 12 * 60);
        hunt.at(home, Event::Enter);
    }
    for (day, zone) in
        (90..days).step_by(170).zip([chrono_tz::America::New_York, chrono_tz::Asia::Tokyo].into_iter().cycle())
    {
        hunt.at(start + Duration::days(day), Event::Travel(zone));
        hunt.at(start + Duration::days(day + 10), Event::Travel(chrono_tz::Europe::Berlin));
    }
    hunt.play(start + Duration::days(days));
    hunt.count_evenings(|at| nights.iter().any(|(from, to)| *from <= at && at < *to));
    hunt.table
}

fn check(table: &Table) {
    assert_eq!(table.missed, 0, "no step goes unmentioned: {table:#?}");
    assert_eq!(table.gap_violations, 0, "no company is hounded: {table:#?}");
    assert_eq!(table.in_the_night, 0, "nobody is woken: {table:#?}");
    assert_eq!(table.duplicates, 0, "nothing comes twice without a reason: {table:#?}");
    assert!(table.posted > table.interviews, "and something did come: {table:#?}");
}

#[test]
fn a_year_of_hunting_misses_nothing_and_hounds_nobody() {
    let long = std::env::var_os("AFTERWORD_SIMULATE").is_some();
    let table = if long { hunt(1, 3, 200) } else { hunt(1, 1, 20) };
    if long {
        println!("{table:#?}");
    }
    check(&table);
    assert_eq!(self::hunt(7, 1, 3), self::hunt(7, 1, 3), "the same seed tells the same story");
}
