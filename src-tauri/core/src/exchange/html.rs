//! A table as one page to print: a file that needs no other and loads nothing, legible on A4 and Letter. All its
//! content is plain text.

use minijinja::{AutoEscape, Environment, Value, context};

use super::sheet::{Cell, Sheet, web_address};
use crate::domain::email::EmailAddress;
use crate::error::{Error, Result};

const PAGE: &str = include_str!("../../templates/sheet.html");

/// The most columns that fit on a page in portrait format.
const UPRIGHT: usize = 6;
/// A word of more characters than this may be broken within: an address, mostly. A table full of those would not fit.
const LONGEST_WORD: usize = 16;

/// Writes a table.
///
/// # Errors
/// None in practice: the template is part of the program.
pub fn write(sheet: &Sheet<'_>, language: &str) -> Result<Vec<u8>> {
    render(sheet, language).map(String::into_bytes).map_err(Error::file)
}

fn render(sheet: &Sheet<'_>, language: &str) -> std::result::Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("sheet", PAGE)?;
    let labels: Vec<String> = sheet.columns.iter().map(|heading| heading.label.clone()).collect();
    let rows: Vec<Value> = sheet.rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>().into()).collect();
    environment.get_template("sheet")?.render(context! {
        language, title => sheet.title.as_str(), lines => sheet.lines.clone(), wide => labels.len() > UPRIGHT, labels, rows,
    })
}

/// A cell as the page shows it: lines of text, some of them links.
fn shown(cell: &Cell<'_>) -> Value {
    let is_long = cell.shown().split_whitespace().any(|word| word.chars().count() > LONGEST_WORD);
    let class = match cell {
        Cell::Date(_) => "date",
        _ if is_long => "long",
        _ => "",
    };
    context! { lines => lines(cell), class }
}

fn lines(cell: &Cell<'_>) -> Vec<Value> {
    let line = |text: &str, href: Option<String>| context! { text, href };
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Link(text) => vec![line(text, web_address(text))],
        Cell::Emails(list) => {
            let href = |email: &str| EmailAddress::read(email).map(|address| format!("mailto:{}", address.as_str()));
            list.iter().map(|email| line(email, href(email))).collect()
        }
        Cell::Phones(list) => list.iter().map(|phone| line(phone, None)).collect(),
        Cell::Several(cells) => cells.iter().flat_map(lines).collect(),
        other => vec![line(&other.shown(), None)],
    }
}
