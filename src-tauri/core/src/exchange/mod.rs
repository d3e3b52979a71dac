//! Reads and writes the files of other programs. Text stays text: it never becomes markup, a formula or a header.
//! Nothing here knows the stored records.

pub mod card_text;
pub mod content_line;
pub mod csv;
pub mod decode;
pub mod eml;
pub mod everything;
pub mod file_kind;
pub mod html;
pub mod icalendar;
pub mod mailto;
pub mod mecard;
pub mod name_parts;
pub mod parsed_file;
pub mod phone;
pub mod photo;
pub mod qr;
pub mod record;
pub mod remark;
pub mod sheet;
pub mod table;
pub mod vcard;
pub mod xlsx;
