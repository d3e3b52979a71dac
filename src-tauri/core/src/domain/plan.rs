//! The plan: every step of every application, computed from facts and settings alone (docs/rules.md, Steps). The
//! present moment plays no part here; it only decides how a step is listed and when it lapses (`Step::state`).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::calendar::{Calendar, plus_days};
use super::channel::{call_moment, check_in_way, thank_you_way};
use super::codes::{Channel, Meaning, Stage, Tone, TouchKind};
use super::facts::{Contact, Facts, Interview};
use super::history::{ApplicationHistory, Counted, CountedEvents, Event, What, histories};
use super::ids::{ApplicationId, ContactId};
use super::reason::{DateReason, Moved, Reason, WayReason};
use super::step::{Anchor, Ends, PlannedReminder, Step, StepKey};

/// Interviews before this hour are prepared for on the evening before (docs/rules.md, Prepare).
const EARLY: u32 = 10;

/// All steps, in order of due time, including lapsed ones.
#[must_use]
pub fn plan(facts: &Facts, calendar: &Calendar<'_>) -> Vec<Step> {
    let rules = Rules::new(facts, calendar);
    let mut steps: Vec<Step> = Vec::new();
    for history in rules.histories.values() {
        for interview in history.interviews.iter().filter(|i| !history.ended(i)) {
            steps.extend(rules.prepare(interview));
            steps.extend(rules.cards(interview));
            steps.extend(rules.thank_yous(history, interview));
        }
    }
    steps.extend(rules.check_ins());
    steps.sort_by_key(|s| (s.due_at, s.key));
    steps
}

/// Where an application stands at `now` (docs/rules.md, Stage).
#[must_use]
pub fn stage(facts: &Facts, application: ApplicationId, now: DateTime<Utc>) -> Stage {
    histories(facts).get(&application).map_or(Stage::Applied, |history| stage_of(history, now))
}

/// Where every application stands at `now`.
#[must_use]
pub fn stages(facts: &Facts, now: DateTime<Utc>) -> BTreeMap<ApplicationId, Stage> {
    histories(facts).iter().map(|(id, history)| (*id, stage_of(history, now))).collect()
}

fn stage_of(history: &ApplicationHistory<'_>, now: DateTime<Utc>) -> Stage {
    if let Some(end) = history.last_end()
        && history.latest().is_none()
    {
        let offered = history.replies.iter().any(|r| r.at == end && r.meaning == Meaning::Offer);
        return if offered { Stage::Offer } else { Stage::Closed };
    }
    let Some(latest) = history.latest() else { return Stage::Applied };
    if latest.start > now {
        return Stage::Interviewing;
    }
    let last = history.replies.iter().rev().find(|r| r.at > latest.end());
    match last {
        Some(reply) if reply.meaning == Meaning::NextRound => Stage::NextRound,
        _ => Stage::Waiting,
    }
}

struct Rules<'a> {
    facts: &'a Facts,
    calendar: &'a Calendar<'a>,
    histories: BTreeMap<ApplicationId, ApplicationHistory<'a>>,
    counted_events: HashMap<ApplicationId, CountedEvents>,
    /// The latest day of a touch that is not a thank-you, by the company's folded name.
    touched: HashMap<String, NaiveDate>,
    /// The latest day of a thank-you, by the company's folded name.
    thanked: HashMap<String, NaiveDate>,
    /// Steps that were skipped or answered by a counted touch.
    settled: HashSet<StepKey>,
    /// Steps that were skipped, each with the day it was planned for. Only preparing and asking for cards are looked up
    /// here.
    settled_days: HashSet<(StepKey, NaiveDate)>,
    /// The latest touch that counts, by person.
    reached: HashMap<ContactId, DateTime<Utc>>,
    /// Interviews by person.
    met: HashMap<ContactId, Vec<&'a Interview>>,
}

/// A check-in before the check-ins of one company are spread out.
struct CheckInCandidate<'a> {
    history: &'a ApplicationHistory<'a>,
    interview: &'a Interview,
    date: NaiveDate,
    /// Whether its date must not move: named dates and retries.
    fixed: bool,
    named: bool,
    again: bool,
    anchor: Anchor,
    recorded: DateTime<Utc>,
    reason: DateReason,
    moved: Option<Moved>,
    last: Option<Channel>,
    tone: Tone,
}

impl<'a> Rules<'a> {
    fn new(facts: &'a Facts, calendar: &'a Calendar<'a>) -> Self {
        let histories = histories(facts);
        let mut rules = Rules {
            facts,
            calendar,
            counted_events: histories.iter().map(|(id, history)| (*id, history.counted_events(calendar))).collect(),
            histories,
            touched: HashMap::new(),
            thanked: HashMap::new(),
            settled: facts.skips.values().map(|s| s.step).filter(|step| !is_skipped_by_day(*step)).collect(),
            settled_days: facts.skips.values().map(|s| (s.step, s.planned_for)).collect(),
            reached: HashMap::new(),
            met: HashMap::new(),
        };
        for (application, counted_events) in &rules.counted_events {
            for counted in &counted_events.counted {
                let day = calendar.day(counted.at);
                let book = if counted.kind == TouchKind::ThankYou { &mut rules.thanked } else { &mut rules.touched };
                for key in facts.company_keys(*application, counted.contact) {
                    let latest = book.entry(key).or_insert(day);
                    *latest = day.max(*latest);
                }
            }
        }
        for touch in facts.touches.values() {
            if touch.outcome.counts() {
                rules.settled.extend(touch.step);
                if let Some(contact) = touch.contact {
                    let latest = rules.reached.entry(contact).or_insert(touch.at);
                    *latest = touch.at.max(*latest);
                }
            }
        }
        for interview in facts.interviews.values().filter(|i| !i.cancelled) {
            for person in &interview.interviewers {
                rules.met.entry(person.contact).or_default().push(interview);
            }
        }
        rules
    }

    /// The step before an interview: ask for cards, and when to follow up.
    fn prepare(&self, interview: &Interview) -> Option<Step> {
        let key = StepKey::Prepare(interview.id);
        let settings = self.calendar.settings;
        let day = self.calendar.day(interview.start);
        let starts = self.calendar.time(interview.start);
        let early = NaiveTime::from_hms_opt(EARLY, 0, 0).is_some_and(|ten| starts < ten);
        let (day, time) = if early || settings.morning >= starts {
            (day.pred_opt().unwrap_or(day), settings.evening)
        } else {
            (day, settings.morning)
        };
        let at = self.calendar.instant(day, time);
        if self.settled_days.contains(&(key, day)) {
            return None;
        }
        Some(Step {
            key,
            application: interview.application,
            interview: interview.id,
            contact: None,
            channel: Channel::Other,
            due_at: at,
            reminders: vec![PlannedReminder { at, day, number: 1 }],
            ends: Some(Ends::Gone(interview.start)),
            tone: Tone::Calm,
            carries_thanks: false,
            known_since: interview.created_at,
            reason: Reason {
                date: DateReason::InterviewAhead { start: interview.start },
                moved: None,
                way: WayReason::None,
            },
        })
    }

    /// The step after an interview without interviewers: enter the cards you got.
    fn cards(&self, interview: &Interview) -> Option<Step> {
        let key = StepKey::Cards(interview.id);
        let at = interview.end();
        if !interview.interviewers.is_empty() || self.settled_days.contains(&(key, self.calendar.day(at))) {
            return None;
        }
        Some(Step {
            key,
            application: interview.application,
            interview: interview.id,
            contact: None,
            channel: Channel::Other,
            due_at: at,
            reminders: vec![PlannedReminder { at, day: self.calendar.day(at), number: 1 }],
            ends: None,
            tone: Tone::Calm,
            carries_thanks: false,
            known_since: interview.created_at,
            reason: Reason { date: DateReason::NoCards { end: at }, moved: None, way: WayReason::None },
        })
    }

    fn thank_yous(&self, history: &ApplicationHistory<'_>, interview: &Interview) -> Vec<Step> {
        let people = interview.interviewers.len();
        interview
            .interviewers
            .iter()
            .filter(|person| self.owes_thanks(interview, person.contact))
            .map(|person| {
                let end = interview.end();
                let lapses = self.thanks_lapse(history, interview, person.contact);
                let (channel, way) = thank_you_way(self.facts.contacts.get(&person.contact));
                let mut reminders = self.thank_you_reminders(end);
                reminders.retain(|r| r.at < lapses);
                Step {
                    key: StepKey::ThankYou(interview.id, person.contact),
                    application: interview.application,
                    interview: interview.id,
                    contact: Some(person.contact),
                    channel,
                    due_at: end,
                    reminders,
                    ends: Some(Ends::Lapses(lapses)),
                    tone: Tone::Calm,
                    carries_thanks: false,
                    known_since: interview.created_at.max(person.created_at),
                    reason: Reason { date: DateReason::Interviewed { end, people }, moved: None, way },
                }
            })
            .collect()
    }

    /// Whether thanks are still owed: nobody reached them since the interview began, and the step was neither done nor
    /// skipped.
    fn owes_thanks(&self, interview: &Interview, contact: ContactId) -> bool {
        let reached = self.reached.get(&contact).is_some_and(|at| *at > interview.start);
        !reached && !self.settled.contains(&StepKey::ThankYou(interview.id, contact))
    }

    fn thank_you_reminders(&self, end: DateTime<Utc>) -> Vec<PlannedReminder> {
        let settings = self.calendar.settings;
        let day = self.calendar.day(end);
        let evening = self.calendar.instant(day, settings.evening);
        let half_hour = Duration::minutes(30);
        let first = if end <= evening - half_hour {
            evening
        } else if self.calendar.is_quiet(end + half_hour) {
            end
        } else {
            end + half_hour
        };
        let mut reminders = vec![PlannedReminder { at: first, day, number: 1 }];
        for number in 2..=3 {
            let day = plus_days(day, number - 1);
            reminders.push(PlannedReminder { at: self.calendar.instant(day, settings.morning), day, number });
        }
        reminders
    }

    /// When a thank-you lapses: at the check-in this interview would have if nothing happened after it, or at the end
    /// of a later interview with the same person, whichever is earlier.
    fn thanks_lapse(
        &self,
        history: &ApplicationHistory<'_>,
        interview: &Interview,
        contact: ContactId,
    ) -> DateTime<Utc> {
        let day = self.calendar.day(interview.end());
        let named = interview.follow_up_on.filter(|on| *on > day);
        let promise = interview.reply_promised_by.filter(|by| *by > day);
        let date = match (named, promise) {
            (Some(on), _) => on,
            (None, Some(by)) => self.calendar.next_working(by),
            (None, None) => self.calendar.working(plus_days(day, self.calendar.settings.first_check_in_days)),
        };
        let last =
            self.counted_events(history).counted.iter().rev().find(|c| c.at <= interview.end()).map(|c| c.channel);
        let own = check_in_way(self.lead(history), last, false, date, named.is_some(), self.calendar).at;
        let again = self
            .met
            .get(&contact)
            .into_iter()
            .flatten()
            .filter(|other| (other.start, other.id) > (interview.start, interview.id))
            .map(|other| other.end())
            .min();
        again.map_or(own, |again| again.min(own))
    }

    /// The check-ins, at most one per application; those of one company are spread out.
    fn check_ins(&self) -> Vec<Step> {
        let mut by_company: BTreeMap<String, Vec<CheckInCandidate<'_>>> = BTreeMap::new();
        for history in self.histories.values() {
            if let Some(candidate) = self.candidate(history) {
                let company = super::facts::company_key(self.facts.company_name(history.application.id));
                by_company.entry(company).or_default().push(candidate);
            }
        }
        by_company
            .into_values()
            .flat_map(|candidates| self.spread(candidates))
            .map(|candidate| self.check_in(&candidate))
            .collect()
    }

    fn candidate<'l>(&'l self, history: &'l ApplicationHistory<'a>) -> Option<CheckInCandidate<'l>> {
        let interview = history.latest()?;
        let calendar = self.calendar;
        let settings = calendar.settings;
        let counted_events = self.counted_events(history);
        let ended = interview.end();
        let event = counted_events.events.iter().rev().find(|e| e.at > ended);
        let since = event.map_or(ended, |e| e.at);
        let since_day = event.map_or_else(|| calendar.day(ended), |e| e.day);
        let named = history.named(interview, calendar).filter(|(on, _)| *on > since_day);
        let promise = ApplicationHistory::own_promise(interview, calendar).filter(|_| event.is_none());
        let unanswered = self.unanswered(history, interview);
        let mut candidate = CheckInCandidate {
            history,
            interview,
            date: since_day,
            fixed: false,
            named: false,
            again: false,
            anchor: event.map_or(Anchor::Interview(interview.id), |e| e.anchor),
            recorded: event.map_or(interview.created_at, |e| e.recorded.max(interview.created_at)),
            reason: DateReason::AfterInterview { day: since_day, days: 0 },
            moved: None,
            last: counted_events.counted.last().map(|c| c.channel),
            tone: tone(unanswered),
        };
        if let Some(attempt) = history.attempt_since(since) {
            let day = calendar.day(attempt.at);
            let retry = calendar.next_working(day);
            let ahead = named.map(|(on, _)| on).filter(|on| *on > day && *on > retry);
            candidate.date = ahead.unwrap_or(retry);
            candidate.fixed = true;
            candidate.named = ahead.is_some();
            candidate.again = true;
            candidate.anchor = Anchor::Touch(attempt.id);
            candidate.recorded = attempt.created_at;
            candidate.reason = DateReason::Retry { day };
        } else if let Some((on, anchor)) = named {
            candidate.date = on;
            candidate.fixed = true;
            candidate.named = true;
            candidate.anchor = anchor;
            candidate.reason = DateReason::Named { on };
        } else {
            let after = |days| calendar.working(plus_days(since_day, days));
            candidate.date = match (event.map(|e| e.what), promise) {
                (None, Some(by)) => calendar.next_working(by),
                (None, None) | (Some(What::NextRound), _) => after(settings.first_check_in_days),
                (Some(_), _) => after(settings.interval_days),
            };
            let days = (candidate.date - since_day).num_days();
            candidate.reason = date_reason(event, promise, since_day, days, unanswered);
            self.keep_distance(&mut candidate, history.last_promise(calendar));
        }
        Some(candidate)
    }

    /// Moves a date that nobody named: to after a promise, and away from the last touch at the company.
    fn keep_distance(&self, candidate: &mut CheckInCandidate<'_>, promise: Option<NaiveDate>) {
        let calendar = self.calendar;
        let settings = calendar.settings;
        let company = super::facts::company_key(self.facts.company_name(candidate.history.application.id));
        let bounds = [
            promise.map(|by| (calendar.next_working(by), Moved::Promise { by })),
            self.touched
                .get(&company)
                .map(|day| (calendar.working(plus_days(*day, settings.gap_days)), Moved::Gap { day: *day })),
            self.thanked.get(&company).map(|day| {
                (calendar.working(plus_days(*day, settings.after_thanks_days)), Moved::AfterThanks { day: *day })
            }),
        ];
        for (earliest, why) in bounds.into_iter().flatten() {
            if earliest > candidate.date {
                candidate.date = earliest;
                candidate.moved = Some(why);
            }
        }
    }

    /// Keeps the check-ins of one company apart: in order of date, then application, the later one moves. All that have to
    /// move and have no place yet share one date, the first that is far enough from the last one placed.
    fn spread<'d>(&self, mut candidates: Vec<CheckInCandidate<'d>>) -> Vec<CheckInCandidate<'d>> {
        let gap = self.calendar.settings.gap_days;
        let order = |c: &CheckInCandidate<'_>| (c.date, c.history.application.id);
        candidates.sort_by_key(order);
        let mut placed: Vec<CheckInCandidate<'d>> = Vec::with_capacity(candidates.len());
        let mut moving: BTreeMap<ApplicationId, CheckInCandidate<'d>> = BTreeMap::new();
        let mut candidates = candidates.into_iter().peekable();
        loop {
            let before = placed.last().map(order);
            if let (Some((day, other)), Some(first)) = (before, moving.first_entry()) {
                let date = self.calendar.working(plus_days(day, gap));
                if candidates.peek().is_none_or(|ahead| (date, *first.key()) < order(ahead)) {
                    let moved = Some(Moved::SharedCompany { other, day });
                    placed.push(CheckInCandidate { date, moved, ..first.remove() });
                    continue;
                }
            }
            let Some(next) = candidates.next() else { break };
            if before.is_some_and(|(day, _)| !next.fixed && next.date < plus_days(day, gap)) {
                moving.insert(next.history.application.id, next);
            } else {
                placed.push(next);
            }
        }
        placed
    }

    fn check_in(&self, candidate: &CheckInCandidate<'_>) -> Step {
        let calendar = self.calendar;
        let history = candidate.history;
        let lead = self.lead(history);
        let way = check_in_way(lead, candidate.last, candidate.again, candidate.date, candidate.named, calendar);
        let carries_thanks = history.application.lead.is_some_and(|lead| {
            history.interviews.iter().filter(|i| !history.ended(i)).any(|interview| {
                interview.has(lead)
                    && self.owes_thanks(interview, lead)
                    && self.thanks_lapse(history, interview, lead) <= way.at
            })
        });
        let mut reminders = vec![PlannedReminder { at: way.at, day: candidate.date, number: 1 }];
        let mut day = candidate.date;
        for number in 2..=3 {
            day = calendar.next_working(day);
            let call = (way.channel == Channel::Phone)
                .then(|| call_moment(day, lead.and_then(|l| l.card.zone), false, calendar))
                .flatten();
            let at = call.unwrap_or_else(|| calendar.instant(day, calendar.settings.check_in_time));
            reminders.push(PlannedReminder { at, day, number });
        }
        Step {
            key: StepKey::CheckIn(history.application.id, candidate.anchor),
            application: history.application.id,
            interview: candidate.interview.id,
            contact: history.application.lead,
            channel: way.channel,
            due_at: way.at,
            reminders,
            ends: None,
            tone: candidate.tone,
            carries_thanks,
            known_since: candidate.recorded,
            reason: Reason { date: candidate.reason.clone(), moved: candidate.moved.clone(), way: way.reason },
        }
    }

    /// The number of check-ins that count since the last interview or reply (docs/rules.md, Tone).
    fn unanswered(&self, history: &ApplicationHistory<'_>, interview: &Interview) -> usize {
        let heard = history.replies.iter().map(|r| r.at).max().map_or(interview.end(), |at| at.max(interview.end()));
        let counts = |c: &&Counted| c.kind == TouchKind::CheckIn && c.at > heard;
        self.counted_events(history).counted.iter().filter(counts).count()
    }

    fn lead(&self, history: &ApplicationHistory<'_>) -> Option<&'a Contact> {
        history.application.lead.and_then(|lead| self.facts.contacts.get(&lead))
    }

    fn counted_events(&self, history: &ApplicationHistory<'_>) -> &CountedEvents {
        static NOTHING: CountedEvents = CountedEvents { counted: Vec::new(), events: Vec::new() };
        self.counted_events.get(&history.application.id).unwrap_or(&NOTHING)
    }
}

/// Whether the step is skipped only for a day, as preparing and asking for cards are: after a moved interview they ask
/// again.
fn is_skipped_by_day(step: StepKey) -> bool {
    matches!(step, StepKey::Prepare(_) | StepKey::Cards(_))
}

fn tone(unanswered: usize) -> Tone {
    match unanswered {
        0 | 1 => Tone::Calm,
        2 => Tone::Patient,
        _ => Tone::Rest,
    }
}

fn date_reason(
    event: Option<&Event>,
    promise: Option<NaiveDate>,
    day: NaiveDate,
    days: i64,
    unanswered: usize,
) -> DateReason {
    match (event.map(|e| e.what), promise) {
        (None, Some(by)) => DateReason::AfterPromise { by },
        (None, None) => DateReason::AfterInterview { day, days },
        (Some(What::CheckIn(channel)), _) => DateReason::SinceCheckIn { channel, day, days, unanswered },
        (Some(What::Skip), _) => DateReason::SinceSkip { day, days },
        (Some(What::Deciding), _) => DateReason::SinceDeciding { day, days },
        (Some(What::NextRound), _) => DateReason::NextRound { day, days },
    }
}
