//! A second implementation of the follow-up rules, as plain as possible: docs/rules.md, Steps, sentence by sentence.
//! A property test compares it with the real plan, so that a mistake in one of the two shows as a difference. This
//! works only while the two share nothing but the types, the calendar and `company_key`. So it must not call the real one, share its
//! helpers or be made clever: it loops over the facts, computes everything anew, and finds the moment of a call by
//! trying one after the other. Quotations are the rules of docs/rules.md,
//! Steps, in short form.
//!
//! Short names: L is the interview a check-in hangs on, E the event it counts from, T the last touch at the company.

use afterword_core::domain::calendar::{Calendar, plus_days, within};
use afterword_core::domain::codes::{Channel, Meaning, Outcome, Tone, TouchKind};
use afterword_core::domain::facts::{Contact, Facts, Interview, Reply, Skip, Touch, company_key};
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::domain::step::{Anchor, Ends, StepKey};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

/// What must be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub key: StepKey,
    pub contact: Option<ContactId>,
    pub channel: Channel,
    pub due_at: DateTime<Utc>,
    /// The moment, the user's date it was planned for, and the number.
    pub reminders: Vec<(DateTime<Utc>, NaiveDate, u32)>,
    pub ends: Option<Ends>,
    pub tone: Tone,
    pub carries_thanks: bool,
}

/// Every step the facts call for, in order of due time and key.
pub fn expected(facts: &Facts, calendar: &Calendar<'_>) -> Vec<Expected> {
    let mut steps = Vec::new();
    for application in facts.applications.keys() {
        for interview in interviews(facts, *application) {
            if is_ended(facts, interview) {
                continue;
            }
            steps.extend(prepare(facts, calendar, interview));
            steps.extend(cards(facts, calendar, interview));
            for person in &interview.interviewers {
                steps.extend(thank_you(facts, calendar, interview, person.contact));
            }
        }
    }
    for dated in spread(facts, calendar) {
        steps.push(check_in(facts, calendar, &dated));
    }
    steps.sort_by_key(|step| (step.due_at, step.key));
    steps
}

// --- the facts, in order ---

/// The interviews of an application that were not cancelled, in order of their start.
fn interviews(facts: &Facts, application: ApplicationId) -> Vec<&Interview> {
    let mut found: Vec<&Interview> =
        facts.interviews.values().filter(|i| i.application == application && !i.cancelled).collect();
    found.sort_by_key(|i| (i.start, i.id));
    found
}

/// The touches of an application, attempts too, in order of time.
fn touches(facts: &Facts, application: ApplicationId) -> Vec<&Touch> {
    let mut found: Vec<&Touch> = facts.touches.values().filter(|t| t.application == application).collect();
    found.sort_by_key(|t| (t.at, t.id));
    found
}

/// The replies of an application, in order of time.
fn replies(facts: &Facts, application: ApplicationId) -> Vec<&Reply> {
    let mut found: Vec<&Reply> = facts.replies.values().filter(|r| r.application == application).collect();
    found.sort_by_key(|r| (r.at, r.id));
    found
}

/// The skips of an application's check-ins, whatever those counted from, in the order they were made.
fn check_in_skips(facts: &Facts, application: ApplicationId) -> Vec<&Skip> {
    let mut found: Vec<&Skip> =
        facts.skips.values().filter(|s| matches!(s.step, StepKey::CheckIn(of, _) if of == application)).collect();
    found.sort_by_key(|s| (s.at, s.id));
    found
}

/// The person check-ins go to: "to the lead contact".
fn lead(facts: &Facts, application: ApplicationId) -> Option<&Contact> {
    facts.applications[&application].lead.and_then(|id| facts.contacts.get(&id))
}

/// "'Day' of a fact = the date of its instant in the user's zone (of an interview: its end)."
fn day_of(calendar: &Calendar<'_>, interview: &Interview) -> NaiveDate {
    calendar.day(interview.end())
}

/// "Same company = same name after trimming, folding case and runs of spaces."
fn company(facts: &Facts, application: ApplicationId) -> String {
    company_key(facts.company_name(application))
}

/// "To anyone at that company on any application": the application is one of that company's, or the card says so.
fn reached_company(facts: &Facts, touch: &Touch, company_wanted: &str) -> bool {
    if company(facts, touch.application) == company_wanted {
        return true;
    }
    match touch.contact.and_then(|id| facts.contacts.get(&id)) {
        Some(contact) => !company_wanted.is_empty() && company_key(&contact.card.company) == company_wanted,
        None => false,
    }
}

// --- the end ---

/// An ending reply or a closing, with when it was and when it was recorded.
struct Ending {
    at: DateTime<Utc>,
    recorded: DateTime<Utc>,
}

/// "An ending reply or closing ends every step of that application at once [...] until it is undone, reopened": the
/// endings that were recorded after the last reopening.
fn endings(facts: &Facts, application: ApplicationId) -> Vec<Ending> {
    let of_application = || facts.closures.values().filter(|c| c.application == application);
    let reopening = of_application().filter(|c| c.outcome.is_none()).max_by_key(|c| c.id);
    let mut holding = Vec::new();
    for closing in of_application().filter(|c| c.outcome.is_some()) {
        if reopening.is_none_or(|r| closing.id > r.id) {
            holding.push(Ending { at: closing.at, recorded: closing.created_at });
        }
    }
    for reply in replies(facts, application) {
        if reply.meaning.ends() && reopening.is_none_or(|r| (reply.created_at, reply.at) > (r.created_at, r.at)) {
            holding.push(Ending { at: reply.at, recorded: reply.created_at });
        }
    }
    holding
}

/// "[...] or an interview starting later is entered (older interviews' steps stay ended)": an ending takes the
/// interviews which had started, and those which were on record when it came.
fn is_ended(facts: &Facts, interview: &Interview) -> bool {
    endings(facts, interview.application).iter().any(|ending| {
        let had_started = ending.at >= interview.start;
        let was_on_record = interview.created_at <= ending.at && interview.created_at < ending.recorded;
        had_started || was_on_record
    })
}

// --- prepare and cards ---

/// "Prepare: one per coming interview, on its day at *morning* (the evening before where it starts before 10:00) [...]
/// Gone when the interview starts." A morning that is not before the start is no use either.
fn prepare(facts: &Facts, calendar: &Calendar<'_>, interview: &Interview) -> Option<Expected> {
    let settings = calendar.settings;
    let starts_on = calendar.day(interview.start);
    let starts_at = calendar.time(interview.start);
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    let (day, time) = if starts_at < ten || settings.morning >= starts_at {
        (starts_on.pred_opt().unwrap(), settings.evening)
    } else {
        (starts_on, settings.morning)
    };
    let key = StepKey::Prepare(interview.id);
    let at = calendar.instant(day, time);
    let ends = Some(Ends::Gone(interview.start));
    (!is_skipped_on(facts, key, day)).then(|| once(key, at, day, ends))
}

/// "Cards: for an interview with no interviewers, from its end until one is entered or it is skipped."
fn cards(facts: &Facts, calendar: &Calendar<'_>, interview: &Interview) -> Option<Expected> {
    let key = StepKey::Cards(interview.id);
    let day = day_of(calendar, interview);
    let wanted = interview.interviewers.is_empty() && !is_skipped_on(facts, key, day);
    wanted.then(|| once(key, interview.end(), day, None))
}

/// A skip of these two holds for the day it was made for; a moved interview asks again.
fn is_skipped_on(facts: &Facts, key: StepKey, day: NaiveDate) -> bool {
    facts.skips.values().any(|s| s.step == key && s.planned_for == day)
}

/// "Prepare and cards: one" reminder. They concern nobody in particular.
fn once(key: StepKey, at: DateTime<Utc>, day: NaiveDate, ends: Option<Ends>) -> Expected {
    Expected {
        key,
        contact: None,
        channel: Channel::Other,
        due_at: at,
        reminders: vec![(at, day, 1)],
        ends,
        tone: Tone::Calm,
        carries_thanks: false,
    }
}

// --- thank-you ---

/// "Thank-you: one per interviewer of each interview held. [...] Due at the interview's end. [...] By e-mail (by phone
/// where the card has no e-mail; with neither, the step says what is missing)."
fn thank_you(facts: &Facts, calendar: &Calendar<'_>, interview: &Interview, person: ContactId) -> Option<Expected> {
    if !owes_thanks(facts, interview, person) {
        return None;
    }
    let lapse = lapse(facts, calendar, interview, person);
    let mut reminders = thank_you_reminders(calendar, interview);
    reminders.retain(|(at, _, _)| *at < lapse);
    Some(Expected {
        key: StepKey::ThankYou(interview.id, person),
        contact: Some(person),
        channel: facts.contacts.get(&person).map_or(Channel::Email, |card| allowed(card, Channel::Email)),
        due_at: interview.end(),
        reminders,
        ends: Some(Ends::Lapses(lapse)),
        tone: Tone::Calm,
        carries_thanks: false,
    })
}

/// "It exists until a counted touch of any kind reaches that person after the interview's *start*, or a touch answers
/// that very step, or it is skipped."
fn owes_thanks(facts: &Facts, interview: &Interview, person: ContactId) -> bool {
    let key = StepKey::ThankYou(interview.id, person);
    let counted = || facts.touches.values().filter(|t| t.outcome.counts());
    let reached = counted().any(|t| t.contact == Some(person) && t.at > interview.start);
    let answered = counted().any(|t| t.step == Some(key));
    let skipped = facts.skips.values().any(|s| s.step == key);
    !reached && !answered && !skipped
}

/// "First reminder the same day at *evening*; where the interview ends later than 30 minutes before evening, 30 minutes
/// after its end (at its end, if those 30 minutes run into quiet hours)." "Then on the next two days after the
/// interview's day at *morning*."
fn thank_you_reminders(calendar: &Calendar<'_>, interview: &Interview) -> Vec<(DateTime<Utc>, NaiveDate, u32)> {
    let settings = calendar.settings;
    let half_an_hour = Duration::minutes(30);
    let day = day_of(calendar, interview);
    let evening = calendar.instant(day, settings.evening);
    let soon = interview.end() + half_an_hour;
    let first = if interview.end() <= evening - half_an_hour {
        (evening, day, 1)
    } else if calendar.is_quiet(soon) {
        (interview.end(), day, 1)
    } else {
        (soon, calendar.day(soon), 1)
    };
    let (second, third) = (plus_days(day, 1), plus_days(day, 2));
    vec![
        first,
        (calendar.instant(second, settings.morning), second, 2),
        (calendar.instant(third, settings.morning), third, 3),
    ]
}

/// "It lapses for good at the earlier of: the due time of the check-in that its own interview would have with no later
/// event (gaps aside); the end of a later interview with the same person."
fn lapse(facts: &Facts, calendar: &Calendar<'_>, interview: &Interview, person: ContactId) -> DateTime<Utc> {
    let own = due_with_no_later_event(facts, calendar, interview);
    match end_of_next_interview_with(facts, interview, person) {
        Some(end) => own.min(end),
        None => own,
    }
}

/// The check-in as it was expected at the interview's end: its date from the interview alone, its channel from the
/// touches until then.
fn due_with_no_later_event(facts: &Facts, calendar: &Calendar<'_>, interview: &Interview) -> DateTime<Utc> {
    let until_then = done(facts, calendar, interview.application).into_iter().rfind(|t| t.at <= interview.end());
    let named = interview.follow_up_on.filter(|date| *date > day_of(calendar, interview));
    let day = named.unwrap_or_else(|| first_day(calendar, interview));
    let lead = lead(facts, interview.application);
    way_and_moment(calendar, lead, opposite(until_then), day, named.is_some()).1
}

/// "The end of a later interview with the same person", be it of another application.
fn end_of_next_interview_with(facts: &Facts, interview: &Interview, person: ContactId) -> Option<DateTime<Utc>> {
    facts
        .interviews
        .values()
        .filter(|later| !later.cancelled && (later.start, later.id) > (interview.start, interview.id))
        .filter(|later| later.interviewers.iter().any(|i| i.contact == person))
        .min_by_key(|later| (later.start, later.id))
        .map(Interview::end)
}

// --- what a check-in counts from ---

/// One thing in the story of an application.
enum Happening<'a> {
    InterviewEnds,
    Touch(&'a Touch),
    Reply(&'a Reply),
    Skip(&'a Skip),
}

/// All that happened on an application, in order of time; at one time interviews' ends first, then touches, replies and
/// skips (the sort is stable).
fn story<'a>(
    facts: &'a Facts,
    calendar: &Calendar<'_>,
    application: ApplicationId,
) -> Vec<(DateTime<Utc>, Happening<'a>)> {
    let mut story = Vec::new();
    for interview in interviews(facts, application) {
        story.push((interview.end(), Happening::InterviewEnds));
    }
    for touch in touches(facts, application) {
        story.push((touch.at, Happening::Touch(touch)));
    }
    for reply in replies(facts, application) {
        story.push((reply.at, Happening::Reply(reply)));
    }
    for skip in check_in_skips(facts, application) {
        story.push((date_of_skip(calendar, skip), Happening::Skip(skip)));
    }
    story.sort_by_key(|(at, _)| *at);
    story
}

/// "A skip of a check-in, dated the later of when it was skipped and the day it was planned for."
fn date_of_skip(calendar: &Calendar<'_>, skip: &Skip) -> DateTime<Utc> {
    skip.at.max(calendar.instant(skip.planned_for, NaiveTime::MIN))
}

/// "An *attempt* is a phone touch `no_answer` to the lead, kind `check_in`. [...] Attempts of other kinds count for
/// nothing." To whom it must be is for the caller to ask: who led then may not lead now.
fn is_attempt(touch: &Touch) -> bool {
    touch.channel == Channel::Phone && touch.outcome == Outcome::NoAnswer && touch.kind == TouchKind::CheckIn
}

/// "A counted touch of kind `check_in`."
fn is_counted_check_in(touch: &Touch) -> bool {
    touch.kind == TouchKind::CheckIn && touch.outcome.counts()
}

/// One of the things that can be E.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    CheckIn,
    TwoAttempts,
    Skip,
    Deciding,
    NextRound,
}

/// An event: what, when, and the fact that names a step which counts from it.
#[derive(Clone, Copy)]
struct Event {
    kind: Kind,
    at: DateTime<Utc>,
    anchor: Anchor,
}

/// "A counted touch of kind `check_in`; a skip of a check-in [...]; a `deciding` or `next_round` reply." "After two
/// [attempts]: they count as one phone check-in, dated at the second, and so are an E. Any E starts the count afresh",
/// and so does the end of an interview. The two must be at one person, whoever leads now.
fn events(facts: &Facts, calendar: &Calendar<'_>, application: ApplicationId) -> Vec<Event> {
    let mut events = Vec::new();
    let mut attempted: Vec<ContactId> = Vec::new();
    for (at, happening) in story(facts, calendar, application) {
        let event = match happening {
            Happening::InterviewEnds => {
                attempted.clear();
                None
            }
            Happening::Touch(touch) if is_counted_check_in(touch) => Some((Kind::CheckIn, Anchor::Touch(touch.id))),
            Happening::Touch(touch) if is_attempt(touch) => match touch.contact {
                Some(person) if attempted.contains(&person) => Some((Kind::TwoAttempts, Anchor::Touch(touch.id))),
                Some(person) => {
                    attempted.push(person);
                    None
                }
                None => None,
            },
            Happening::Touch(_) => None,
            Happening::Reply(reply) => match reply.meaning {
                Meaning::Deciding => Some((Kind::Deciding, Anchor::Reply(reply.id))),
                Meaning::NextRound => Some((Kind::NextRound, Anchor::Reply(reply.id))),
                Meaning::Offer | Meaning::Rejected | Meaning::Accepted | Meaning::Withdrawn => None,
            },
            Happening::Skip(skip) => Some((Kind::Skip, Anchor::Skip(skip.id))),
        };
        if let Some((kind, anchor)) = event {
            events.push(Event { kind, at, anchor });
            attempted.clear();
        }
    }
    events
}

/// "Let E be the latest after L's end."
fn event_after(facts: &Facts, calendar: &Calendar<'_>, l: &Interview) -> Option<Event> {
    events(facts, calendar, l.application).into_iter().rfind(|event| event.at > l.end())
}

/// The touches of an application that count, in order of time, and among them, where two attempts count as one phone
/// check-in, the second attempt: it has the channel, the kind and the time that those two count as.
fn done<'a>(facts: &'a Facts, calendar: &Calendar<'_>, application: ApplicationId) -> Vec<&'a Touch> {
    let pairs: Vec<Anchor> = events(facts, calendar, application)
        .into_iter()
        .filter(|event| event.kind == Kind::TwoAttempts)
        .map(|event| event.anchor)
        .collect();
    let mut done = touches(facts, application);
    done.retain(|touch| touch.outcome.counts() || pairs.contains(&Anchor::Touch(touch.id)));
    done
}

// --- the day of a check-in ---

/// A check-in with its day.
struct Dated<'a> {
    application: ApplicationId,
    l: &'a Interview,
    day: NaiveDate,
    anchor: Anchor,
    /// It is the named date: exactly then, and the weekday is not asked.
    named: bool,
    /// It follows an attempt: by phone again.
    retry: bool,
}

/// "Check-in: at most one open per application [...]. It hangs on the *latest* interview L that was held or is coming
/// (not cancelled)." Where L's steps are ended there is none.
fn dated<'a>(facts: &'a Facts, calendar: &Calendar<'_>, application: ApplicationId) -> Option<Dated<'a>> {
    let l = interviews(facts, application).pop()?;
    if is_ended(facts, l) {
        return None;
    }
    let e = event_after(facts, calendar, l);
    let counts_from = e.map_or(day_of(calendar, l), |e| calendar.day(e.at));
    // "While it lies after E's day (after L's day, with no E) it stands, exactly, whatever E is."
    let standing = named_date(facts, calendar, l).filter(|(date, _)| *date > counts_from);

    // "After one [attempt] since E (or L's end): the next working day, by phone again, but not before a named date
    // still ahead."
    if let Some(attempt) = open_attempt(facts, l, e) {
        let anchor = Anchor::Touch(attempt.id);
        let next = calendar.next_working(calendar.day(attempt.at));
        return Some(match standing {
            Some((date, _)) if date > next => Dated { application, l, day: date, anchor, named: true, retry: true },
            _ => Dated { application, l, day: next, anchor, named: false, retry: true },
        });
    }
    if let Some((day, anchor)) = standing {
        return Some(Dated { application, l, day, anchor, named: true, retry: false });
    }
    let anchor = e.map_or(Anchor::Interview(l.id), |e| e.anchor);
    let mut day = match e {
        None => first_day(calendar, l),
        Some(e) => day_after_event(calendar, e),
    };
    for bound in bounds(facts, calendar, application) {
        day = day.max(bound);
    }
    Some(Dated { application, l, day, anchor, named: false, retry: false })
}

/// "The *named date* is the one named last (L's `follow_up_on`, or a later reply's)", with the fact that named it. "A
/// named date on or before the interview's day is [...] ignored."
fn named_date(facts: &Facts, calendar: &Calendar<'_>, l: &Interview) -> Option<(NaiveDate, Anchor)> {
    let last = replies(facts, l.application).into_iter().rfind(|r| r.at > l.end() && r.follow_up_on.is_some());
    match last {
        Some(reply) => reply.follow_up_on.map(|date| (date, Anchor::Reply(reply.id))),
        None => l.follow_up_on.filter(|date| *date > day_of(calendar, l)).map(|date| (date, Anchor::Interview(l.id))),
    }
}

/// "No E: the first working day after the promise (`reply_promised_by`), if there is one; else `working(L's day + 7)`."
fn first_day(calendar: &Calendar<'_>, interview: &Interview) -> NaiveDate {
    let day = day_of(calendar, interview);
    match interview.reply_promised_by {
        Some(by) if by > day => calendar.next_working(by),
        _ => calendar.working(plus_days(day, calendar.settings.first_check_in_days)),
    }
}

/// "E is a check-in, a skip or `deciding`: `working(E's day + 14)`. E is `next_round`: `working(E's day + 7)`."
fn day_after_event(calendar: &Calendar<'_>, e: Event) -> NaiveDate {
    let days = match e.kind {
        Kind::CheckIn | Kind::TwoAttempts | Kind::Skip | Kind::Deciding => calendar.settings.interval_days,
        Kind::NextRound => calendar.settings.first_check_in_days,
    };
    calendar.working(plus_days(calendar.day(e.at), days))
}

/// The one attempt at the lead "since E (or L's end)"; of two there would be an E.
fn open_attempt<'a>(facts: &'a Facts, l: &Interview, e: Option<Event>) -> Option<&'a Touch> {
    let lead = facts.applications[&l.application].lead?;
    let since = e.map_or(l.end(), |e| e.at);
    touches(facts, l.application).into_iter().find(|t| is_attempt(t) && t.contact == Some(lead) && t.at > since)
}

/// The days before which no check-in falls that "was not named and is no retry".
fn bounds(facts: &Facts, calendar: &Calendar<'_>, application: ApplicationId) -> Vec<NaiveDate> {
    let mut bounds = Vec::new();
    // "A promise that has not passed (the one made last) moves every date that was not named to at least the first
    // working day after it." One that has passed moves nothing anyway.
    if let Some(by) = promise_made_last(facts, calendar, application) {
        bounds.push(calendar.next_working(by));
    }
    // "Also moved to at least `working(T + 7)`, T being the day of the last counted check-in or `other` touch to
    // *anyone at that company* on any application".
    if let Some(t) = last_at_company(facts, calendar, application, &[TouchKind::CheckIn, TouchKind::Other]) {
        bounds.push(calendar.working(plus_days(t, calendar.settings.gap_days)));
    }
    // "And to at least `working(the last thank-you to anyone there + 3)`."
    if let Some(thanked) = last_at_company(facts, calendar, application, &[TouchKind::ThankYou]) {
        bounds.push(calendar.working(plus_days(thanked, calendar.settings.after_thanks_days)));
    }
    bounds
}

/// The day of the last counted touch of some kinds at an application's company.
fn last_at_company(
    facts: &Facts,
    calendar: &Calendar<'_>,
    application: ApplicationId,
    kinds: &[TouchKind],
) -> Option<NaiveDate> {
    let wanted = company(facts, application);
    let mut last: Option<DateTime<Utc>> = None;
    for other in facts.applications.keys() {
        for touch in done(facts, calendar, *other) {
            if kinds.contains(&touch.kind) && reached_company(facts, touch, &wanted) {
                last = last.max(Some(touch.at));
            }
        }
    }
    last.map(|at| calendar.day(at))
}

/// "A promise [...] (the one made last)": an interview's is made at its end, a reply's when it came. What was promised
/// before an ending that holds was settled by it.
fn promise_made_last(facts: &Facts, calendar: &Calendar<'_>, application: ApplicationId) -> Option<NaiveDate> {
    let mut promises: Vec<(DateTime<Utc>, NaiveDate)> = Vec::new();
    for interview in interviews(facts, application) {
        if let Some(by) = interview.reply_promised_by.filter(|by| *by > day_of(calendar, interview)) {
            promises.push((interview.end(), by));
        }
    }
    for reply in replies(facts, application) {
        if let Some(by) = reply.reply_promised_by.filter(|by| *by >= calendar.day(reply.at)) {
            promises.push((reply.at, by));
        }
    }
    if let Some(last_ending) = endings(facts, application).iter().map(|ending| ending.at).max() {
        promises.retain(|(made, _)| *made > last_ending);
    }
    // The sort is stable, so of two made at once the later in the list above is the last.
    promises.sort_by_key(|(made, _)| *made);
    promises.last().map(|(_, by)| *by)
}

/// "Two open check-ins at one company fewer than 7 days apart: taken in order of date, then application, the later one
/// moves to `working(the earlier's day + 7)`, and so on; named dates and retries never move."
fn spread<'a>(facts: &'a Facts, calendar: &Calendar<'_>) -> Vec<Dated<'a>> {
    let mut check_ins: Vec<Dated<'a>> =
        facts.applications.keys().filter_map(|application| dated(facts, calendar, *application)).collect();
    // Whoever moves may now be too close to somebody else: until nobody has to move.
    while let Some((later, day)) = who_moves(facts, calendar, &check_ins) {
        check_ins[later].day = day;
    }
    check_ins
}

/// The first check-in, in order of date, then application, that comes too soon after the one before it at its company,
/// and the day it moves to.
fn who_moves(facts: &Facts, calendar: &Calendar<'_>, check_ins: &[Dated<'_>]) -> Option<(usize, NaiveDate)> {
    let gap = calendar.settings.gap_days;
    let mut in_order: Vec<usize> = (0..check_ins.len()).collect();
    in_order.sort_by_key(|n| (check_ins[*n].day, check_ins[*n].application));
    for (place, later) in in_order.iter().enumerate() {
        let wanted = company(facts, check_ins[*later].application);
        let earlier = in_order[..place].iter().rfind(|n| company(facts, check_ins[**n].application) == wanted);
        let Some(earlier) = earlier else { continue };
        let bound = plus_days(check_ins[*earlier].day, gap);
        let may_move = !check_ins[*later].named && !check_ins[*later].retry;
        if may_move && check_ins[*later].day < bound {
            return Some((*later, calendar.working(bound)));
        }
    }
    None
}

// --- the check-in ---

/// The check-in of an application on its day.
fn check_in(facts: &Facts, calendar: &Calendar<'_>, dated: &Dated<'_>) -> Expected {
    let lead = lead(facts, dated.application);
    let last = done(facts, calendar, dated.application).pop();
    let wish = if dated.retry { Channel::Phone } else { opposite(last) };
    let (channel, due_at) = way_and_moment(calendar, lead, wish, dated.day, dated.named);

    // "Check-in: on its day, then on the next two working days at that day's call time or the check-in time."
    let second = calendar.next_working(dated.day);
    let third = calendar.next_working(second);
    let reminders = vec![
        (due_at, dated.day, 1),
        (later_reminder(calendar, lead, channel, second), second, 2),
        (later_reminder(calendar, lead, channel, third), third, 3),
    ];
    Expected {
        key: StepKey::CheckIn(dated.application, dated.anchor),
        contact: lead.map(|contact| contact.id),
        channel,
        due_at,
        reminders,
        ends: None,
        tone: tone(facts, calendar, dated.l),
        carries_thanks: carries_thanks(facts, calendar, dated.application, due_at),
    }
}

/// "Unanswered = counted check-ins since the last interview or reply. 0-1 calm; 2 'be patient' [...]; 3 or more
/// 'consider another contact, or let it rest'."
fn tone(facts: &Facts, calendar: &Calendar<'_>, l: &Interview) -> Tone {
    let mut since = l.end();
    for reply in replies(facts, l.application) {
        since = since.max(reply.at);
    }
    let mut unanswered = 0;
    for touch in done(facts, calendar, l.application) {
        if touch.kind == TouchKind::CheckIn && touch.at > since {
            unanswered += 1;
        }
    }
    match unanswered {
        0 | 1 => Tone::Calm,
        2 => Tone::Patient,
        _ => Tone::Rest,
    }
}

/// "A check-in to a lead whose own thank-you lapsed carries the thanks."
fn carries_thanks(facts: &Facts, calendar: &Calendar<'_>, application: ApplicationId, due_at: DateTime<Utc>) -> bool {
    let Some(lead) = lead(facts, application) else { return false };
    interviews(facts, application).into_iter().any(|interview| {
        interview.interviewers.iter().any(|i| i.contact == lead.id)
            && !is_ended(facts, interview)
            && owes_thanks(facts, interview, lead.id)
            && lapse(facts, calendar, interview, lead.id) <= due_at
    })
}

// --- channel and moment ---

/// "The opposite of the last counted touch on the application (thank-you included; `other` counts as e-mail); with
/// none, e-mail."
fn opposite(last: Option<&Touch>) -> Channel {
    match last.map(|touch| touch.channel) {
        None | Some(Channel::Phone) => Channel::Email,
        Some(Channel::Email | Channel::Other) => Channel::Phone,
    }
}

/// "If the lead lacks it, the other one; with neither, e-mail."
fn allowed(contact: &Contact, wish: Channel) -> Channel {
    let other = if wish == Channel::Phone { Channel::Email } else { Channel::Phone };
    for way in [wish, other] {
        if way == Channel::Email && contact.has_email() || way == Channel::Phone && contact.has_phone() {
            return way;
        }
    }
    Channel::Email
}

/// "With no zone known, at the check-in time. Where that day has no such moment it becomes an e-mail; where the lead
/// has no e-mail it stays a call at the check-in time."
fn way_and_moment(
    calendar: &Calendar<'_>,
    lead: Option<&Contact>,
    wish: Channel,
    day: NaiveDate,
    named: bool,
) -> (Channel, DateTime<Utc>) {
    let check_in_time = calendar.instant(day, calendar.settings.check_in_time);
    let Some(lead) = lead else { return (Channel::Email, check_in_time) };
    let way = allowed(lead, wish);
    let zone = match lead.card.zone {
        Some(zone) if way == Channel::Phone => zone,
        _ => return (way, check_in_time),
    };
    match call_moment(calendar, zone, day, named) {
        Some(at) => (Channel::Phone, at),
        None if lead.has_email() => (Channel::Email, check_in_time),
        None => (Channel::Phone, check_in_time),
    }
}

/// "At that day's call time or the check-in time." These days were not named.
fn later_reminder(calendar: &Calendar<'_>, lead: Option<&Contact>, channel: Channel, day: NaiveDate) -> DateTime<Utc> {
    let check_in_time = calendar.instant(day, calendar.settings.check_in_time);
    match lead.and_then(|contact| contact.card.zone) {
        Some(zone) if channel == Channel::Phone => call_moment(calendar, zone, day, false).unwrap_or(check_in_time),
        _ => check_in_time,
    }
}

/// "A call is set for the first moment from the check-in time on that day which is inside the contact's office hours in
/// the contact's zone, Monday to Friday there (the weekday is not asked on a named date), and outside the user's quiet
/// hours."
///
/// Found by trying. The first good moment is the check-in time itself or one where something opens: the office, the
/// quiet hours' end, a midnight there, a clock change. Zones are quarters of an hour apart and change their clocks on
/// five minutes (looked up for every zone, 2023 to 2039). So where the three times of the settings lie on five minutes,
/// steps of five minutes meet every one of those moments; else each minute is tried.
fn call_moment(calendar: &Calendar<'_>, zone: Tz, day: NaiveDate, named: bool) -> Option<DateTime<Utc>> {
    let settings = calendar.settings;
    let opens = [settings.check_in_time, settings.office_from, settings.quiet_to];
    let step = if opens.iter().all(|time| time.minute() % 5 == 0) { 5 } else { 1 };
    let day_is_over = calendar.instant(plus_days(day, 1), NaiveTime::MIN);
    let mut at = calendar.instant(day, settings.check_in_time);
    while at < day_is_over {
        let there = at.with_timezone(&zone);
        let in_office = within(there.time(), settings.office_from, settings.office_to);
        let monday_to_friday = there.weekday().num_days_from_monday() < 5;
        if in_office && (named || monday_to_friday) && !calendar.is_quiet(at) {
            return Some(at);
        }
        at += Duration::minutes(step);
    }
    None
}
