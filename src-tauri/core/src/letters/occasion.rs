//! The occasion of a draft: a step, or a letter that no step asks for.

use std::fmt;
use std::str::FromStr;

use crate::domain::codes::{Meaning, Original, Stage, StepKind, TouchKind};
use crate::domain::facts::{Contact, Interview};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan::stage;
use crate::domain::progress::{Progress, progress};
use crate::domain::reason::{DateReason, Moved};
use crate::domain::step::{NotAStep, Step, StepKey};
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;

/// The occasion of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A step of the plan.
    Step(StepKey),
    /// Any other letter to a contact about an application: `other:APPLICATION:CONTACT`.
    Other(ApplicationId, ContactId),
}

impl Occasion {
    /// Reads an occasion from its text.
    ///
    /// # Errors
    /// `NotFound` when the text is neither a step nor `other:APPLICATION:CONTACT`.
    pub fn read(text: &str) -> Result<Occasion> {
        text.parse().map_err(|_| Error::not_found("error-no-step", text))
    }

    /// When two contacts are merged: the same occasion for the other contact. None if it does not name the contact
    /// `from`.
    #[must_use]
    pub fn handed_over(self, from: ContactId, to: ContactId) -> Option<Occasion> {
        match self {
            Occasion::Step(StepKey::ThankYou(interview, person)) if person == from => {
                Some(Occasion::Step(StepKey::ThankYou(interview, to)))
            }
            Occasion::Other(application, person) if person == from => Some(Occasion::Other(application, to)),
            _ => None,
        }
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Occasion::Step(key) => write!(f, "{key}"),
            Occasion::Other(application, contact) => write!(f, "other:{application}:{contact}"),
        }
    }
}

impl FromStr for Occasion {
    type Err = NotAStep;

    fn from_str(text: &str) -> std::result::Result<Self, NotAStep> {
        let number = |part: &str| part.parse::<i64>().ok().filter(|n| *n > 0);
        match text.split(':').collect::<Vec<_>>().as_slice() {
            ["other", application, contact] => number(application)
                .zip(number(contact))
                .map(|(a, c)| Occasion::Other(ApplicationId(a), ContactId(c)))
                .ok_or_else(|| NotAStep(text.to_owned())),
            _ => text.parse().map(Occasion::Step),
        }
    }
}

/// An occasion with the facts it is about.
#[derive(Debug)]
pub struct About<'a> {
    /// The occasion.
    pub occasion: Occasion,
    /// The step, if there is one.
    pub step: Option<&'a Step>,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The recipient; none if the application has no lead.
    pub contact: Option<&'a Contact>,
    /// The interview it looks back on.
    pub interview: Option<&'a Interview>,
    /// How far the application has come.
    pub progress: Progress<'a>,
}

impl<'a> About<'a> {
    /// Looks up the facts for an occasion.
    ///
    /// # Errors
    /// `NotFound` when the step is no longer to be done, or there is no such application or contact; a validation error
    /// for a step that needs no letter.
    pub fn of(snapshot: &'a Snapshot, occasion: Occasion) -> Result<About<'a>> {
        let facts = &*snapshot.facts;
        let (step, application, contact) = match occasion {
            Occasion::Step(key) => {
                let step = snapshot.open_step(key)?;
                if !key.kind().reaches_somebody() {
                    return Err(Error::invalid("step", "error-nothing-to-say"));
                }
                (Some(step), step.application, step.contact)
            }
            Occasion::Other(application, contact) => {
                facts
                    .applications
                    .get(&application)
                    .ok_or_else(|| Error::not_found("error-no-application", application.0))?;
                facts.contacts.get(&contact).ok_or_else(|| Error::not_found("error-no-contact", contact.0))?;
                // If a step asks for this letter anyway, use that step: a thank-you must not go out as a check-in.
                let open = snapshot.open_steps().map(|(step, _)| step).find(|step| {
                    step.application == application
                        && step.contact == Some(contact)
                        && step.key.kind().reaches_somebody()
                        && step.due_at <= snapshot.now
                });
                (open, application, Some(contact))
            }
        };
        let progress = progress(facts, &snapshot.calendar(), application, snapshot.now);
        // Prefer an interview the contact was at, so that nobody is reminded of a conversation with somebody else.
        let met = facts.interviews.values().filter(|i| {
            i.application == application
                && !i.cancelled
                && i.end() <= snapshot.now
                && contact.is_some_and(|person| i.has(person))
        });
        let interview = match step.map(|step| step.key) {
            Some(StepKey::ThankYou(interview, _)) => facts.interviews.get(&interview),
            _ => met.max_by_key(|i| i.start).or(progress.held),
        };
        let contact = contact.and_then(|id| facts.contacts.get(&id));
        Ok(About { occasion, step, application, contact, interview, progress })
    }

    /// The built-in template that fits: chosen by the kind of step and the fact it hangs on. Check-ins use the
    /// templates in turn, so that each has a new angle even if every other one is a call.
    #[must_use]
    pub fn original(&self, snapshot: &Snapshot) -> Original {
        let Some(step) = self.step else {
            let stage = stage(&snapshot.facts, self.application, snapshot.now);
            return match (stage, self.progress.reply.map(|reply| reply.meaning)) {
                (Stage::Closed, Some(Meaning::Rejected)) => Original::RejectionReply,
                (Stage::NextRound, _) => Original::NextRound,
                (Stage::Waiting, _) => self.check_in(),
                _ => Original::Plain,
            };
        };
        if step.key.kind() == StepKind::ThankYou {
            return if self.has_notes() { Original::ThankYou } else { Original::QuickThankYou };
        }
        let today = snapshot.calendar().day(snapshot.now);
        match (&step.reason.date, &step.reason.moved) {
            _ if step.carries_thanks => Original::CheckInWithThanks,
            (DateReason::NextRound { .. }, _) => Original::NextRound,
            (DateReason::AfterPromise { .. }, _) => Original::AfterPromise,
            (_, Some(Moved::Promise { by })) if *by < today => Original::AfterPromise,
            _ => self.check_in(),
        }
    }

    /// The purpose that a touch on this occasion has (docs/rules.md, Facts).
    #[must_use]
    pub fn kind(&self, snapshot: &Snapshot) -> TouchKind {
        match self.step.map(|step| step.key.kind()) {
            Some(StepKind::ThankYou) => TouchKind::ThankYou,
            Some(_) => TouchKind::CheckIn,
            // A letter ahead of the plan is a check-in, too; after the end there is nothing to ask.
            None => match stage(&snapshot.facts, self.application, snapshot.now) {
                Stage::Closed | Stage::Offer => TouchKind::Other,
                _ => TouchKind::CheckIn,
            },
        }
    }

    /// What the user and the contact spoke about.
    #[must_use]
    pub fn spoke_about(&self) -> &str {
        let person = self.interviewer();
        person.and_then(|at| self.interview?.interviewers.get(at)).map_or("", |person| person.spoke_about.as_str())
    }

    /// The contact's position among the interviewers, from 0.
    #[must_use]
    pub fn interviewer(&self) -> Option<usize> {
        let contact = self.contact?.id;
        self.interview?.interviewers.iter().position(|person| person.contact == contact)
    }

    fn has_notes(&self) -> bool {
        let notes = self.interview.map(|i| &i.notes);
        let any = notes.is_some_and(|n| [&n.shared, &n.wished, &n.seeking, &n.strengths].iter().any(|t| !t.is_empty()));
        any || !self.spoke_about().is_empty()
    }

    fn check_in(&self) -> Original {
        match self.progress.check_ins % 3 {
            0 => Original::CheckIn1,
            1 => Original::CheckIn2,
            _ => Original::CheckIn3,
        }
    }
}
