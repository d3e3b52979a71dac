//! The keys of the table `unfinished`, which holds forms and drafts that were left before they were saved.

use std::fmt;
use std::str::FromStr;

use super::interview::InterviewForm;
use crate::domain::ids::{ApplicationId, InterviewId};
use crate::letters::occasion::Occasion;

/// What a saved form is about. The table holds at most one form for each key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedFormKey {
    /// A new interview: `interview`.
    NewInterview,
    /// A further interview of an application: `application:ID`.
    FurtherInterview(ApplicationId),
    /// An interview that is edited: `interview:ID`.
    Interview(InterviewId),
    /// A letter: `draft|OCCASION|TEMPLATE`.
    Draft {
        /// What the letter is for.
        occasion: Occasion,
        /// The name of the template it was made with.
        template: String,
    },
    /// What was noted during a call: `call|OCCASION`.
    Call(Occasion),
}

impl SavedFormKey {
    /// The key for an interview form.
    #[must_use]
    pub fn of(form: &InterviewForm) -> SavedFormKey {
        match (form.interview, form.application) {
            (Some(id), _) => SavedFormKey::Interview(InterviewId(id)),
            (None, Some(id)) => SavedFormKey::FurtherInterview(ApplicationId(id)),
            (None, None) => SavedFormKey::NewInterview,
        }
    }

    /// The occasion of a letter or a call; `None` for an interview form.
    #[must_use]
    pub fn occasion(&self) -> Option<Occasion> {
        match self {
            SavedFormKey::Draft { occasion, .. } | SavedFormKey::Call(occasion) => Some(*occasion),
            _ => None,
        }
    }

    /// The same key with another occasion. The key of an interview form stays as it is.
    #[must_use]
    pub fn on(self, occasion: Occasion) -> SavedFormKey {
        match self {
            SavedFormKey::Draft { template, .. } => SavedFormKey::Draft { occasion, template },
            SavedFormKey::Call(_) => SavedFormKey::Call(occasion),
            other => other,
        }
    }
}

impl fmt::Display for SavedFormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SavedFormKey::NewInterview => write!(f, "interview"),
            SavedFormKey::FurtherInterview(id) => write!(f, "application:{id}"),
            SavedFormKey::Interview(id) => write!(f, "interview:{id}"),
            SavedFormKey::Draft { occasion, template } => write!(f, "draft|{occasion}|{template}"),
            SavedFormKey::Call(occasion) => write!(f, "call|{occasion}"),
        }
    }
}

/// A text that this version cannot read as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotASavedForm(pub String);

impl FromStr for SavedFormKey {
    type Err = NotASavedForm;

    fn from_str(text: &str) -> Result<Self, NotASavedForm> {
        let unknown = || NotASavedForm(text.to_owned());
        let occasion = |part: &str| part.parse::<Occasion>().map_err(|_| unknown());
        let id = |part: &str| part.parse::<i64>().map_err(|_| unknown());
        match text.splitn(3, '|').collect::<Vec<_>>().as_slice() {
            ["draft", of, template] => {
                Ok(SavedFormKey::Draft { occasion: occasion(of)?, template: (*template).to_owned() })
            }
            ["call", of] => Ok(SavedFormKey::Call(occasion(of)?)),
            ["interview"] => Ok(SavedFormKey::NewInterview),
            [one] => match one.split_once(':') {
                Some(("interview", of)) => Ok(SavedFormKey::Interview(InterviewId(id(of)?))),
                Some(("application", of)) => Ok(SavedFormKey::FurtherInterview(ApplicationId(id(of)?))),
                _ => Err(unknown()),
            },
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_it_was_written() {
        let texts = [
            "interview",
            "interview:7",
            "application:3",
            "draft|thank_you:1:2|thank_you",
            "draft|other:4:5|My own | two bars",
            "call|check_in:1:i1",
        ];
        for text in texts {
            let key: SavedFormKey = text.parse().unwrap();
            assert_eq!(key.to_string(), text, "the table keeps keys as text");
        }
    }

    #[test]
    fn a_text_that_is_not_a_key_is_refused() {
        for text in ["", "interview:x", "draft", "draft|thank_you:1:2", "call|nothing", "letter:1"] {
            assert_eq!(text.parse::<SavedFormKey>(), Err(NotASavedForm(text.to_owned())));
        }
    }
}
