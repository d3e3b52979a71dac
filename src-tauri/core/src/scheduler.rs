//! One round of the scheduler, as a pure function. It gets the index of reminders, the ledger and the present, and
//! decides what to post and when to look again. It neither reads a clock nor posts anything.

use std::collections::{BTreeMap, BTreeSet};

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

/// The further reminders that a late one stands for: those of its step that would follow soon after it
/// (docs/rules.md, Quiet hours).
fn stood_for(scene: Scene<'_>, due: &[Occurrence]) -> Vec<Occurrence> {
    let Some(last) = due.iter().max_by_key(|o| o.planned_at) else { return Vec::new() };
    if scene.now - last.planned_at < LATE {
        return Vec::new();
    }
    let follows =
        |o: &&Occurrence| o.step == last.step && o.planned_at > last.planned_at && o.deliver_at <= scene.now + REPLACES;
    let waits = |o: &&Occurrence| !due.contains(o) && !is_delivered(scene, o);
    scene.index.values().filter(follows).filter(waits).cloned().collect()
}

/// Whether a reminder was delivered already, here or in another zone, where its date may have been another.
fn is_delivered(scene: Scene<'_>, occurrence: &Occurrence) -> bool {
    let there = |(step, number, planned): &(StepKey, String, DateTime<Utc>)| {
        *step == occurrence.step
            && number == occurrence.number()
            && (occurrence.planned_at - *planned).abs() < Duration::days(1)
    };
    scene.ledger.contains(&occurrence.name) || scene.elsewhere.iter().any(there)
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
    let mut wake_at: Option<DateTime<Utc>> = None;
    for occurrence in scene.index.values().filter(|o| !is_delivered(scene, o)) {
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
            occurrences.extend(stood_for(scene, &occurrences));
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
