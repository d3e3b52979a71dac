//! Each example of docs/rules.md, Worked examples, and the edge cases around them.

use afterword_core::domain::codes::{CloseOutcome, Meaning, Only, Outcome, Stage, StepKind, Tone, TouchKind};
use afterword_core::domain::facts::Card;
use afterword_core::domain::guard::guard;
use afterword_core::domain::ids::ApplicationId;
use afterword_core::domain::plan::stage;
use afterword_core::domain::reason::{DateReason, Moved, WayReason};

use crate::world::{World, day};

fn check(name: &str, world: &World, check_ins: &str) {
    assert_eq!(world.check_ins(), check_ins, "the check-ins of {name} (docs/rules.md, Worked examples)");
}

#[test]
fn the_worked_examples_hold() {
    let thanks = "Tan due Mon 23 Nov 16:00, reminders Mon 23 Nov 18:00 / Tue 24 Nov 09:00 / Wed 25 Nov 09:00, \
                  lapses Mon 30 Nov 10:00";
    let one = World::example_1;
    let two = World::example_2;
    let three = || two().voicemail("2026-11-30 10:00");
    let six = || one().named("2026-12-05");
    check("1", &one(), "Mon 30 Nov 10:00 email, carries the thanks");
    assert_eq!(one().thank_yous(), thanks, "example 1");
    check("2", &two(), "Mon 30 Nov 10:00 phone");
    assert_eq!(two().thank_yous(), "nothing", "who was thanked is not thanked again");
    check("3", &three(), "Mon 14 Dec 10:00 email");
    check("3, sent on 14 Dec", &three().wrote("2026-12-14 10:30"), "Mon 28 Dec 10:00 phone");
    check("4", &two().voicemail("2026-12-03 11:00"), "Thu 17 Dec 10:00 email");
    check("5", &two().no_answer("2026-11-30 10:00"), "Tue 1 Dec 10:00 phone");
    check("5, again", &two().no_answer("2026-11-30 10:00").no_answer("2026-12-01 10:00"), "Tue 15 Dec 10:00 email");
    check("6", &six(), "Sat 5 Dec 10:00 email, carries the thanks");
    check("7", &one().promised("2026-12-04"), "Mon 7 Dec 10:00 email, carries the thanks");
    let eight = six().thanked("2026-11-23 18:20").wrote("2026-12-01 09:30");
    check("8", &eight, "Sat 5 Dec 10:00 phone");
    check("8, spoken to", &eight.spoke("2026-12-05 10:00"), "Mon 21 Dec 10:00 email");
    let deciding = |on: Option<&str>| three().reply(Meaning::Deciding, "2026-12-08", |r| r.follow_up_on = on.map(day));
    check("9", &deciding(None), "Tue 22 Dec 10:00 email");
    check("9, named", &deciding(Some("2026-12-21")), "Mon 21 Dec 10:00 email");
    let ten = World::new().interview("ACME", "2026-11-26 17:45", &["Tan"]);
    assert!(
        ten.thank_yous().contains("reminders Thu 26 Nov 19:15 / Fri 27 Nov 09:00"),
        "example 10: {}",
        ten.thank_yous()
    );
    check(
        "11",
        &World::new().interview("ACME", "2026-11-22 15:00", &["Tan"]),
        "Mon 30 Nov 10:00 email, carries the thanks",
    );
    let twelve = World::new()
        .interview("ACME", "2026-12-18 15:00", &["Tan"])
        .set(|s| s.holidays.extend([day("2026-12-25")]))
        .thanked("2026-12-18 18:00");
    check("12", &twelve, "Mon 28 Dec 10:00 phone");
    let thirteen = two().voicemail("2026-11-30 10:00").interview("acme ", "2026-11-25 15:00", &["Lim"]);
    check("13", &thirteen, "#2 Mon 7 Dec 10:00 email, carries the thanks; #1 Mon 14 Dec 10:00 email");
    let london = two().card("Tan", |c| c.zone = Some(chrono_tz::Europe::London));
    check("14", &london, "Mon 30 Nov 17:00 phone");
    let call = london.steps().into_iter().find(|s| s.key.kind() == StepKind::CheckIn).unwrap();
    assert_eq!(
        london.reminders(&call),
        "reminders Mon 30 Nov 17:00 / Tue 1 Dec 17:00 / Wed 2 Dec 17:00",
        "example 14: later reminders at the call's hour too"
    );
    let new_york = two().card("Tan", |c| c.zone = Some(chrono_tz::America::New_York));
    check("15", &new_york, "Mon 30 Nov 10:00 email");
    let sixteen = World::new().interview("ACME", "2026-11-23 15:00", &["Tan", "Okafor", "Raman"]);
    assert_eq!(sixteen.thank_yous().matches("due Mon 23 Nov 16:00").count(), 3, "example 16: three thank-yous");
    check("16", &sixteen, "Mon 30 Nov 10:00 email, carries the thanks");
    let after = sixteen.wrote("2026-11-30 10:00");
    assert_eq!(after.thank_yous().matches("lapses Mon 30 Nov 10:00").count(), 2, "example 16: the others stay lapsed");
    check("18", &one().skipped(StepKind::ThankYou, "2026-11-24 09:00"), "Mon 30 Nov 10:00 email");
    check("19", &three().skipped(StepKind::CheckIn, "2026-12-01 09:00"), "Mon 28 Dec 10:00 email");
    let twenty = two()
        .reply(Meaning::Deciding, "2026-11-30 11:00", |r| r.reply_promised_by = Some(day("2026-12-18")))
        .wrote("2026-12-01 09:00");
    check("20", &twenty, "Mon 21 Dec 10:00 phone");
    let rejected = two().reply(Meaning::Rejected, "2026-12-01", |_| ());
    check("21, rejected", &rejected, "nothing");
    let again = rejected.further(1, "2026-12-15 15:00", &["Tan"]);
    check("21", &again, "Tue 22 Dec 10:00 phone, carries the thanks");
    assert!(again.thank_yous().starts_with("Tan due Tue 15 Dec 16:00"), "example 21: {}", again.thank_yous());
    let both = one().interview("ACME", "2026-11-23 17:00", &["Lim"]);
    check("22", &both, "#1 Mon 30 Nov 10:00 email, carries the thanks; #2 Mon 7 Dec 10:00 email, carries the thanks");
    check("23", &one().thanked("2026-11-29 12:00"), "Wed 2 Dec 10:00 phone");
}

#[test]
fn channels_follow_the_card_and_say_why() {
    let way = |world: World| {
        let step = world.steps().into_iter().find(|s| s.key.kind() == StepKind::CheckIn).unwrap();
        (step.channel.code(), step.reason.way)
    };
    let two = World::example_2;
    use afterword_core::domain::codes::Channel;
    assert_eq!(way(two()), ("phone", WayReason::Alternate { last: Channel::Email }));
    assert_eq!(way(World::example_1()), ("email", WayReason::First));
    assert_eq!(way(two().card("Tan", |c| c.only = Some(Only::Email))), ("email", WayReason::Asked));
    assert_eq!(way(two().card("Tan", |c| c.phones.clear())), ("email", WayReason::Lacks { missing: Channel::Phone }));
    let neither = |c: &mut Card| {
        c.phones.clear();
        c.emails.clear();
    };
    assert_eq!(way(two().card("Tan", neither)), ("email", WayReason::NoAddress));
    assert_eq!(way(World::new().interview("ACME", "2026-11-23 15:00", &[])), ("email", WayReason::NoCard));
    assert_eq!(way(two().no_answer("2026-11-30 10:00")), ("phone", WayReason::CallAgain));
    let abroad = two().card("Tan", |c| {
        c.zone = Some(chrono_tz::America::New_York);
        c.emails.clear();
    });
    assert_eq!(way(abroad), ("phone", WayReason::OfficeClosedNoEmail));
}

#[test]
fn a_thank_you_near_the_quiet_hours_comes_at_the_end_of_the_interview() {
    let late = |start| World::new().interview("ACME", start, &["Tan"]).thank_yous();
    assert!(late("2026-11-26 16:30").contains("reminders Thu 26 Nov 18:00"), "until 17:30 the evening stands");
    assert!(late("2026-11-26 16:31").contains("reminders Thu 26 Nov 18:01"), "later than that, half an hour after");
    assert!(late("2026-11-26 20:10").contains("reminders Thu 26 Nov 21:10"), "21:40 would be quiet, so at its end");
}

#[test]
fn preparing_is_on_the_day_or_the_evening_before() {
    let prepare = |start: &str| {
        let world = World::new().interview("ACME", start, &["Tan"]);
        let step = world.steps().into_iter().find(|s| s.key.kind() == StepKind::Prepare).unwrap();
        world.moment(step.due_at)
    };
    assert_eq!(prepare("2026-11-26 10:00"), "Thu 26 Nov 09:00");
    assert_eq!(prepare("2026-11-26 09:59"), "Wed 25 Nov 18:00");
}

#[test]
fn an_interview_without_cards_asks_for_them_and_still_checks_in() {
    let world = World::new().interview("ACME", "2026-11-23 15:00", &[]);
    let kinds: Vec<_> = world.steps().iter().map(|s| s.key.to_string()).collect();
    assert_eq!(kinds, ["prepare:1", "cards:1", "check_in:1:i1"]);
}

#[test]
fn a_retry_waits_for_a_named_date_that_lies_ahead() {
    let named = World::example_1().named("2026-12-08").thanked("2026-11-23 18:20");
    check("an attempt before the named date", &named.clone().no_answer("2026-11-30 10:00"), "Tue 8 Dec 10:00 phone");
    check("an attempt on the named date", &named.no_answer("2026-12-08 10:00"), "Wed 9 Dec 10:00 phone");
}

#[test]
fn attempts_of_other_kinds_or_to_others_count_for_nothing() {
    let world = World::example_2().touch(1, TouchKind::Other, Outcome::NoAnswer, "2026-11-30 10:00").touch(
        1,
        TouchKind::ThankYou,
        Outcome::NoAnswer,
        "2026-11-30 11:00",
    );
    check("attempts that are no check-in", &world, "Mon 30 Nov 10:00 phone");
}

#[test]
fn an_event_starts_the_count_of_attempts_afresh() {
    let world = World::example_2()
        .no_answer("2026-11-30 10:00")
        .reply(Meaning::Deciding, "2026-11-30 15:00", |_| ())
        .no_answer("2026-12-14 10:00");
    check("one attempt since they answered", &world, "Tue 15 Dec 10:00 phone");
}

#[test]
fn the_next_round_is_arranged_after_a_week() {
    let world = World::example_2().reply(Meaning::NextRound, "2026-11-26", |_| ());
    check("next round", &world, "Thu 3 Dec 10:00 phone");
}

#[test]
fn a_stale_named_date_is_ignored() {
    let moved = World::example_1().named("2026-11-20");
    check("a named date before a moved interview", &moved, "Mon 30 Nov 10:00 email, carries the thanks");
    let promised = World::example_1().promised("2026-11-23");
    check("a promise on the interview's day", &promised, "Mon 30 Nov 10:00 email, carries the thanks");
}

#[test]
fn ends_hold_until_reopened_or_a_later_interview() {
    for meaning in [Meaning::Offer, Meaning::Rejected, Meaning::Accepted, Meaning::Withdrawn] {
        check("an ending reply", &World::example_2().reply(meaning, "2026-11-25", |_| ()), "nothing");
    }
    let closed = World::example_2().closed("2026-11-25", Some(CloseOutcome::LetRest));
    check("closed", &closed, "nothing");
    check("reopened", &closed.clone().closed("2026-11-26", None), "Mon 30 Nov 10:00 phone");
    check("an earlier interview entered late", &closed.further(1, "2026-11-24 10:00", &["Tan"]), "nothing");
}

#[test]
fn a_cancelled_interview_plans_nothing() {
    let world = World::example_1().last(|i| i.cancelled = true);
    assert_eq!(world.steps(), [], "nothing hangs on an interview that was called off");
}

#[test]
fn meeting_again_lapses_the_older_thank_you() {
    let world = World::example_1().further(1, "2026-11-25 10:00", &["Tan"]);
    assert!(
        world.thank_yous().contains("Tan due Mon 23 Nov 16:00, reminders Mon 23 Nov 18:00 / Tue 24 Nov 09:00 / Wed 25 Nov 09:00, lapses Wed 25 Nov 11:00"),
        "{}",
        world.thank_yous()
    );
}

#[test]
fn a_touch_elsewhere_at_the_company_keeps_its_distance() {
    let world = World::example_1().interview("ACME", "2026-11-24 10:00", &["Lim"]).touch(
        2,
        TouchKind::Other,
        Outcome::Sent,
        "2026-11-27 10:00",
    );
    let step = world.steps().into_iter().find(|s| s.key.to_string() == "check_in:1:i1").unwrap();
    assert_eq!(world.moment(step.due_at), "Fri 4 Dec 10:00", "a week after the touch of 27 November");
    assert_eq!(step.reason.moved, Some(Moved::Gap { day: day("2026-11-27") }));
    assert_eq!(step.reason.date, DateReason::AfterInterview { day: day("2026-11-23"), days: 7 });
}

#[test]
fn three_applications_at_one_company_are_spread_in_order() {
    let world = World::example_1().interview("ACME", "2026-11-23 17:00", &["Lim"]).interview(
        "ACME",
        "2026-11-24 17:00",
        &["Ravi"],
    );
    check(
        "three applications",
        &world,
        "#1 Mon 30 Nov 10:00 email, carries the thanks; #2 Mon 7 Dec 10:00 email, carries the thanks; \
         #3 Mon 14 Dec 10:00 email, carries the thanks",
    );
}

#[test]
fn the_tone_grows_patient() {
    let tone = |world: World| world.steps().into_iter().find(|s| s.key.kind() == StepKind::CheckIn).unwrap().tone;
    let one = World::example_2().voicemail("2026-11-30 10:00");
    let two = one.clone().wrote("2026-12-14 10:00");
    let three = two.clone().spoke("2026-12-28 10:00");
    assert_eq!(tone(one), Tone::Calm);
    assert_eq!(tone(two), Tone::Patient);
    assert_eq!(tone(three.clone()), Tone::Rest);
    assert_eq!(tone(three.reply(Meaning::Deciding, "2026-12-29", |_| ())), Tone::Calm, "an answer starts afresh");
}

#[test]
fn the_guard_warns_within_the_gap_unless_a_date_was_named() {
    let warned = |world: &World, now: &str| {
        guard(&world.facts, &world.calendar(), ApplicationId(1), world.at(now)).map(|w| w.good_day.to_string())
    };
    let called = World::example_2().voicemail("2026-11-30 10:00");
    assert_eq!(warned(&called, "2026-12-03"), Some("2026-12-07".to_owned()));
    assert_eq!(warned(&called, "2026-12-07"), None, "a week later the way is free");
    assert_eq!(warned(&World::example_2(), "2026-11-24"), None, "a thank-you is no reason to wait");
    assert_eq!(warned(&World::example_2().no_answer("2026-11-30 10:00"), "2026-12-01"), None, "nobody was reached");
    let named = World::example_1().named("2026-12-05").wrote("2026-12-01 10:00");
    assert_eq!(warned(&named, "2026-12-05"), None, "the date they named is kept");
    assert_eq!(warned(&named, "2026-12-04"), Some("2026-12-08".to_owned()));
}

#[test]
fn stages_follow_the_facts() {
    let at = |world: &World, now: &str| stage(&world.facts, ApplicationId(1), world.at(now));
    assert_eq!(at(&World::example_1(), "2026-11-23 14:00"), Stage::Interviewing);
    assert_eq!(at(&World::example_1(), "2026-11-23 15:30"), Stage::Waiting);
    let cancelled = World::example_1().last(|i| i.cancelled = true);
    assert_eq!(at(&cancelled, "2026-11-24"), Stage::Applied);
    let replied = |meaning| World::example_1().reply(meaning, "2026-11-25", |_| ());
    assert_eq!(at(&replied(Meaning::NextRound), "2026-11-26"), Stage::NextRound);
    assert_eq!(at(&replied(Meaning::Offer), "2026-11-26"), Stage::Offer);
    assert_eq!(at(&replied(Meaning::Rejected), "2026-11-26"), Stage::Closed);
}

#[test]
fn a_call_fits_their_office_hours_and_the_users_quiet_hours() {
    let call = |zone, change: fn(World) -> World| {
        let world = change(World::example_2().card("Tan", |c| c.zone = Some(zone)));
        let step = world.steps().into_iter().find(|s| s.key.kind() == StepKind::CheckIn).unwrap();
        (world.moment(step.due_at), step.channel.code())
    };
    assert_eq!(call(chrono_tz::Asia::Tokyo, |w| w), ("Mon 30 Nov 10:00".into(), "phone"), "11:00 there");
    assert_eq!(call(chrono_tz::Asia::Kolkata, |w| w), ("Mon 30 Nov 11:30".into(), "phone"), "09:00 there");
    // Saturday 5 December was named: the weekday there is not asked.
    let saturday = |w: World| w.named("2026-12-05");
    assert_eq!(call(chrono_tz::Asia::Tokyo, saturday), ("Sat 5 Dec 10:00".into(), "phone"));
    // Working Sundays at home do not open an office abroad.
    let sunday = |w: World| w.set(|s| s.working_days.0 = [false, false, false, false, false, false, true]);
    assert_eq!(call(chrono_tz::Asia::Tokyo, sunday), ("Sun 6 Dec 10:00".into(), "email"));
}

#[test]
fn an_ending_reaches_an_interview_that_was_entered_before_it() {
    let entered = |day: &str| {
        let world = World::example_2().further(1, "2026-12-04 15:00", &["Tan"]);
        let at = world.at(day);
        world.last(|i| i.created_at = at)
    };
    let rejected = |world: World| world.reply(Meaning::Rejected, "2026-12-01", |_| ());
    assert_eq!(rejected(entered("2026-11-25")).steps(), [], "every step ends at once, those to come too");
    assert!(!rejected(entered("2026-12-02")).steps().is_empty(), "one entered afterwards opens the application again");
}

#[test]
fn a_reopening_holds_until_the_next_ending_is_recorded() {
    let reopened = World::example_2().reply(Meaning::Rejected, "2026-12-01", |_| ()).closed("2026-12-02", None);
    check("reopened", &reopened, "Mon 30 Nov 10:00 phone");
    let recorded = reopened.at("2026-12-03");
    let again = reopened.reply(Meaning::Rejected, "2026-12-01", |r| r.created_at = recorded);
    check("rejected again, told a day late", &again, "nothing");
}

#[test]
fn attempts_stay_counted_when_the_lead_changes() {
    let tried = World::example_2().no_answer("2026-11-30 10:00").no_answer("2026-12-01 10:00").led_by("Lim");
    check("two attempts, then another lead", &tried, "Tue 15 Dec 10:00 email");
    let once = World::example_2().no_answer("2026-11-30 10:00").led_by("Lim");
    check("an attempt at somebody else is no retry", &once, "Mon 30 Nov 10:00 phone");
}

#[test]
fn a_check_in_carries_the_thanks_of_an_earlier_interview() {
    let world = World::example_1().further(1, "2026-12-01 15:00", &["Lim"]);
    check("the lead was only at the first", &world, "Tue 8 Dec 10:00 email, carries the thanks");
}

#[test]
fn a_promise_made_before_a_further_interview_still_holds() {
    let world = World::example_2()
        .reply(Meaning::Deciding, "2026-11-25", |r| r.reply_promised_by = Some(day("2026-12-18")))
        .further(1, "2026-12-01 15:00", &["Tan"])
        .thanked("2026-12-01 18:00");
    check("promised by 18 December", &world, "Mon 21 Dec 10:00 phone");
}

#[test]
fn a_moved_interview_is_prepared_for_anew() {
    let prepared = World::example_1().skipped(StepKind::Prepare, "2026-11-23 09:10");
    let kinds = |world: &World| world.steps().iter().map(|s| s.key.kind()).collect::<Vec<_>>();
    assert!(!kinds(&prepared).contains(&StepKind::Prepare), "done is done");
    let start = prepared.at("2026-11-30 15:00");
    let moved = prepared.last(|i| i.start = start);
    assert!(kinds(&moved).contains(&StepKind::Prepare), "another day is another preparation");
}
