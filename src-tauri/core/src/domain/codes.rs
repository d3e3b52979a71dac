//! The closed sets of the domain. Each member has one stable spelling, which the store and the command line share.

use std::fmt;
use std::str::FromStr;

/// The error for a word that is not a spelling of any member of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The set in plain words ("channel").
    pub set: &'static str,
    /// The word that was given.
    pub given: String,
    /// The words that are allowed, separated by commas.
    pub expected: String,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} {:?}; expected one of {}", self.set, self.given, self.expected)
    }
}

impl std::error::Error for UnknownCode {}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident as $set:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every member, in the order of definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stable spelling.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;

            fn from_str(given: &str) -> Result<Self, UnknownCode> {
                match given {
                    $($code => Ok($name::$variant),)+
                    _ => Err(UnknownCode {
                        set: $set,
                        given: given.to_owned(),
                        expected: [$($code),+].join(", "),
                    }),
                }
            }
        }
    )+};
}

codes! {
    /// The channel of a touch.
    Channel as "channel" {
        /// A written message.
        Email = "email",
        /// A call.
        Phone = "phone",
        /// Anything else (a letter, a chat, a visit); counts as written.
        Other = "other",
    }
    /// The purpose of a touch.
    TouchKind as "kind" {
        /// Thanks after an interview.
        ThankYou = "thank_you",
        /// Asking how things stand.
        CheckIn = "check_in",
        /// Anything else.
        Other = "other",
    }
    /// The result of a touch.
    Outcome as "outcome" {
        /// A message went out.
        Sent = "sent",
        /// They talked, on the phone or in person.
        Spoke = "spoke",
        /// A message was left on the machine.
        Voicemail = "voicemail",
        /// Nobody picked up: an attempt, not a counted touch.
        NoAnswer = "no_answer",
    }
    /// The buttons of a notification.
    NoticeButton as "button" {
        /// The step was done in the planned way.
        Done = "done",
        /// They talked on the phone.
        Spoke = "spoke",
        /// Nobody picked up the phone.
        NoAnswer = "no_answer",
        /// Remind again later.
        Snooze = "snooze",
        /// Open the page of the step.
        Open = "open",
    }
    /// What a reply of the company means.
    Meaning as "meaning" {
        /// They are still deciding.
        Deciding = "deciding",
        /// They want to meet again.
        NextRound = "next_round",
        /// They offer the role.
        Offer = "offer",
        /// They said no.
        Rejected = "rejected",
        /// The user accepted.
        Accepted = "accepted",
        /// The user or the company withdrew.
        Withdrawn = "withdrawn",
    }
    /// Why an application was closed by hand.
    CloseOutcome as "outcome" {
        /// There is an offer.
        Offer = "offer",
        /// They said no.
        Rejected = "rejected",
        /// The user accepted.
        Accepted = "accepted",
        /// The user withdrew.
        Withdrawn = "withdrawn",
        /// Nobody said anything; the user lets it rest.
        LetRest = "let_rest",
    }
    /// The one channel a contact asked for.
    Only as "only" {
        /// "Please write."
        Email = "email",
        /// "Please call."
        Phone = "phone",
    }
    /// The kinds of steps.
    StepKind as "step kind" {
        /// Before an interview: ask for cards and a date.
        Prepare = "prepare",
        /// After an interview without cards: whose did you get?
        Cards = "cards",
        /// Thank one interviewer.
        ThankYou = "thank_you",
        /// Ask the lead how things stand.
        CheckIn = "check_in",
    }
    /// How patient the advice is (docs/rules.md, Tone).
    Tone as "tone" {
        /// No unanswered check-in, or one.
        Calm = "calm",
        /// Two unanswered check-ins.
        Patient = "patient",
        /// Three or more unanswered check-ins: write to another contact, or let it rest.
        Rest = "rest",
    }
    /// Where a step stands at the present moment.
    State as "state" {
        /// The day it was due has passed.
        Overdue = "overdue",
        /// Its time has come.
        Due = "due",
        /// Its time is ahead.
        Upcoming = "upcoming",
        /// It can no longer be done in time.
        Lapsed = "lapsed",
    }
    /// Where an application stands; derived, never stored.
    Stage as "stage" {
        /// No interview yet.
        Applied = "applied",
        /// An interview is coming.
        Interviewing = "interviewing",
        /// Interviewed, no ending yet.
        Waiting = "waiting",
        /// They want to meet again; no date yet.
        NextRound = "next_round",
        /// An offer is on the table.
        Offer = "offer",
        /// Ended.
        Closed = "closed",
    }
    /// The templates that come with the app.
    Original as "template" {
        /// Thanks that sum up what was said in the interview.
        ThankYou = "thank_you",
        /// Thanks in three sentences.
        QuickThankYou = "quick_thank_you",
        /// A check-in about what the company looks for.
        CheckIn1 = "check_in_1",
        /// A check-in that adds what the user wishes they had said.
        CheckIn2 = "check_in_2",
        /// A check-in that makes it easy to answer, or to say no.
        CheckIn3 = "check_in_3",
        /// A check-in that also says the thanks that were missed.
        CheckInWithThanks = "check_in_with_thanks",
        /// An answer to an invitation to a next round.
        NextRound = "next_round",
        /// A check-in after the day by which they had promised an answer.
        AfterPromise = "after_promise",
        /// An answer to a rejection.
        RejectionReply = "rejection_reply",
        /// Only a salutation and a name, for everything else.
        Plain = "plain",
        /// What to say on the phone.
        Call = "call",
    }
    /// The languages letters are written in.
    Language as "language" {
        /// English.
        English = "en",
        /// German.
        German = "de",
    }
    /// The colours of the window.
    Appearance as "appearance" {
        /// Those of the desktop.
        System = "system",
        /// Light ("paper").
        Light = "light",
        /// Dark ("ink").
        Dark = "dark",
    }
    /// A field of a card.
    CardField as "field of a card" {
        /// The name.
        Name = "name",
        /// How to address them.
        AddressAs = "address_as",
        /// Job title.
        Title = "title",
        /// Company.
        Company = "company",
        /// E-mail addresses.
        Emails = "emails",
        /// Phone numbers.
        Phones = "phones",
        /// Postal address.
        Address = "address",
        /// Website.
        Website = "website",
        /// Time zone.
        Zone = "zone",
        /// The only channel they asked for.
        Only = "only",
        /// Language of letters.
        Language = "language",
        /// Anything else.
        Note = "note",
    }
    /// What a column of an imported table holds.
    Column as "column" {
        /// Nothing the app can use.
        LeftOut = "left_out",
        /// A person's whole name.
        Name = "name",
        /// A title before the name, such as "Dr".
        Prefix = "prefix",
        /// The given name.
        Given = "given",
        /// Further given names.
        Middle = "middle",
        /// The family name.
        Family = "family",
        /// An addition after the name, such as "Jr".
        Suffix = "suffix",
        /// How to address them.
        AddressAs = "address_as",
        /// Job title.
        Title = "title",
        /// Company.
        Company = "company",
        /// E-mail addresses.
        Email = "email",
        /// Phone numbers.
        Phone = "phone",
        /// A whole postal address.
        Address = "address",
        /// Street and house number.
        Street = "street",
        /// Town.
        Town = "town",
        /// State or province.
        Region = "region",
        /// Postal code.
        PostalCode = "postal_code",
        /// Country.
        Country = "country",
        /// Website.
        Website = "website",
        /// Time zone.
        Zone = "zone",
        /// The only channel they asked for.
        Only = "only",
        /// Language of letters.
        Language = "language",
        /// Anything else.
        Note = "note",
        /// The role applied for; it makes the row an application.
        Role = "role",
        /// The date of the application.
        AppliedOn = "applied_on",
        /// A link to the job's description.
        JobLink = "job_link",
    }
    /// The program that wrote a table.
    Dialect as "dialect" {
        /// Afterword.
        Afterword = "afterword",
        /// Google Contacts until 2024.
        GoogleOld = "google_old",
        /// Google Contacts.
        Google = "google",
        /// Outlook.
        Outlook = "outlook",
        /// Thunderbird.
        Thunderbird = "thunderbird",
        /// LinkedIn's list of connections.
        LinkedInConnections = "linkedin_connections",
        /// LinkedIn's list of job applications.
        LinkedInJobs = "linkedin_jobs",
        /// Any other program.
        Other = "other",
    }
    /// When two cards are merged, whose version of a field is kept.
    Side as "side" {
        /// That of the person who is kept.
        Keep = "keep",
        /// That of the other person.
        Other = "other",
        /// Both, one after the other.
        Both = "both",
    }
    /// In an import, what happens to all people who look like somebody already here.
    Alike as "choice" {
        /// Each is added as a new person.
        Add = "add",
        /// Each one's data is added to the card it is most like.
        Fill = "fill",
        /// They are left out.
        LeaveOut = "leave_out",
    }
    /// What an export holds.
    What as "what" {
        /// People, with everything about them and each application.
        Contacts = "contacts",
        /// The activity report: what the user did to find work.
        Activity = "activity",
        /// The plan: the steps to be done.
        Plan = "plan",
        /// Every record.
        Everything = "everything",
    }
    /// The format of a file.
    ExportFormat as "format" {
        /// Comma-separated values.
        Csv = "csv",
        /// A spreadsheet.
        Xlsx = "xlsx",
        /// vCard 3.0.
        Vcard = "vcard",
        /// vCard 4.0.
        Vcard4 = "vcard4",
        /// A page to print.
        Html = "html",
        /// A calendar.
        Ics = "ics",
        /// Everything as JSON, which the app can read again.
        Json = "json",
    }
}

impl What {
    /// The formats it can be exported in, the usual one first.
    #[must_use]
    pub fn formats(self) -> &'static [ExportFormat] {
        match self {
            What::Contacts => {
                &[ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Html, ExportFormat::Vcard, ExportFormat::Vcard4]
            }
            What::Activity => &[ExportFormat::Html, ExportFormat::Xlsx, ExportFormat::Csv],
            What::Plan => &[ExportFormat::Ics],
            What::Everything => &[ExportFormat::Json],
        }
    }
}

impl ExportFormat {
    /// The usual extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Html => "html",
            ExportFormat::Vcard | ExportFormat::Vcard4 => "vcf",
            ExportFormat::Ics => "ics",
            ExportFormat::Json => "json",
        }
    }
}

impl Outcome {
    /// Whether the touch counts. An unanswered call is only an attempt; everything else counts.
    #[must_use]
    pub fn counts(self) -> bool {
        self != Outcome::NoAnswer
    }

    /// The outcome on a channel when the user only says "done" (command line).
    #[must_use]
    pub fn usual(channel: Channel) -> Outcome {
        match channel {
            Channel::Phone => Outcome::Spoke,
            Channel::Email | Channel::Other => Outcome::Sent,
        }
    }
}

impl StepKind {
    /// Whether the step means to reach somebody: to write to them or to call them.
    #[must_use]
    pub fn reaches_somebody(self) -> bool {
        matches!(self, StepKind::ThankYou | StepKind::CheckIn)
    }
}

impl Meaning {
    /// Whether a reply ends the application (docs/rules.md, End).
    #[must_use]
    pub fn ends(self) -> bool {
        !matches!(self, Meaning::Deciding | Meaning::NextRound)
    }
}
