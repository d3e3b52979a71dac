//! The closed sets of the domain. Each has one stable spelling, which the store and the command line share.

use std::fmt;
use std::str::FromStr;

/// A word that belongs to none of a closed set's spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The set that was asked, in plain words ("channel").
    pub set: &'static str,
    /// What was given.
    pub given: String,
    /// What would have been understood, separated by commas.
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
            /// Every member, in the order of its definition.
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
    /// The way a touch goes.
    Channel as "channel" {
        /// A written message.
        Email = "email",
        /// A call.
        Phone = "phone",
        /// Anything else (a letter, a chat, a visit); counts as written.
        Other = "other",
    }
    /// What a touch was for.
    TouchKind as "kind" {
        /// Thanks after an interview.
        ThankYou = "thank_you",
        /// Asking how things stand.
        CheckIn = "check_in",
        /// Anything else.
        Other = "other",
    }
    /// What came of a touch.
    Outcome as "outcome" {
        /// A message went out.
        Sent = "sent",
        /// They talked.
        Spoke = "spoke",
        /// A message was left on the machine.
        Voicemail = "voicemail",
        /// Nobody picked up: an attempt, not a counted touch.
        NoAnswer = "no_answer",
    }
    /// A button of a notification.
    NoticeButton as "button" {
        /// The step was done, in the way that was planned.
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
    /// The only channel a contact asked for.
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
        /// Nought or one unanswered check-in.
        Calm = "calm",
        /// Two unanswered check-ins.
        Patient = "patient",
        /// Three or more: another contact, or rest.
        Rest = "rest",
    }
    /// Where a step stands at a moment.
    State as "state" {
        /// Its day has passed.
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
        /// Thanks that sum up what was said.
        ThankYou = "thank_you",
        /// Thanks in three sentences.
        QuickThankYou = "quick_thank_you",
        /// A check-in about what they look for.
        CheckIn1 = "check_in_1",
        /// A check-in that adds what was not said.
        CheckIn2 = "check_in_2",
        /// A check-in that makes it easy to answer, or to say no.
        CheckIn3 = "check_in_3",
        /// A check-in that carries the thanks that were never said.
        CheckInWithThanks = "check_in_with_thanks",
        /// They want to meet again.
        NextRound = "next_round",
        /// The day they had promised an answer for has passed.
        AfterPromise = "after_promise",
        /// They said no.
        RejectionReply = "rejection_reply",
        /// A salutation and a name, for everything else.
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
    /// How the window looks.
    Appearance as "appearance" {
        /// As the desktop does.
        System = "system",
        /// Paper.
        Light = "light",
        /// Ink.
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
    /// What a column of an imported table means.
    Column as "column" {
        /// Nothing that is wanted.
        LeftOut = "left_out",
        /// A person's whole name.
        Name = "name",
        /// What stands before a name.
        Prefix = "prefix",
        /// The given name.
        Given = "given",
        /// Further given names.
        Middle = "middle",
        /// The family's name.
        Family = "family",
        /// What stands behind a name.
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
        /// Street and house.
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
        /// The role that was applied for; makes the row an application.
        Role = "role",
        /// When it was applied for.
        AppliedOn = "applied_on",
        /// Where the job is described.
        JobLink = "job_link",
    }
    /// Who wrote a table.
    Dialect as "dialect" {
        /// This app.
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
        /// Anybody else.
        Other = "other",
    }
    /// Whose field stays where two cards become one.
    Side as "side" {
        /// That of the person who stays.
        Keep = "keep",
        /// That of the one who goes.
        Other = "other",
        /// What either says.
        Both = "both",
    }
    /// What is done with all who may be people who are here.
    Alike as "choice" {
        /// Each is somebody new.
        Add = "add",
        /// Each adds to the card it is most like.
        Fill = "fill",
        /// They are left.
        LeaveOut = "leave_out",
    }
    /// What is written to a file.
    What as "what" {
        /// People, with what there is between them and each application.
        Contacts = "contacts",
        /// What was done to find work.
        Activity = "activity",
        /// What is to be done.
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
        /// Cards of version 3.0.
        Vcard = "vcard",
        /// Cards of version 4.0.
        Vcard4 = "vcard4",
        /// A page to print.
        Html = "html",
        /// A calendar.
        Ics = "ics",
        /// All of it, to be read by this app again.
        Json = "json",
    }
}

impl What {
    /// The formats it can be written in, the usual one first.
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
    /// The usual ending of its files.
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
    /// An unanswered call is an attempt; everything else is a touch that counts.
    #[must_use]
    pub fn counts(self) -> bool {
        self != Outcome::NoAnswer
    }

    /// What "done" means on a channel when nobody says more (command line, `done`).
    #[must_use]
    pub fn usual(channel: Channel) -> Outcome {
        match channel {
            Channel::Phone => Outcome::Spoke,
            Channel::Email | Channel::Other => Outcome::Sent,
        }
    }
}

impl StepKind {
    /// Whether somebody is reached by it: written to or called.
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
