//! Commands that record something. Most return what was done and a fresh page, or nothing if a dialog was cancelled;
//! those that only keep an unfinished form or draft return nothing.

use afterword_core::pages::export;
use afterword_core::pages::import;
use afterword_core::pages::when;
use afterword_core::snapshot::Snapshot;
use afterword_core::use_cases::{self, steps, touches};
use afterword_core::use_cases::{
    applications, backups, drafts, exports, imports, interviews, merge, people, replies, sample, templates,
};
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::window::Changed;
use tauri::{AppHandle, State};

use crate::commands::error::Result;
use crate::commands::requests::{
    ById, ByName, CallDone, CallKeep, Close, DraftAfresh, DraftKeep, DraftSent, Export, Interview, Keep, Lead,
    PeopleApart, PeopleMerge, PersonAdd, PersonErase, PersonSave, ReplySave, SettingSave, Show, StartOfferAnswer,
    StepDone, StepSkip, StepSnooze, StepsDone, TemplateAdd, TemplateRemove, TemplateSave, TouchSave, Undo,
};
use crate::shell::app_state::AppState;
use crate::shell::file_dialogs;
use crate::shell::window::tell_progress;

#[tauri::command(async)]
pub fn interview_save(state: State<'_, AppState>, request: Interview) -> Result<Changed> {
    let done = interviews::save(&state.store, state.moment(), &request.form)?;
    let application = PageRef::Application { id: done.value.application.0 };
    let known = request.form.interview.is_some() || request.form.application.is_some();
    let page = if known { application } else { PageRef::Today };
    Ok(state.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn interview_keep(state: State<'_, AppState>, request: Keep) -> Result<()> {
    Ok(interviews::keep(&state.store, state.moment(), &request.form, request.keep)?)
}

#[tauri::command(async)]
pub fn interview_cancel(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(interviews::set_cancelled(&state.store, state.moment(), request.id, true)?, &request.page)?)
}

#[tauri::command(async)]
pub fn interview_restore(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(interviews::set_cancelled(&state.store, state.moment(), request.id, false)?, &request.page)?)
}

#[tauri::command(async)]
pub fn calendar_keep(app: AppHandle, state: State<'_, AppState>, request: Show) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::keep_calendar(&app) else { return Ok(None) };
    Ok(Some(state.changed(state.keep_calendar(&path)?, &request.page)?))
}

/// Shows in the page's bar how far an import is.
struct Bar(AppHandle);

impl imports::ImportObserver for Bar {
    fn went_on(&mut self, done: usize, total: usize) {
        tell_progress(&self.0, done, total);
    }
}

#[tauri::command(async)]
pub fn import_take(app: AppHandle, state: State<'_, AppState>) -> Result<Changed> {
    let done = imports::take(&state.store, state.moment(), &*state.file()?, &mut Bar(app))?;
    state.open_file(None);
    let page = import::page_after(&done.value);
    Ok(state.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn person_add(state: State<'_, AppState>, request: PersonAdd) -> Result<Changed> {
    let done = people::add(&state.store, state.moment(), &request.card)?;
    let page = PageRef::Person { id: done.value.0 };
    Ok(state.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn people_merge(state: State<'_, AppState>, request: PeopleMerge) -> Result<Changed> {
    let chosen = merge::chosen(&request.chosen)?;
    let done = merge::merge(&state.store, state.moment(), request.keep, request.other, &chosen)?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn people_apart(state: State<'_, AppState>, request: PeopleApart) -> Result<Changed> {
    Ok(state.changed(merge::keep_apart(&state.store, state.moment(), request.one, request.other)?, &request.page)?)
}

#[tauri::command(async)]
pub fn application_close(state: State<'_, AppState>, request: Close) -> Result<Changed> {
    let done = applications::close(&state.store, state.moment(), request.id, request.outcome.into())?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn application_reopen(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(applications::reopen(&state.store, state.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn application_lead(state: State<'_, AppState>, request: Lead) -> Result<Changed> {
    let done = applications::lead(&state.store, state.moment(), request.id, request.contact)?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn application_delete(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(applications::delete(&state.store, state.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn step_done(state: State<'_, AppState>, request: StepDone) -> Result<Changed> {
    let (channel, outcome) = (request.channel.map(Into::into), request.outcome.map(Into::into));
    let done = steps::done(&state.store, state.moment(), steps::key(&request.step)?, channel, outcome)?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn steps_done(state: State<'_, AppState>, request: StepsDone) -> Result<Changed> {
    let keys = request.steps.iter().map(|step| steps::key(step)).collect::<core::result::Result<Vec<_>, _>>()?;
    Ok(state.changed(steps::done_all(&state.store, state.moment(), &keys)?, &request.page)?)
}

#[tauri::command(async)]
pub fn step_snooze(state: State<'_, AppState>, request: StepSnooze) -> Result<Changed> {
    let until = when::until(&Snapshot::take(&state.store, state.moment())?, &request.until)?;
    let done = steps::snooze(&state.store, state.moment(), steps::key(&request.step)?, until)?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn step_skip(state: State<'_, AppState>, request: StepSkip) -> Result<Changed> {
    Ok(state.changed(steps::skip(&state.store, state.moment(), steps::key(&request.step)?)?, &request.page)?)
}

#[tauri::command(async)]
pub fn undo(state: State<'_, AppState>, request: Undo) -> Result<Changed> {
    Ok(state.changed(use_cases::undo::undo(&state.store, state.moment(), request.entry)?, &request.page)?)
}

#[tauri::command(async)]
pub fn touch_save(state: State<'_, AppState>, request: TouchSave) -> Result<Changed> {
    Ok(state.changed(touches::save(&state.store, state.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn touch_remove(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(touches::remove(&state.store, state.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn reply_save(state: State<'_, AppState>, request: ReplySave) -> Result<Changed> {
    Ok(state.changed(replies::save(&state.store, state.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn reply_remove(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(replies::remove(&state.store, state.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn person_save(state: State<'_, AppState>, request: PersonSave) -> Result<Changed> {
    Ok(state.changed(people::save(&state.store, state.moment(), request.id, &request.card)?, &request.page)?)
}

#[tauri::command(async)]
pub fn person_remove(state: State<'_, AppState>, request: ById) -> Result<Changed> {
    Ok(state.changed(people::remove(&state.store, state.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn person_erase(state: State<'_, AppState>, request: PersonErase) -> Result<Changed> {
    Ok(state.changed(people::erase(&state.store, state.moment(), request.id, request.how)?, &request.page)?)
}

#[tauri::command(async)]
pub fn sample_add(state: State<'_, AppState>, request: Show) -> Result<Changed> {
    Ok(state.changed(sample::add(&state.store, state.moment())?, &request.page)?)
}

#[tauri::command(async)]
pub fn sample_remove(state: State<'_, AppState>, request: Show) -> Result<Changed> {
    Ok(state.changed(sample::remove(&state.store, state.moment())?, &request.page)?)
}

#[tauri::command(async)]
pub fn draft_keep(state: State<'_, AppState>, request: DraftKeep) -> Result<()> {
    let DraftKeep { step, template, letter, taken } = request;
    Ok(drafts::keep(&state.store, state.moment(), &step, &template, &letter, taken)?)
}

#[tauri::command(async)]
pub fn draft_afresh(state: State<'_, AppState>, request: DraftAfresh) -> Result<()> {
    Ok(drafts::start_afresh(&state.store, state.moment(), &request.step, &request.template)?)
}

#[tauri::command(async)]
pub fn draft_sent(state: State<'_, AppState>, request: DraftSent) -> Result<Changed> {
    Ok(state.changed(drafts::sent(&state.store, state.moment(), &request.step, request.way)?, &request.page)?)
}

#[tauri::command(async)]
pub fn call_keep(state: State<'_, AppState>, request: CallKeep) -> Result<()> {
    Ok(drafts::keep_note(&state.store, state.moment(), &request.step, &request.note)?)
}

#[tauri::command(async)]
pub fn call_done(state: State<'_, AppState>, request: CallDone) -> Result<Changed> {
    let CallDone { step, outcome, note, named, page } = request;
    Ok(state.changed(drafts::called(&state.store, state.moment(), &step, outcome.into(), &note, &named)?, &page)?)
}

#[tauri::command(async)]
pub fn template_save(state: State<'_, AppState>, request: TemplateSave) -> Result<Changed> {
    Ok(state.changed(templates::save(&state.store, state.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn template_add(state: State<'_, AppState>, request: TemplateAdd) -> Result<Changed> {
    let TemplateAdd { language, from, name } = request;
    let done = templates::add(&state.store, state.moment(), &language, &from, &name)?;
    let page = PageRef::Template { language, name: done.value.clone() };
    Ok(state.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn template_remove(state: State<'_, AppState>, request: TemplateRemove) -> Result<Changed> {
    let done = templates::remove(&state.store, state.moment(), &request.language, &request.name)?;
    Ok(state.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn setting_save(state: State<'_, AppState>, request: SettingSave) -> Result<Changed> {
    Ok(state.changed(state.save_setting(&request.key, &request.value)?, &request.page)?)
}

#[tauri::command(async)]
pub fn holidays_import(app: AppHandle, state: State<'_, AppState>, request: Show) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::open_calendar(&app) else { return Ok(None) };
    let done = use_cases::settings::holidays_from_file(&state.store, state.moment(), &path)?;
    Ok(Some(state.changed(done, &request.page)?))
}

#[tauri::command(async)]
pub fn start_offer(state: State<'_, AppState>, request: StartOfferAnswer) -> Result<Changed> {
    Ok(state.changed(state.answer_start_offer(request.accept)?, &request.page)?)
}

#[tauri::command(async)]
pub fn test_reminder(state: State<'_, AppState>, request: Show) -> Result<Changed> {
    Ok(state.changed(state.test_reminder()?, &request.page)?)
}

#[tauri::command(async)]
pub fn export_save(app: AppHandle, state: State<'_, AppState>, request: Export) -> Result<Option<Changed>> {
    let wanted = export::request(&state.store, state.moment(), &request.form)?;
    let Some(path) = file_dialogs::save_export(&app, wanted.what, wanted.format) else { return Ok(None) };
    let done = exports::to_file(&state.store, state.moment(), &wanted, &path)?;
    Ok(Some(state.changed(done, &request.page)?))
}

#[tauri::command(async)]
pub fn backup_make(state: State<'_, AppState>) -> Result<Changed> {
    Ok(state.changed(backups::make_asked(&state.store, state.moment())?, &PageRef::Backups)?)
}

#[tauri::command(async)]
pub fn backup_restore(state: State<'_, AppState>, request: ByName) -> Result<Changed> {
    Ok(state.restore(&request.file_name()?)?)
}

#[tauri::command(async)]
pub fn backup_restore_file(app: AppHandle, state: State<'_, AppState>) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::open_backup(&app) else { return Ok(None) };
    Ok(Some(state.restore(&path.to_string_lossy())?))
}

#[tauri::command(async)]
pub fn backup_delete(state: State<'_, AppState>, request: ByName) -> Result<Changed> {
    Ok(state.changed(backups::delete(&state.store, state.moment(), &request.file_name()?)?, &PageRef::Backups)?)
}

#[tauri::command(async)]
pub fn backup_folder(app: AppHandle, state: State<'_, AppState>) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::backup_folder(&app) else { return Ok(None) };
    let done = backups::choose_folder(&state.store, state.moment(), Some(&path))?;
    Ok(Some(state.changed(done, &PageRef::Backups)?))
}

#[tauri::command(async)]
pub fn backup_folder_usual(state: State<'_, AppState>) -> Result<Changed> {
    Ok(state.changed(backups::choose_folder(&state.store, state.moment(), None)?, &PageRef::Backups)?)
}
