//! A letter as a file that mail programs open as a draft (RFC 5322, MIME, `X-Unsent`).

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailbox;
use mail_builder::headers::raw::Raw;

use crate::domain::email::EmailAddress;
use crate::domain::letter::{Letter, one_line};

/// The file of a letter. `from` is the user's own name and address; without it the mail program fills in the sender.
/// The Message-ID is made of `id` and the moment, so that it reveals nothing about the machine.
///
/// # Errors
/// None in practice: the letter is written to memory.
pub fn eml(
    letter: &Letter,
    from: Option<(&str, &EmailAddress)>,
    id: &str,
    at: DateTime<Utc>,
) -> std::io::Result<Vec<u8>> {
    let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '.' }).collect();
    let mut message = MessageBuilder::new()
        .message_id(format!("{id}.{}@afterword.invalid", at.timestamp()))
        .date(at.timestamp())
        .header("X-Unsent", Raw::new("1"))
        .subject(one_line(&letter.subject))
        .text_body(format!("{}\n", letter.body.trim_end_matches('\n')).replace('\n', "\r\n"));
    if let Some((name, address)) = from {
        let name = one_line(name);
        let name = Some(name).filter(|name| !name.is_empty());
        message = message.from(Mailbox::new_address(name, address.as_str()));
    }
    if let Some(to) = &letter.to {
        message = message.to(Mailbox::new_address(None::<&str>, to.as_str()));
    }
    message.write_to_vec()
}
