//! What a record means for what is here: somebody new, somebody known, or somebody who looks like one. Two people who share
//! an address stay two; who is the same is for the user to say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use calcard::vcard::VCard;
use rusqlite::Connection;

use crate::domain::card_field::digits;
use crate::domain::codes::CardField;
use crate::domain::facts::{Application, Card, company_key};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::error::Result;
use crate::exchange::{Incoming, IncomingApplication, Record, vcard};
use crate::snapshot::Snapshot;
use crate::store;

/// What a record means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Somebody new.
    New,
    /// Nothing that is not here.
    Unchanged(Option<ContactId>),
    /// The same card as earlier in the file.
    Twice,
    /// Somebody who is here, and of whom the file says something new.
    Update {
        /// Who.
        contact: ContactId,
        /// What is taken from the file.
        fields: Vec<CardField>,
        /// What the file says differently too, and the user has changed here since: it stays.
        own: Vec<CardField>,
    },
    /// Somebody who looks like these.
    Alike(Vec<(ContactId, Likeness)>),
    /// An application that is not here.
    NewApplication,
    /// An application that is here, and of which the file says more.
    FurtherApplication {
        /// Which.
        application: ApplicationId,
    },
    /// What cannot be read; the message that says why.
    Unreadable(&'static str),
}

/// In what two cards are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The name, in whatever order its parts stand.
    pub name: bool,
    /// An e-mail address.
    pub email: bool,
    /// A phone number.
    pub phone: bool,
}

impl Likeness {
    /// Whether it is hardly chance: the name, and a way to reach them.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self.name && (self.email || self.phone)
    }
}

/// What is here, by what it may be known by.
struct Known<'a> {
    c: &'a Connection,
    snapshot: &'a Snapshot,
    by_uid: HashMap<String, ContactId>,
    sources: BTreeMap<ContactId, String>,
    index: Index,
    roles: BTreeMap<(String, String), ApplicationId>,
}

/// What each record of a file means.
///
/// # Errors
/// The database's own.
pub fn fates(c: &Connection, snapshot: &Snapshot, records: &[Record]) -> Result<Vec<Fate>> {
    let known = Known::load(c, snapshot)?;
    let by_source = known.sources.iter().map(|(contact, source)| (source.as_str(), *contact)).collect();
    let mut seen_cards = HashSet::new();
    let mut seen_uids = HashSet::new();
    let mut seen_roles = BTreeSet::new();
    let mut fates = Vec::with_capacity(records.len());
    for record in records {
        fates.push(match record {
            Record::Unreadable(unreadable) => Fate::Unreadable(unreadable.why),
            Record::Card(card) if !seen_cards.insert((&card.uid, &card.kept)) => Fate::Twice,
            // The second of two cards that claim one UID is somebody without any.
            Record::Card(card) => {
                let uid = card.uid.as_deref().filter(|uid| seen_uids.insert(*uid));
                known.fate(card, uid, &by_source)?
            }
            Record::Application(application) if !seen_roles.insert(role_key(application)) => Fate::Twice,
            Record::Application(application) => known.fate_of_application(application),
        });
    }
    Ok(fates)
}

/// The people who look like a card, by whatever of it.
#[must_use]
pub fn likenesses(snapshot: &Snapshot) -> Vec<(ContactId, ContactId, Likeness)> {
    let index = Index::of(snapshot);
    let mut pairs = Vec::new();
    for contact in snapshot.facts.contacts.values() {
        let alike = index.alike(&contact.card).into_iter().filter(|(other, _)| *other > contact.id);
        pairs.extend(alike.map(|(other, likeness)| (contact.id, other, likeness)));
    }
    pairs
}

/// A name that does not depend on case, accents, punctuation and the order of its parts.
fn name_key(name: &str) -> String {
    let folded = store::contacts::fold(name);
    let mut parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable();
    parts.join(" ")
}

/// The end of a number, which does not depend on how the country is dialled; none where it is too short to tell anybody.
fn phone_key(phone: &str) -> Option<String> {
    let digits = digits(phone);
    let start = digits.len().checked_sub(6)?;
    let start = start.saturating_sub(2);
    digits.get(start..).map(str::to_owned)
}

fn role_key(application: &IncomingApplication) -> (String, String) {
    (company_key(&application.company), company_key(&application.role))
}

impl<'a> Known<'a> {
    fn load(c: &'a Connection, snapshot: &'a Snapshot) -> Result<Known<'a>> {
        let facts = &snapshot.facts;
        let role = |a: &Application| (company_key(facts.company_name(a.id)), company_key(&a.role));
        Ok(Known {
            c,
            snapshot,
            by_uid: store::contacts::uids(c)?.into_iter().map(|(contact, uid)| (uid, contact)).collect(),
            sources: store::card_sources::all(c)?,
            index: Index::of(snapshot),
            roles: facts.applications.values().map(|a| (role(a), a.id)).collect(),
        })
    }

    fn fate(&self, card: &Incoming, uid: Option<&str>, by_source: &HashMap<&str, ContactId>) -> Result<Fate> {
        let by_uid = uid.and_then(|uid| self.by_uid.get(uid)).copied();
        if let Some(contact) = by_uid {
            return self.fate_of_known(contact, card);
        }
        // A card without a name of its own is known by every word of it, as it came before or as it stands here.
        if let Some(contact) = by_source.get(card.kept.as_str()).filter(|_| uid.is_none()) {
            return Ok(Fate::Unchanged(Some(*contact)));
        }
        let alike = self.index.alike(&card.card);
        let adds_nothing = |contact: ContactId| {
            self.snapshot.facts.contacts.get(&contact).is_some_and(|known| {
                let mut filled = known.card.clone();
                filled.fill_from(&card.card);
                filled == known.card && card.photo.is_none()
            })
        };
        match alike.first() {
            None => Ok(Fate::New),
            Some((contact, likeness)) if likeness.is_strong() && adds_nothing(*contact) => {
                Ok(Fate::Unchanged(Some(*contact)))
            }
            Some(_) => Ok(Fate::Alike(alike)),
        }
    }

    /// What a file says of somebody who is here: what changed in the file since it was read last is taken, unless the user
    /// changed the same here. Of somebody who never came from a file, whatever it says is taken.
    fn fate_of_known(&self, contact: ContactId, incoming: &Incoming) -> Result<Fate> {
        let source = self.sources.get(&contact);
        let photo = |c| store::photos::of(c, contact);
        let new_photo = match &incoming.photo {
            Some(fresh) => photo(self.c)?.as_deref() != Some(fresh.base64().as_str()),
            None => false,
        };
        if source == Some(&incoming.kept) && !new_photo {
            return Ok(Fate::Unchanged(Some(contact)));
        }
        let Some(known) = self.snapshot.facts.contacts.get(&contact) else { return Ok(Fate::New) };
        let kept = source.and_then(|text| vcard::kept(text));
        let before = kept.as_ref().map(vcard::said);
        let (mut fields, mut own) = (Vec::new(), Vec::new());
        for field in CardField::ALL.iter().copied().filter(|field| !known.card.agrees(&incoming.card, *field)) {
            match &before {
                Some(before) if before.agrees(&incoming.card, field) => {}
                Some(before) if !before.agrees(&known.card, field) => own.push(field),
                None if incoming.card.text_of(field).is_empty() => {}
                _ => fields.push(field),
            }
        }
        let besides = |kept: Option<&VCard>| kept.map(vcard::besides).unwrap_or_default();
        let more = besides(vcard::kept(&incoming.kept).as_ref()) != besides(kept.as_ref());
        if fields.is_empty() && own.is_empty() && !more && !new_photo {
            return Ok(Fate::Unchanged(Some(contact)));
        }
        Ok(Fate::Update { contact, fields, own })
    }

    fn fate_of_application(&self, incoming: &IncomingApplication) -> Fate {
        let found = self.roles.get(&role_key(incoming)).and_then(|id| self.snapshot.facts.applications.get(id));
        match found {
            None => Fate::NewApplication,
            Some(known) => {
                let says_when = known.applied_on.is_none() && incoming.applied_on.is_some();
                let says_where = known.link.is_empty() && !incoming.link.is_empty();
                match says_when || says_where {
                    true => Fate::FurtherApplication { application: known.id },
                    false => Fate::Unchanged(None),
                }
            }
        }
    }
}

/// How many people alike are looked at: a switchboard's number is that of thousands.
const MANY_ALIKE: usize = 25;

/// Everybody by name, address and number.
#[derive(Default)]
struct Index {
    by_name: HashMap<String, Vec<ContactId>>,
    by_email: HashMap<String, Vec<ContactId>>,
    by_phone: HashMap<String, Vec<ContactId>>,
}

impl Index {
    fn of(snapshot: &Snapshot) -> Index {
        let mut index = Index::default();
        for contact in snapshot.facts.contacts.values() {
            let card = &contact.card;
            index.by_name.entry(name_key(&card.name)).or_default().push(contact.id);
            for email in &card.emails {
                index.by_email.entry(email.to_lowercase()).or_default().push(contact.id);
            }
            for phone in card.phones.iter().filter_map(|phone| phone_key(phone)) {
                index.by_phone.entry(phone).or_default().push(contact.id);
            }
        }
        index
    }

    /// Who is alike, and in what; the likest first.
    fn alike(&self, card: &Card) -> Vec<(ContactId, Likeness)> {
        let mut found: BTreeMap<ContactId, Likeness> = BTreeMap::new();
        let name = name_key(&card.name);
        for id in self.by_name.get(&name).filter(|_| !name.is_empty()).into_iter().flatten().take(MANY_ALIKE) {
            found.entry(*id).or_default().name = true;
        }
        for id in card
            .emails
            .iter()
            .filter_map(|e| self.by_email.get(&e.to_lowercase()))
            .flat_map(|people| people.iter().take(MANY_ALIKE))
        {
            found.entry(*id).or_default().email = true;
        }
        let phones = card.phones.iter().filter_map(|phone| phone_key(phone));
        for id in phones.filter_map(|phone| self.by_phone.get(&phone)).flat_map(|people| people.iter().take(MANY_ALIKE))
        {
            found.entry(*id).or_default().phone = true;
        }
        let mut found: Vec<_> = found.into_iter().take(MANY_ALIKE).collect();
        found.sort_by_key(|(id, likeness)| (!likeness.is_strong(), !likeness.name, *id));
        found
    }
}
