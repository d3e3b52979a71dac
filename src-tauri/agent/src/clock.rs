//! The system's clock and time zone.
//!
//! Every rule of this program takes `now` as a parameter, so that a test can say what time it is; this is the only
//! file that reads a clock. It must not know what the time is used for.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The environment variable that, in a debug build, names a file holding the time as an RFC 3339 instant.
pub const TEST_CLOCK: &str = "AFTERWORD_TEST_CLOCK";

/// If this is set too, a change of the [`TEST_CLOCK`] file does not wake the agent: a test then sees what else does.
pub const TEST_CLOCK_UNWATCHED: &str = "AFTERWORD_TEST_CLOCK_UNWATCHED";

/// The time now. A debug build takes it from the [`TEST_CLOCK`] file. While that cannot be read (a test is rewriting
/// it), the last time read from it counts; before the first, the real clock.
#[allow(clippy::disallowed_methods, reason = "the one place where the clock may be read")]
pub fn now() -> DateTime<Utc> {
    #[cfg(debug_assertions)]
    if let Some(instant) = test_clock::instant() {
        return instant;
    }
    std::time::SystemTime::now().into()
}

/// The user's time zone: the one named by `TZ` if it is an IANA zone, else the system's, else UTC. It is read anew on
/// each call, which is cheap, so a traveller's change is seen at the next wake.
pub fn system_zone() -> Tz {
    let named = std::env::var("TZ").ok().and_then(|value| zone_named(&value));
    named.or_else(|| iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok())).unwrap_or(Tz::UTC)
}

/// Reads a `TZ` value: `Asia/Singapore`, `:Asia/Singapore` or the path of a zone file (tzset(3)). A POSIX rule like
/// `CET-1CEST` names no zone, and no guess is made.
fn zone_named(value: &str) -> Option<Tz> {
    let value = value.strip_prefix(':').unwrap_or(value);
    let name = value.split_once("zoneinfo/").map_or(value, |(_, name)| name);
    name.parse().ok()
}

#[cfg(debug_assertions)]
mod test_clock {
    use std::path::Path;
    use std::sync::Mutex;

    use chrono::{DateTime, Utc};

    static LAST: Mutex<Option<DateTime<Utc>>> = Mutex::new(None);

    pub(super) fn instant() -> Option<DateTime<Utc>> {
        let file = std::env::var_os(super::TEST_CLOCK)?;
        let mut last = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = read(Path::new(&file)).or(*last);
        *last
    }

    pub(super) fn read(file: &Path) -> Option<DateTime<Utc>> {
        let text = std::fs::read_to_string(file).ok()?;
        Some(DateTime::parse_from_rfc3339(text.trim()).ok()?.to_utc())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_zone_is_taken_from_every_way_of_writing_tz() {
        let check = |value: &str, expect: Option<Tz>| assert_eq!(zone_named(value), expect, "TZ={value}");
        check("Asia/Singapore", Some(Tz::Asia__Singapore));
        check(":Europe/Berlin", Some(Tz::Europe__Berlin));
        check("/usr/share/zoneinfo/Asia/Tokyo", Some(Tz::Asia__Tokyo));
        check("CET-1CEST", None);
        check("", None);
    }

    #[cfg(debug_assertions)]
    #[test]
    fn the_test_clock_reads_an_instant_and_nothing_else() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let check = |text: &str, expect: Option<&str>| {
            std::fs::write(file.path(), text).unwrap();
            let expect = expect.map(|text| text.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(test_clock::read(file.path()), expect, "file holds {text:?}");
        };
        check("2026-11-23T18:00:00+08:00\n", Some("2026-11-23T10:00:00Z"));
        check("2026-11-23T10:00:00.250Z", Some("2026-11-23T10:00:00.250Z"));
        check("", None);
        check("2026-11-23", None);
    }
}
