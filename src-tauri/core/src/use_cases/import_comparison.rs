//! Compares the entries of a file with the records: is each a new person, a person who is already here, or one who
//! looks like somebody here? People who share an address are still two people; only the user decides that they are one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use calcard::vcard::VCard;
use rusqlite::Connection;

use crate::domain::codes::CardField;
use crate::domain::duplicates::Index;
use crate::domain::facts::{Application, company_key};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::import::ImportOutcome;
use crate::error::Result;
use crate::exchange::record::{Incoming, IncomingApplication, Record};
use crate::exchange::vcard;
use crate::snapshot::Snapshot;
use crate::store;
use crate::store::attachments::Attachment;

/// The people and applications that are here, with the indexes by which an entry finds them.
struct Known<'a> {
    c: &'a Connection,
    snapshot: &'a Snapshot,
    by_uid: HashMap<String, ContactId>,
    sources: BTreeMap<ContactId, String>,
    index: Index<'a>,
    roles: BTreeMap<(String, String), ApplicationId>,
}

/// What each record of a file turns out to be, in the order of the records.
///
/// # Errors
/// The database's own.
pub fn outcomes(c: &Connection, snapshot: &Snapshot, records: &[Record]) -> Result<Vec<ImportOutcome>> {
    let known = Known::load(c, snapshot)?;
    let by_source = known.sources.iter().map(|(contact, source)| (source.as_str(), *contact)).collect();
    let mut seen_cards = HashSet::new();
    let mut seen_uids = HashSet::new();
    let mut seen_roles = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(records.len());
    for record in records {
        outcomes.push(match record {
            Record::Unreadable(unreadable) => ImportOutcome::Unreadable(unreadable.why),
            Record::Card(card) if !seen_cards.insert((&card.uid, &card.kept)) => ImportOutcome::Twice,
            // If two cards have the same UID, the second is treated as a card without one.
            Record::Card(card) => {
                let uid = card.uid.as_deref().filter(|uid| seen_uids.insert(*uid));
                known.outcome(card, uid, &by_source)?
            }
            Record::Application(application) if !seen_roles.insert(role_key(application)) => ImportOutcome::Twice,
            Record::Application(application) => known.outcome_of_application(application),
        });
    }
    Ok(outcomes)
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
            sources: Attachment::Source.all(c)?,
            index: Index::of(facts),
            roles: facts.applications.values().map(|a| (role(a), a.id)).collect(),
        })
    }

    fn outcome(
        &self,
        card: &Incoming,
        uid: Option<&str>,
        by_source: &HashMap<&str, ContactId>,
    ) -> Result<ImportOutcome> {
        let by_uid = uid.and_then(|uid| self.by_uid.get(uid)).copied();
        if let Some(contact) = by_uid {
            return self.outcome_of_known(contact, card);
        }
        // A card without a UID is the same person if exactly the same text was imported before.
        if let Some(contact) = by_source.get(card.kept.as_str()).filter(|_| uid.is_none()) {
            return Ok(ImportOutcome::Unchanged(Some(*contact)));
        }
        let alike = self.index.alike(&card.card);
        match alike.first() {
            None => Ok(ImportOutcome::New),
            Some((contact, like)) if like.is_strong() && like.says_no_more && card.photo.is_none() => {
                Ok(ImportOutcome::Unchanged(Some(*contact)))
            }
            Some(_) => Ok(ImportOutcome::Alike(alike)),
        }
    }

    /// The outcome for a person who is already here. A field that changed in the file since it was last read is taken,
    /// unless the user changed it here too. What the user typed for a person who never came from a file is only
    /// replaced if the user says so, because the file may be an older export of ours.
    fn outcome_of_known(&self, contact: ContactId, incoming: &Incoming) -> Result<ImportOutcome> {
        let source = self.sources.get(&contact);
        let photo = |c| Attachment::Photo.of(c, contact);
        let new_photo = match &incoming.photo {
            Some(fresh) => photo(self.c)?.as_deref() != Some(fresh.base64().as_str()),
            None => false,
        };
        if source == Some(&incoming.kept) && !new_photo {
            return Ok(ImportOutcome::Unchanged(Some(contact)));
        }
        let Some(known) = self.snapshot.facts.contacts.get(&contact) else { return Ok(ImportOutcome::New) };
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
            return Ok(ImportOutcome::Unchanged(Some(contact)));
        }
        let typed = before.is_none() && fields.iter().any(|field| !known.card.text_of(*field).is_empty());
        Ok(ImportOutcome::Update { contact, fields, own, typed })
    }

    fn outcome_of_application(&self, incoming: &IncomingApplication) -> ImportOutcome {
        let found = self.roles.get(&role_key(incoming)).and_then(|id| self.snapshot.facts.applications.get(id));
        match found {
            None => ImportOutcome::NewApplication,
            Some(known) => {
                let says_when = known.applied_on.is_none() && incoming.applied_on.is_some();
                let says_where = known.link.is_empty() && !incoming.link.is_empty();
                match says_when || says_where {
                    true => ImportOutcome::FurtherApplication { application: known.id },
                    false => ImportOutcome::Unchanged(None),
                }
            }
        }
    }
}
