//! A table as a spreadsheet (Office Open XML). Dates are real dates, addresses are links, and the header stays in view.
//! Cells are never formulas.

use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::sheet::{Cell, Sheet, web_address};
use crate::domain::email::EmailAddress;
use crate::error::{Error, Result};

/// The most characters a cell can hold.
const LONGEST: usize = 32_767;
/// The most links a sheet can hold; further addresses are plain text.
const MOST_LINKS: usize = 60_000;

/// Writes a table.
///
/// # Errors
/// When there are more rows than a spreadsheet can hold.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>> {
    workbook(sheet).map_err(Error::file)
}

fn workbook(sheet: &Sheet<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(name(&sheet.title))?;
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let date = Format::new().set_align(FormatAlign::Top).set_num_format("yyyy-mm-dd");
    let link = Format::new().set_align(FormatAlign::Top).set_font_color("#1f6b58");
    for (at, heading) in (0u16..).zip(&sheet.columns) {
        page.set_column_width(at, heading.width)?;
        page.write_string_with_format(0, at, &heading.label, &head)?;
    }
    page.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    if last_row > 0 {
        page.autofilter(0, 0, last_row, last_column)?;
    }
    page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut links = 0;
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Date(day) => {
                    let [month, number] = [day.month(), day.day()].map(|n| u8::try_from(n).unwrap_or(1));
                    let day = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), month, number)?;
                    page.write_datetime_with_format(row, column, day, &date)?;
                }
                other => {
                    let target = target(other).filter(|_| links < MOST_LINKS);
                    links += usize::from(target.is_some());
                    write_text(page, row, column, &other.shown(), target, (&plain, &link))?;
                }
            }
        }
    }
    book.save_to_buffer()
}

fn write_text(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    target: Option<String>,
    (plain, link): (&Format, &Format),
) -> std::result::Result<(), XlsxError> {
    let text: String = text.chars().take(LONGEST).collect();
    match target {
        Some(target) => drop(page.write_url_with_format(row, column, Url::new(target).set_text(text), link)?),
        None => drop(page.write_string_with_format(row, column, text, plain)?),
    }
    Ok(())
}

/// The link of a cell that holds exactly one address.
fn target(cell: &Cell<'_>) -> Option<String> {
    match cell {
        Cell::Link(text) => web_address(text),
        Cell::Emails([one]) => EmailAddress::read(one).map(|address| format!("mailto:{}", address.as_str())),
        _ => None,
    }
}

/// The name of the sheet: at most 31 characters, without those that have a meaning in formulas.
fn name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if name.trim().is_empty() { "Afterword".to_owned() } else { name }
}
