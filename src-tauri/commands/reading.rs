//! Commands that change nothing.

use afterword_core::use_cases::{interviews, look, pages, replies, touches, when};
use afterword_core::views::applications::ApplicationRows;
use afterword_core::views::interview::Preview;
use afterword_core::views::pages::{Boot, Shown};
use afterword_core::views::people::PersonRows;
use afterword_core::views::touch::{ReplyFormView, TouchFormView};
use afterword_core::views::when::WhenRead;
use tauri::{AppHandle, State};

use super::error::Result;
use super::requests::{ApplicationsAfter, Interview, OpenLink, PeopleAfter, ReplyDialog, Show, TouchDialog, When};
use crate::shell::desk::Desk;
use crate::shell::links;

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
