//! Commands that record nothing.

use afterword_core::draft::mailto::mailto;
use afterword_core::use_cases::{drafts, interviews, look, pages, replies, templates, touches, when};
use afterword_core::views::applications::ApplicationRows;
use afterword_core::views::draft::{Measure, TemplatePreview};
use afterword_core::views::interview::Preview;
use afterword_core::views::pages::{Boot, Shown};
use afterword_core::views::people::PersonRows;
use afterword_core::views::touch::{ReplyFormView, TouchFormView};
use afterword_core::views::when::WhenRead;
use tauri::{AppHandle, State};

use super::error::Result;
use super::requests::{
    ApplicationsAfter, CallKeep, DraftAfresh, DraftFile, DraftKeep, DraftMail, DraftMeasure, Interview, OpenLink,
    PeopleAfter, ReplyDialog, Show, TemplateShow, TouchDialog, When,
};
use crate::shell::desk::Desk;
use crate::shell::{file_dialogs, links};

#[tauri::command(async)]
pub fn boot(desk: State<'_, Desk>) -> Result<Boot> {
    Ok(desk.boot()?)
}

#[tauri::command(async)]
pub fn show(desk: State<'_, Desk>, request: Show) -> Result<Shown> {
    Ok(desk.show(&request.page)?)
}

#[tauri::command(async)]
pub fn people_after(desk: State<'_, Desk>, request: PeopleAfter) -> Result<PersonRows> {
    Ok(pages::people_after(&desk.store, desk.moment(), &request.query, request.after)?)
}

#[tauri::command(async)]
pub fn applications_after(desk: State<'_, Desk>, request: ApplicationsAfter) -> Result<ApplicationRows> {
    Ok(pages::applications_after(&desk.store, desk.moment(), request.after)?)
}

#[tauri::command(async)]
pub fn when_read(desk: State<'_, Desk>, request: When) -> Result<WhenRead> {
    Ok(when::read(&look(&desk.store, desk.moment())?, &request.text, request.sense))
}

#[tauri::command(async)]
pub fn interview_preview(desk: State<'_, Desk>, request: Interview) -> Result<Preview> {
    Ok(interviews::preview_form(&look(&desk.store, desk.moment())?, &request.form))
}

#[tauri::command(async)]
pub fn touch_form(desk: State<'_, Desk>, request: TouchDialog) -> Result<TouchFormView> {
    let snapshot = look(&desk.store, desk.moment())?;
    let channel = request.channel.map(Into::into);
    Ok(touches::form(&snapshot, request.application, request.contact, channel)?)
}

#[tauri::command(async)]
pub fn reply_form(desk: State<'_, Desk>, request: ReplyDialog) -> Result<ReplyFormView> {
    Ok(replies::form(&look(&desk.store, desk.moment())?, request.application)?)
}

#[tauri::command(async)]
pub fn open_link(app: AppHandle, request: OpenLink) -> Result<()> {
    Ok(links::open(&app, &request.link)?)
}

#[tauri::command(async)]
pub fn draft_measure(desk: State<'_, Desk>, request: DraftMeasure) -> Result<Measure> {
    Ok(drafts::measure(&look(&desk.store, desk.moment())?, &request.letter))
}

#[tauri::command(async)]
pub fn draft_mail(app: AppHandle, request: DraftMail) -> Result<()> {
    Ok(links::open(&app, &mailto(&drafts::letter_of(&request.letter)).href)?)
}

#[tauri::command(async)]
pub fn draft_file(app: AppHandle, desk: State<'_, Desk>, request: DraftFile) -> Result<Option<String>> {
    let Some(path) = file_dialogs::save_draft(&app) else { return Ok(None) };
    Ok(Some(drafts::to_file(&desk.store, desk.moment(), &request.step, &request.letter, &path)?))
}

#[tauri::command(async)]
pub fn draft_keep(desk: State<'_, Desk>, request: DraftKeep) -> Result<()> {
    let DraftKeep { step, template, letter, taken } = request;
    Ok(drafts::keep(&desk.store, desk.moment(), &step, &template, &letter, taken)?)
}

#[tauri::command(async)]
pub fn draft_afresh(desk: State<'_, Desk>, request: DraftAfresh) -> Result<()> {
    Ok(drafts::start_afresh(&desk.store, desk.moment(), &request.step, &request.template)?)
}

#[tauri::command(async)]
pub fn call_keep(desk: State<'_, Desk>, request: CallKeep) -> Result<()> {
    Ok(drafts::keep_note(&desk.store, desk.moment(), &request.step, &request.note)?)
}

#[tauri::command(async)]
pub fn template_preview(desk: State<'_, Desk>, request: TemplateShow) -> Result<TemplatePreview> {
    Ok(templates::preview(&look(&desk.store, desk.moment())?, &request.form, &request.about))
}
