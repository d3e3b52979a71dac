//! Commands that change something; each gives back what was done and a fresh page.

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
    ById, ByName, CallDone, Close, DraftSent, Export, Interview, Keep, Lead, PeopleApart, PeopleMerge, PersonAdd,
    PersonErase, PersonSave, ReplySave, SettingSave, Show, StartOfferAnswer, StepDone, StepSkip, StepSnooze, StepsDone,
    TemplateAdd, TemplateRemove, TemplateSave, TouchSave, Undo,
};
use crate::shell::app_state::Desk;
use crate::shell::file_dialogs;
use crate::shell::window::tell_progress;

#[tauri::command(async)]
pub fn interview_save(desk: State<'_, Desk>, request: Interview) -> Result<Changed> {
    let done = interviews::save(&desk.store, desk.moment(), &request.form)?;
    let application = PageRef::Application { id: done.value.application.0 };
    let known = request.form.interview.is_some() || request.form.application.is_some();
    let page = if known { application } else { PageRef::Today };
    Ok(desk.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn interview_keep(desk: State<'_, Desk>, request: Keep) -> Result<()> {
    Ok(interviews::keep(&desk.store, desk.moment(), &request.form, request.keep)?)
}

#[tauri::command(async)]
pub fn interview_cancel(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(interviews::set_cancelled(&desk.store, desk.moment(), request.id, true)?, &request.page)?)
}

#[tauri::command(async)]
pub fn interview_restore(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(interviews::set_cancelled(&desk.store, desk.moment(), request.id, false)?, &request.page)?)
}

#[tauri::command(async)]
pub fn calendar_keep(app: AppHandle, desk: State<'_, Desk>, request: Show) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::keep_calendar(&app) else { return Ok(None) };
    Ok(Some(desk.changed(desk.keep_calendar(&path)?, &request.page)?))
}

/// The bar that shows how far an import is.
struct Bar(AppHandle);

impl imports::Follower for Bar {
    fn went_on(&mut self, done: usize, total: usize) {
        tell_progress(&self.0, done, total);
    }
}

#[tauri::command(async)]
pub fn import_take(app: AppHandle, desk: State<'_, Desk>) -> Result<Changed> {
    let done = imports::take(&desk.store, desk.moment(), &*desk.file()?, &mut Bar(app))?;
    desk.open_file(None);
    let page = import::page_after(&done.value);
    Ok(desk.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn person_add(desk: State<'_, Desk>, request: PersonAdd) -> Result<Changed> {
    let done = people::add(&desk.store, desk.moment(), &request.card)?;
    let page = PageRef::Person { id: done.value.0 };
    Ok(desk.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn people_merge(desk: State<'_, Desk>, request: PeopleMerge) -> Result<Changed> {
    let chosen = merge::chosen(&request.chosen)?;
    let done = merge::merge(&desk.store, desk.moment(), request.keep, request.other, &chosen)?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn people_apart(desk: State<'_, Desk>, request: PeopleApart) -> Result<Changed> {
    Ok(desk.changed(merge::keep_apart(&desk.store, desk.moment(), request.one, request.other)?, &request.page)?)
}

#[tauri::command(async)]
pub fn application_close(desk: State<'_, Desk>, request: Close) -> Result<Changed> {
    let done = applications::close(&desk.store, desk.moment(), request.id, request.outcome.into())?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn application_reopen(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(applications::reopen(&desk.store, desk.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn application_lead(desk: State<'_, Desk>, request: Lead) -> Result<Changed> {
    let done = applications::lead(&desk.store, desk.moment(), request.id, request.contact)?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn application_delete(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(applications::delete(&desk.store, desk.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn step_done(desk: State<'_, Desk>, request: StepDone) -> Result<Changed> {
    let (channel, outcome) = (request.channel.map(Into::into), request.outcome.map(Into::into));
    let done = steps::done(&desk.store, desk.moment(), steps::key(&request.step)?, channel, outcome)?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn steps_done(desk: State<'_, Desk>, request: StepsDone) -> Result<Changed> {
    let keys = request.steps.iter().map(|step| steps::key(step)).collect::<core::result::Result<Vec<_>, _>>()?;
    Ok(desk.changed(steps::done_all(&desk.store, desk.moment(), &keys)?, &request.page)?)
}

#[tauri::command(async)]
pub fn step_snooze(desk: State<'_, Desk>, request: StepSnooze) -> Result<Changed> {
    let until = when::until(&Snapshot::take(&desk.store, desk.moment())?, &request.until)?;
    let done = steps::snooze(&desk.store, desk.moment(), steps::key(&request.step)?, until)?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn step_skip(desk: State<'_, Desk>, request: StepSkip) -> Result<Changed> {
    Ok(desk.changed(steps::skip(&desk.store, desk.moment(), steps::key(&request.step)?)?, &request.page)?)
}

#[tauri::command(async)]
pub fn undo(desk: State<'_, Desk>, request: Undo) -> Result<Changed> {
    Ok(desk.changed(use_cases::undo::undo(&desk.store, desk.moment(), request.entry)?, &request.page)?)
}

#[tauri::command(async)]
pub fn touch_save(desk: State<'_, Desk>, request: TouchSave) -> Result<Changed> {
    Ok(desk.changed(touches::save(&desk.store, desk.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn touch_remove(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(touches::remove(&desk.store, desk.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn reply_save(desk: State<'_, Desk>, request: ReplySave) -> Result<Changed> {
    Ok(desk.changed(replies::save(&desk.store, desk.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn reply_remove(desk: State<'_, Desk>, request: ById) -> Result<Changed> {
    Ok(desk.changed(replies::remove(&desk.store, desk.moment(), request.id)?, &request.page)?)
}

#[tauri::command(async)]
pub fn person_save(desk: State<'_, Desk>, request: PersonSave) -> Result<Changed> {
    Ok(desk.changed(people::save(&desk.store, desk.moment(), request.id, &request.card)?, &request.page)?)
}

#[tauri::command(async)]
pub fn person_erase(desk: State<'_, Desk>, request: PersonErase) -> Result<Changed> {
    Ok(desk.changed(people::erase(&desk.store, desk.moment(), request.id, request.how)?, &request.page)?)
}

#[tauri::command(async)]
pub fn sample_add(desk: State<'_, Desk>, request: Show) -> Result<Changed> {
    Ok(desk.changed(sample::add(&desk.store, desk.moment())?, &request.page)?)
}

#[tauri::command(async)]
pub fn sample_remove(desk: State<'_, Desk>, request: Show) -> Result<Changed> {
    Ok(desk.changed(sample::remove(&desk.store, desk.moment())?, &request.page)?)
}

#[tauri::command(async)]
pub fn draft_sent(desk: State<'_, Desk>, request: DraftSent) -> Result<Changed> {
    Ok(desk.changed(drafts::sent(&desk.store, desk.moment(), &request.step, request.way)?, &request.page)?)
}

#[tauri::command(async)]
pub fn call_done(desk: State<'_, Desk>, request: CallDone) -> Result<Changed> {
    let CallDone { step, outcome, note, named, page } = request;
    Ok(desk.changed(drafts::called(&desk.store, desk.moment(), &step, outcome.into(), &note, &named)?, &page)?)
}

#[tauri::command(async)]
pub fn template_save(desk: State<'_, Desk>, request: TemplateSave) -> Result<Changed> {
    Ok(desk.changed(templates::save(&desk.store, desk.moment(), &request.form)?, &request.page)?)
}

#[tauri::command(async)]
pub fn template_add(desk: State<'_, Desk>, request: TemplateAdd) -> Result<Changed> {
    let TemplateAdd { language, from, name } = request;
    let done = templates::add(&desk.store, desk.moment(), &language, &from, &name)?;
    let page = PageRef::Template { language, name: done.value.clone() };
    Ok(desk.changed(done, &page)?)
}

#[tauri::command(async)]
pub fn template_remove(desk: State<'_, Desk>, request: TemplateRemove) -> Result<Changed> {
    let done = templates::remove(&desk.store, desk.moment(), &request.language, &request.name)?;
    Ok(desk.changed(done, &request.page)?)
}

#[tauri::command(async)]
pub fn setting_save(desk: State<'_, Desk>, request: SettingSave) -> Result<Changed> {
    Ok(desk.changed(desk.save_setting(&request.key, &request.value)?, &request.page)?)
}

#[tauri::command(async)]
pub fn holidays_import(app: AppHandle, desk: State<'_, Desk>, request: Show) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::open_calendar(&app) else { return Ok(None) };
    let done = use_cases::settings::holidays_from_file(&desk.store, desk.moment(), &path)?;
    Ok(Some(desk.changed(done, &request.page)?))
}

#[tauri::command(async)]
pub fn start_offer(desk: State<'_, Desk>, request: StartOfferAnswer) -> Result<Changed> {
    Ok(desk.changed(desk.answer_start_offer(request.accept)?, &request.page)?)
}

#[tauri::command(async)]
pub fn test_reminder(desk: State<'_, Desk>, request: Show) -> Result<Changed> {
    Ok(desk.changed(desk.test_reminder()?, &request.page)?)
}

#[tauri::command(async)]
pub fn export_save(app: AppHandle, desk: State<'_, Desk>, request: Export) -> Result<Option<Changed>> {
    let wish = export::request(&desk.store, desk.moment(), &request.form)?;
    let Some(path) = file_dialogs::save_export(&app, wish.what, wish.format) else { return Ok(None) };
    let done = exports::to_file(&desk.store, desk.moment(), &wish, &path)?;
    Ok(Some(desk.changed(done, &request.page)?))
}

#[tauri::command(async)]
pub fn backup_make(desk: State<'_, Desk>) -> Result<Changed> {
    Ok(desk.changed(backups::make_asked(&desk.store, desk.moment())?, &PageRef::Backups)?)
}

#[tauri::command(async)]
pub fn backup_restore(desk: State<'_, Desk>, request: ByName) -> Result<Changed> {
    Ok(desk.restore(&request.file_name()?)?)
}

#[tauri::command(async)]
pub fn backup_restore_file(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::open_backup(&app) else { return Ok(None) };
    Ok(Some(desk.restore(&path.to_string_lossy())?))
}

#[tauri::command(async)]
pub fn backup_delete(desk: State<'_, Desk>, request: ByName) -> Result<Changed> {
    Ok(desk.changed(backups::delete(&desk.store, desk.moment(), &request.file_name()?)?, &PageRef::Backups)?)
}

#[tauri::command(async)]
pub fn backup_folder(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<Changed>> {
    let Some(path) = file_dialogs::backup_folder(&app) else { return Ok(None) };
    let done = backups::choose_folder(&desk.store, desk.moment(), Some(&path))?;
    Ok(Some(desk.changed(done, &PageRef::Backups)?))
}

#[tauri::command(async)]
pub fn backup_folder_usual(desk: State<'_, Desk>) -> Result<Changed> {
    Ok(desk.changed(backups::choose_folder(&desk.store, desk.moment(), None)?, &PageRef::Backups)?)
}
