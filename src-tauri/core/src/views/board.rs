//! The board: applications by stage, and how each is moved to another. A stage follows from facts, so a move is a fact:
//! an answer of theirs, an interview, or the end.

use serde::Serialize;
use ts_rs::TS;

use super::application::{ApplicationRow, stage_label};
use super::pages::PageRef;
use super::{CloseOutcome, Meaning, Stage};
use crate::domain::codes;
use crate::snapshot::Snapshot;

/// How many cards a column shows.
const CARDS: usize = 60;

/// A stage and what stands there.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BoardColumn {
    /// The stage.
    pub stage: Stage,
    /// Its name.
    pub title: String,
    /// How many stand there.
    pub count: usize,
    /// The first of them.
    pub cards: Vec<BoardCard>,
}

/// An application on the board.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BoardCard {
    /// Its id.
    pub id: i64,
    /// Where.
    pub company: String,
    /// As what.
    pub role: String,
    /// What comes next, or nothing.
    pub next: String,
    /// Where it can go.
    pub moves: Vec<StageMove>,
}

/// A way to another stage.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StageMove {
    /// The stage it leads to.
    pub stage: Stage,
    /// What the user says by it.
    pub label: String,
    /// By what it is done.
    pub by: MovedBy,
}

/// What moves an application.
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
        /// With what outcome.
        outcome: CloseOutcome,
    },
    /// It is opened again.
    Reopen,
    /// A page on which something is entered.
    Enter {
        /// The page.
        page: PageRef,
    },
}

/// The columns, in the order in which applications walk through them. The first is left out while nothing is there.
#[must_use]
pub fn board(snapshot: &Snapshot, rows: &[ApplicationRow]) -> Vec<BoardColumn> {
    codes::Stage::ALL
        .iter()
        .map(|stage| Stage::from(*stage))
        .map(|stage| {
            let here: Vec<&ApplicationRow> = rows.iter().filter(|row| row.stage == stage).collect();
            BoardColumn {
                stage,
                title: stage_label(snapshot, stage.into()),
                count: here.len(),
                cards: here.into_iter().take(CARDS).map(|row| card(snapshot, row)).collect(),
            }
        })
        .filter(|column| column.count > 0 || column.stage != Stage::Applied)
        .collect()
}

fn card(snapshot: &Snapshot, row: &ApplicationRow) -> BoardCard {
    let by = |stage: Stage, id: &str, by: MovedBy| StageMove { stage, label: snapshot.words.plain(id), by };
    let enter = MovedBy::Enter { page: PageRef::Interview { id: None, application: Some(row.id) } };
    let moves = if row.closed {
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
        all.into_iter().filter(|a_move| a_move.stage != row.stage || a_move.stage == Stage::Waiting).collect()
    };
    BoardCard { id: row.id, company: row.company.clone(), role: row.role.clone(), next: row.next.clone(), moves }
}
