//! One round of the scheduler, as a pure function. It gets the index of reminders, the ledger and the present, and
//! decides what to post and when to look again. It neither reads a clock nor posts anything.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Duration, Utc};

use crate::domain::reminder::{Occurrence, REPLACES};
use crate::domain::step::StepKey;

/// What the scheduler knows at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The index: every reminder still to come, by name.
    pub index: &'a BTreeMap<String, Occurrence>,
    /// The ledger: the names of the reminders that were claimed or posted.
    pub ledger: &'a BTreeSet<String>,
    /// Reminders that were claimed while the user was in another zone: step, number, and when they were planned for.
    pub elsewhere: &'a [(StepKey, String, DateTime<Utc>)],
    /// The present.
    pub now: DateTime<Utc>,
    /// Nothing is posted before this: the end of quiet hours, or of the user's pause.
    pub hold_until: Option<DateTime<Utc>>,
    /// Whether the agent was off or asleep until now.
    pub absent: bool,
}

/// What the agent is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// The notifications to post.
    pub post: Vec<Post>,
    /// When the next reminder is due, if any.
    pub wake_at: Option<DateTime<Utc>>,
}

/// One notification to post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The steps it is about, in order of their reminders, each with the moment its first missed reminder was planned
    /// for.
    pub steps: Vec<(StepKey, DateTime<Utc>)>,
    /// All the reminders it stands for.
    pub occurrences: Vec<Occurrence>,
}

/// What was delivered already.
struct Delivered<'a> {
    ledger: &'a BTreeSet<String>,
    elsewhere: HashMap<(StepKey, &'a str), Vec<DateTime<Utc>>>,
}

impl<'a> Delivered<'a> {
    fn of(scene: Scene<'a>) -> Self {
        let mut elsewhere: HashMap<_, Vec<_>> = HashMap::new();
        for (step, number, planned) in scene.elsewhere {
            elsewhere.entry((*step, number.as_str())).or_default().push(*planned);
        }
        Delivered { ledger: scene.ledger, elsewhere }
    }

    /// Whether a reminder was delivered, here or in another zone, where its date may have been another.
    fn has(&self, occurrence: &Occurrence) -> bool {
        let near = |planned: &DateTime<Utc>| (occurrence.planned_at - *planned).abs() < Duration::days(1);
        let there = self.elsewhere.get(&(occurrence.step, occurrence.number()));
        self.ledger.contains(&occurrence.name) || there.is_some_and(|planned| planned.iter().any(near))
    }
}

/// The further reminders that a late one stands for: those of its step that would follow soon after it
/// (docs/rules.md, Quiet hours). `soon` has all reminders of the step that come soon or are due.
fn stood_for(now: DateTime<Utc>, due: &[Occurrence], soon: &[&Occurrence]) -> Vec<Occurrence> {
    let Some(last) = due.iter().max_by_key(|o| o.planned_at) else { return Vec::new() };
    if now - last.planned_at < LATE {
        return Vec::new();
    }
    let follows = |o: &&&Occurrence| o.planned_at > last.planned_at && !due.contains(o);
    soon.iter().filter(follows).map(|o| (*o).clone()).collect()
}

/// A reminder with this delay or more is late.
const LATE: Duration = Duration::minutes(10);
/// If this many steps or more are due at once, one digest is posted instead of a notification for each.
const DIGEST: usize = 3;
/// The same limit after sleep or absence.
const DIGEST_AFTER_ABSENCE: usize = 2;

/// Decides what to post now and when to look again (docs/rules.md, Reminders).
#[must_use]
pub fn step(scene: Scene<'_>) -> Orders {
    let mut due: BTreeMap<StepKey, Vec<Occurrence>> = BTreeMap::new();
    let mut soon: HashMap<StepKey, Vec<&Occurrence>> = HashMap::new();
    let mut wake_at: Option<DateTime<Utc>> = None;
    let delivered = Delivered::of(scene);
    for occurrence in scene.index.values().filter(|o| !delivered.has(o)) {
        if occurrence.deliver_at <= scene.now + REPLACES {
            soon.entry(occurrence.step).or_default().push(occurrence);
        }
        if occurrence.ends_at.is_some_and(|end| end <= scene.now) {
            continue;
        }
        let at = scene.hold_until.map_or(occurrence.deliver_at, |hold| occurrence.deliver_at.max(hold));
        if at <= scene.now {
            due.entry(occurrence.step).or_default().push(occurrence.clone());
        } else {
            wake_at = Some(wake_at.map_or(at, |wake| wake.min(at)));
        }
    }
    let mut posts: Vec<Post> = due
        .into_iter()
        .map(|(key, mut occurrences)| {
            let soon = soon.get(&key).map_or(&[][..], Vec::as_slice);
            occurrences.extend(stood_for(scene.now, &occurrences, soon));
            occurrences.sort_by_key(|o| o.planned_at);
            let planned = occurrences.first().map_or(scene.now, |o| o.planned_at);
            Post { steps: vec![(key, planned)], occurrences }
        })
        .collect();
    posts.sort_by_key(|post| post.steps.first().map(|(key, at)| (*at, *key)));
    let limit = if scene.absent { DIGEST_AFTER_ABSENCE } else { DIGEST };
    if posts.len() >= limit {
        let digest = posts.drain(..).fold(Post { steps: Vec::new(), occurrences: Vec::new() }, |mut digest, post| {
            digest.steps.extend(post.steps);
            digest.occurrences.extend(post.occurrences);
            digest
        });
        posts.push(digest);
    }
    Orders { post: posts, wake_at }
}
