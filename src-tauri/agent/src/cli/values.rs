//! How the values of arguments are read: a word of a closed set, the two sides of `NAME=VALUE`, and a file, where `-`
//! stands for standard input.

use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use afterword_core::domain::codes::UnknownCode;
use afterword_core::wording::Words;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::failure::{Failure, Result};

/// Reads a word of one of the domain's closed sets. The list is the domain's own, so help and usage errors name exactly
/// the words that it knows.
pub(crate) fn one_of<T>(all: &'static [T], code: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = UnknownCode> + Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().copied().map(code)).try_map(|word| word.parse::<T>())
}

/// Reads `NAME=VALUE`.
pub(crate) fn pair<N, V>(text: &str) -> std::result::Result<(N, V), Box<dyn Error + Send + Sync>>
where
    N: FromStr<Err: Error + Send + Sync + 'static>,
    V: FromStr<Err: Error + Send + Sync + 'static>,
{
    let (name, value) = sides(text)?;
    Ok((name.parse()?, value.parse()?))
}

/// The two sides of `NAME=VALUE`, split at the last `=`, because the name may contain one.
pub(crate) fn sides(pair: &str) -> std::result::Result<(&str, &str), String> {
    pair.rsplit_once('=').ok_or_else(|| format!("{pair:?} needs a = between its two sides"))
}

/// The text in a file of at most 5 MB; for `-`, the text on standard input.
pub(crate) fn text_of(file: &Path) -> Result<String> {
    const MOST: u64 = 5 << 20;
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(MOST + 1).read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|f| f.take(MOST + 1).read_to_string(&mut text))
    };
    if text.len() as u64 > MOST {
        return Err(Failure::Said(Words::english().plain("error-text-too-long")));
    }
    read.map_err(|error| {
        let detail = format!("{}: {error}", file.display());
        Failure::Said(Words::english().say("error-file", &[("detail", detail.into())]))
    })?;
    Ok(text)
}
