//! Commands that record nothing: pages, dialogs, previews, and what is handed to another program.

use afterword_core::exchange::file_kind;
use afterword_core::exchange::mailto::mailto;
use afterword_core::forms::letter;
use afterword_core::pages::form_cards;
use afterword_core::pages::links::allowed;
use afterword_core::pages::{self, when};
use afterword_core::snapshot::Snapshot;
use afterword_core::use_cases::drafts;
use afterword_core::views::application_row::ApplicationRows;
use afterword_core::views::card_reading::{CardReading, FormCard};
use afterword_core::views::export::ExportPreview;
use afterword_core::views::interview::Preview;
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::people::PersonRows;
use afterword_core::views::reply_form::ReplyFormView;
use afterword_core::views::template::TemplatePreview;
use afterword_core::views::touch_form::TouchFormView;
use afterword_core::views::when::WhenRead;
use afterword_core::views::window::{Boot, Shown};
use afterword_core::views::write::Measure;
use tauri::ipc::Request;
use tauri::{AppHandle, State};

use crate::commands::dropped::{dropped_bytes, dropped_name, pasted_name};
use crate::commands::error::Result;
use crate::commands::requests::{
    ApplicationsAfter, DraftFile, DraftMail, DraftMeasure, ExportShow, ImportChoice, ImportText, Interview, OpenLink,
    PeopleAfter, ReplyDialog, Show, TemplateShow, TouchDialog, When,
};
use crate::shell::app_state::AppState;
use crate::shell::window::tell_progress;
use crate::shell::{file_dialogs, links, window};

#[tauri::command(async)]
pub fn boot(state: State<'_, AppState>) -> Result<Boot> {
    Ok(state.boot()?)
}

#[tauri::command(async)]
pub fn show(state: State<'_, AppState>, request: Show) -> Result<Shown> {
    Ok(state.show(&request.page)?)
}

#[tauri::command(async)]
pub fn people_after(state: State<'_, AppState>, request: PeopleAfter) -> Result<PersonRows> {
    Ok(pages::people::people_after(&state.store, state.moment(), &request.query, request.after)?)
}

#[tauri::command(async)]
pub fn applications_after(state: State<'_, AppState>, request: ApplicationsAfter) -> Result<ApplicationRows> {
    Ok(pages::applications::applications_after(&state.store, state.moment(), request.after)?)
}

#[tauri::command(async)]
pub fn when_read(state: State<'_, AppState>, request: When) -> Result<WhenRead> {
    Ok(when::read(&Snapshot::take(&state.store, state.moment())?, &request.text, request.sense))
}

#[tauri::command(async)]
pub fn interview_preview(state: State<'_, AppState>, request: Interview) -> Result<Preview> {
    Ok(pages::interview_preview::preview(&Snapshot::take(&state.store, state.moment())?, &request.form))
}

/// How many rows of a table an export's preview shows.
const SHOWN: usize = 30;

#[tauri::command(async)]
pub fn export_preview(state: State<'_, AppState>, request: ExportShow) -> Result<ExportPreview> {
    let wanted = pages::export::request(&state.store, state.moment(), &request.form)?;
    Ok(pages::export::preview(&state.store, state.moment(), &wanted, SHOWN)?)
}

#[tauri::command(async)]
pub fn export_print(state: State<'_, AppState>, request: ExportShow) -> Result<ExportPreview> {
    let wanted = pages::export::request(&state.store, state.moment(), &request.form)?;
    Ok(pages::export::preview(&state.store, state.moment(), &wanted, usize::MAX)?)
}

#[tauri::command(async)]
pub fn print_page(app: AppHandle) -> Result<()> {
    Ok(window::print(&app)?)
}

#[tauri::command(async)]
pub fn import_open(app: AppHandle, state: State<'_, AppState>) -> Result<bool> {
    let path = file_dialogs::open_import(&app);
    tell_progress(&app, 0, 0);
    let file = path.as_deref().map(afterword_core::exchange::file_kind::read_file).transpose()?;
    let opened = file.is_some();
    file.into_iter().for_each(|file| state.open_file(Some(file)));
    Ok(opened)
}

#[tauri::command(async)]
pub fn import_bytes(state: State<'_, AppState>, request: Request<'_>) -> Result<()> {
    state.open_file(Some(file_kind::read(&dropped_name(&request), dropped_bytes(&request))?));
    Ok(())
}

#[tauri::command(async)]
pub fn import_text(state: State<'_, AppState>, request: ImportText) -> Result<Option<CardReading>> {
    let file = afterword_core::exchange::file_kind::read_text(&pasted_name(), &request.text)?;
    let card = file
        .is_none()
        .then(|| Ok(pages::import::card_reading(&Snapshot::take(&state.store, state.moment())?, &request.text)));
    file.into_iter().for_each(|file| state.open_file(Some(file)));
    card.transpose()
}

#[tauri::command(async)]
pub fn card_open(app: AppHandle, state: State<'_, AppState>) -> Result<Option<Vec<FormCard>>> {
    let Some(path) = file_dialogs::open_cards(&app) else { return Ok(None) };
    let snapshot = Snapshot::take(&state.store, state.moment())?;
    Ok(Some(form_cards::of_file(&snapshot, &afterword_core::exchange::file_kind::read_file(&path)?)?))
}

#[tauri::command(async)]
pub fn card_bytes(state: State<'_, AppState>, request: Request<'_>) -> Result<Vec<FormCard>> {
    let snapshot = Snapshot::take(&state.store, state.moment())?;
    Ok(form_cards::of_file(&snapshot, &file_kind::read(&dropped_name(&request), dropped_bytes(&request))?)?)
}

#[tauri::command(async)]
pub fn card_text(state: State<'_, AppState>, request: ImportText) -> Result<Vec<FormCard>> {
    Ok(form_cards::of_text(&Snapshot::take(&state.store, state.moment())?, &request.text)?)
}

#[tauri::command(async)]
pub fn import_change(state: State<'_, AppState>, request: ImportChoice) -> Result<Shown> {
    state.change_file(&request.change)?;
    Ok(state.show(&PageRef::Import)?)
}

#[tauri::command(async)]
pub fn import_close(state: State<'_, AppState>) -> Result<Shown> {
    state.open_file(None);
    Ok(state.show(&PageRef::Import)?)
}

#[tauri::command(async)]
pub fn touch_form(state: State<'_, AppState>, request: TouchDialog) -> Result<TouchFormView> {
    let snapshot = Snapshot::take(&state.store, state.moment())?;
    let channel = request.channel.map(Into::into);
    Ok(pages::touch_form::dialog(&snapshot, request.application, request.contact, channel)?)
}

#[tauri::command(async)]
pub fn reply_form(state: State<'_, AppState>, request: ReplyDialog) -> Result<ReplyFormView> {
    Ok(pages::reply_form::dialog(&Snapshot::take(&state.store, state.moment())?, request.application)?)
}

#[tauri::command(async)]
pub fn open_link(app: AppHandle, state: State<'_, AppState>, request: OpenLink) -> Result<()> {
    Ok(links::open(&app, &allowed(&state.store, state.moment(), &request.link)?)?)
}

#[tauri::command(async)]
pub fn draft_measure(state: State<'_, AppState>, request: DraftMeasure) -> Result<Measure> {
    Ok(pages::write::measure(&Snapshot::take(&state.store, state.moment())?, &request.letter))
}

#[tauri::command(async)]
pub fn draft_mail(app: AppHandle, request: DraftMail) -> Result<()> {
    Ok(links::open(&app, &mailto(&letter::letter_of(&request.letter)).href)?)
}

#[tauri::command(async)]
pub fn draft_file(app: AppHandle, state: State<'_, AppState>, request: DraftFile) -> Result<Option<String>> {
    let Some(path) = file_dialogs::save_draft(&app) else { return Ok(None) };
    Ok(Some(drafts::to_file(&state.store, state.moment(), &request.step, &request.letter, &path)?))
}

#[tauri::command(async)]
pub fn template_preview(state: State<'_, AppState>, request: TemplateShow) -> Result<TemplatePreview> {
    Ok(pages::template::preview(&Snapshot::take(&state.store, state.moment())?, &request.form, &request.about))
}

/// Restarts the window after the records were found damaged: it then says what can be done.
#[tauri::command(async)]
pub fn repair(app: AppHandle) {
    window::restart(&app);
}
