//! The text of notifications and of the tray. It only points to a record and never shows its contents.

use super::steps::Teller;
use crate::domain::codes::{Channel, NoticeButton, StepKind};
use crate::domain::step::Step;
use crate::error::Arg;

/// The text and buttons of a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// The title, one line.
    pub summary: String,
    /// The why-line, or the list of a digest.
    pub body: String,
    /// Id and label of each button, in order.
    pub buttons: Vec<(NoticeButton, String)>,
    /// A sentence to show instead of the buttons if the notification server has none.
    pub without_buttons: String,
}

/// How many steps a digest names before it says "and more".
const NAMED: usize = 6;

impl Teller<'_> {
    /// The reminder of one step. `planned` is when it was planned for; it is mentioned if that was more than ten
    /// minutes ago.
    #[must_use]
    pub fn notice(&self, step: &Step, planned: chrono::DateTime<chrono::Utc>) -> NoticeText {
        let words = self.words;
        let (summary, mut body) = if self.is_private() {
            (self.private_title(step), words.plain("notice-private-body"))
        } else {
            let args = [("title", self.title(step).into()), ("place", self.place(step.application).into())];
            (words.say("notice-summary", &args), self.why(step))
        };
        if self.now - planned > chrono::Duration::minutes(10) {
            let when = words.when(planned, self.now, &self.calendar);
            body = format!("{body}\n{}", words.say("notice-late", &[("when", when.into())]));
        }
        let ids: &[(NoticeButton, &str)] = match (step.key.kind(), step.channel) {
            (StepKind::Prepare, _) => &[
                (NoticeButton::Done, "button-done"),
                (NoticeButton::Snooze, "button-snooze"),
                (NoticeButton::Open, "button-open"),
            ],
            (StepKind::Cards, _) => {
                &[(NoticeButton::Open, "button-enter-cards"), (NoticeButton::Snooze, "button-snooze")]
            }
            (_, Channel::Phone) => &[
                (NoticeButton::Spoke, "button-spoke"),
                (NoticeButton::NoAnswer, "button-no-answer"),
                (NoticeButton::Snooze, "button-snooze"),
            ],
            _ => &[
                (NoticeButton::Done, "button-done"),
                (NoticeButton::Snooze, "button-snooze"),
                (NoticeButton::Open, "button-open"),
            ],
        };
        NoticeText {
            summary,
            body,
            buttons: ids.iter().map(|(id, label)| (*id, words.plain(label))).collect(),
            without_buttons: words.plain("notice-without-buttons"),
        }
    }

    /// Several reminders in one, with the times they were planned for.
    #[must_use]
    pub fn digest(&self, steps: &[(Step, chrono::DateTime<chrono::Utc>)]) -> NoticeText {
        let words = self.words;
        let mut lines: Vec<String> = steps
            .iter()
            .take(NAMED)
            .map(|(step, planned)| {
                let when = ("when", words.when(*planned, self.now, &self.calendar).into());
                if self.is_private() {
                    return words.say("digest-line-private", &[("title", self.private_title(step).into()), when]);
                }
                let company = self.facts.company_name(step.application).into();
                words.say("digest-line", &[("title", self.title(step).into()), ("company", company), when])
            })
            .collect();
        if steps.len() > NAMED {
            lines.push(words.say("digest-more", &[("count", Arg::from(steps.len() - NAMED))]));
        }
        NoticeText {
            summary: words.say("digest-summary", &[("count", Arg::from(steps.len()))]),
            body: lines.join("\n"),
            buttons: vec![
                (NoticeButton::Open, words.plain("button-open")),
                (NoticeButton::Snooze, words.plain("button-snooze-all")),
            ],
            without_buttons: words.plain("notice-without-buttons"),
        }
    }

    /// Whether notifications leave out names and companies, because somebody may look over the user's shoulder.
    fn is_private(&self) -> bool {
        self.calendar.settings.private_notifications
    }

    /// The title without names and companies.
    fn private_title(&self, step: &Step) -> String {
        self.words.plain(match (step.key.kind(), step.channel) {
            (StepKind::Prepare, _) => "private-prepare",
            (StepKind::Cards, _) => "private-cards",
            (StepKind::ThankYou, _) => "private-thank",
            (StepKind::CheckIn, Channel::Phone) => "private-call",
            (StepKind::CheckIn, _) => "private-write",
        })
    }
}
