//! Commands of the page that says why the records cannot be opened. After a success the page says so; then the program
//! restarts.

use afterword_core::views::rescue::RescueView;
use tauri::{AppHandle, State};

use super::error::Result;
use super::requests::ByName;
use crate::shell::rescue::Rescue;
use crate::shell::{file_dialogs, window};

#[tauri::command(async)]
pub fn rescue_page(rescue: State<'_, Rescue>) -> RescueView {
    rescue.page()
}

#[tauri::command(async)]
pub fn rescue_restore(rescue: State<'_, Rescue>, request: ByName) -> Result<String> {
    // Only a name is accepted here: a file elsewhere is chosen in a dialog.
    Ok(rescue.restore(&request.file_name()?)?)
}

#[tauri::command(async)]
pub fn rescue_restore_file(app: AppHandle, rescue: State<'_, Rescue>) -> Result<Option<String>> {
    let Some(path) = file_dialogs::open_backup(&app) else { return Ok(None) };
    Ok(Some(rescue.restore(&path.to_string_lossy())?))
}

#[tauri::command(async)]
pub fn rescue_anew(rescue: State<'_, Rescue>) -> Result<String> {
    Ok(rescue.begin_anew()?)
}

#[tauri::command(async)]
pub fn rescue_look_again(app: AppHandle, rescue: State<'_, Rescue>) -> Result<()> {
    rescue.look_again()?;
    window::restart(&app);
    Ok(())
}

#[tauri::command(async)]
pub fn rescue_open(app: AppHandle) {
    window::restart(&app);
}
