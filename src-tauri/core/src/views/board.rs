//! The board: applications by stage, and how each is moved to another. A stage follows from the facts, so a move
//! records a fact: a reply, an interview, a closure or a reopening.

use serde::Serialize;
use ts_rs::TS;

use super::application_row::{ApplicationLine, next_step, stage_label};
use super::charts::more;
use super::page_ref::PageRef;
use crate::domain::codes;
use crate::snapshot::Snapshot;
use crate::wire::{CloseOutcome, Meaning, Stage};

/// How many cards a column shows.
const CARDS: usize = 60;

/// A column of the board: a stage and its applications.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BoardColumn {
    /// The stage.
    pub stage: Stage,
    /// Its name.
    pub title: String,
    /// How many applications are in this stage.
    pub count: usize,
    /// The first of the applications.
    pub cards: Vec<BoardCard>,
    /// "and 12 more", if not all are shown.
    pub more: Option<String>,
}

/// An application on the board.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BoardCard {
    /// Its id.
    pub id: i64,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// The next step and when; empty if there is none.
    pub next: String,
    /// The moves the user can choose.
    pub moves: Vec<StageMove>,
}

/// A move of an application to a stage.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StageMove {
    /// The stage it leads to.
    pub stage: Stage,
    /// The words for the move in the menu.
    pub label: String,
    /// What carries out the move.
    pub by: MovedBy,
}

/// What carries out a move.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum MovedBy {
    /// They answered; the form asks for the rest.
    Reply {
        /// What they said.
        meaning: Meaning,
    },
    /// It is closed.
    Close {
        /// The outcome.
        outcome: CloseOutcome,
    },
    /// It is reopened.
    Reopen,
    /// The user enters something on a page.
    Enter {
        /// The page.
        page: PageRef,
    },
}

/// The columns, in the order in which an application passes through the stages. The first one, "applied", is left out
/// while it is empty.
#[must_use]
pub(super) fn board(snapshot: &Snapshot, lines: &[ApplicationLine<'_>]) -> Vec<BoardColumn> {
    codes::Stage::ALL
        .iter()
        .map(|stage| {
            let here: Vec<&ApplicationLine<'_>> = lines.iter().filter(|line| line.stage == *stage).collect();
            BoardColumn {
                stage: (*stage).into(),
                title: stage_label(snapshot, *stage),
                count: here.len(),
                more: more(snapshot, here.len(), CARDS),
                cards: here.into_iter().take(CARDS).map(|line| card(snapshot, line)).collect(),
            }
        })
        .filter(|column| column.count > 0 || column.stage != Stage::Applied)
        .collect()
}

fn card(snapshot: &Snapshot, line: &ApplicationLine<'_>) -> BoardCard {
    let id = line.application.id;
    let here = Stage::from(line.stage);
    let by = |stage: Stage, id: &str, by: MovedBy| StageMove { stage, label: snapshot.words.plain(id), by };
    let enter = MovedBy::Enter { page: PageRef::Interview { id: None, application: Some(id.0) } };
    let moves = if here == Stage::Closed {
        vec![by(Stage::Waiting, "move-reopen", MovedBy::Reopen), by(Stage::Interviewing, "move-interview", enter)]
    } else {
        let reply = |meaning| MovedBy::Reply { meaning };
        let all = vec![
            by(Stage::Interviewing, "move-interview", enter),
            by(Stage::Waiting, "move-deciding", reply(Meaning::Deciding)),
            by(Stage::NextRound, "move-next-round", reply(Meaning::NextRound)),
            by(Stage::Offer, "move-offer", reply(Meaning::Offer)),
            by(Stage::Closed, "move-rejected", reply(Meaning::Rejected)),
            by(Stage::Closed, "move-let-rest", MovedBy::Close { outcome: CloseOutcome::LetRest }),
        ];
        all.into_iter().filter(|a_move| a_move.stage != here || a_move.stage == Stage::Waiting).collect()
    };
    BoardCard {
        id: id.0,
        company: snapshot.facts.company_name(id).to_owned(),
        role: line.application.role.clone(),
        next: line.next.map(|step| next_step(snapshot, step)).unwrap_or_default(),
        moves,
    }
}
