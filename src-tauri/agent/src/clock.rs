//! The system's clock and time zone.
//!
//! Every rule of this program takes `now` as a parameter, so that a test can say what time it is; this is the only
//! file that reads a clock. It must not know what the time is used for.

#[cfg(target_os = "linux")]
use std::path::Path;
#[cfg(target_os = "linux")]
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
#[cfg(target_os = "linux")]
use chrono_tz::TZ_VARIANTS;
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
    known_system_zone().unwrap_or(Tz::UTC)
}

/// The user's time zone, unless the system does not say which it is.
pub fn known_system_zone() -> Option<Tz> {
    let named = std::env::var("TZ").ok().and_then(|value| zone_named(&value));
    let of_the_system = || iana_time_zone::get_timezone().ok()?.parse().ok();
    #[cfg(target_os = "linux")]
    {
        let (place, name) = (Path::new("/etc/localtime"), Path::new("/etc/timezone"));
        // A pipe in the place of the file with the name would keep us waiting.
        let is_readable = name.metadata().map_or(true, |it| it.is_file());
        named
            .or_else(|| is_readable.then(of_the_system).flatten())
            .or_else(|| copied_zone(place, Path::new("/usr/share/zoneinfo")))
    }
    #[cfg(not(target_os = "linux"))]
    named.or_else(of_the_system)
}

/// The zone whose file in `zones` has the same content as `place`: some systems have a copy of it in the place of a
/// link that would tell its name. Zones with the same content have the same times.
#[cfg(target_os = "linux")]
fn copied_zone(place: &Path, zones: &Path) -> Option<Tz> {
    /// What was found last, by the content of the file: looking takes a moment.
    static LAST: Mutex<Option<(Vec<u8>, Option<Tz>)>> = Mutex::new(None);
    /// The largest zone files have 4 kB.
    const LARGEST: u64 = 64 << 10;

    if !place.metadata().is_ok_and(|it| it.is_file() && it.len() <= LARGEST) {
        return None;
    }
    let content = std::fs::read(place).ok()?;
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, zone)) = &*last
        && *of == content
    {
        return *zone;
    }
    let is_same = |zone: &Tz| std::fs::read(zones.join(zone.name())).is_ok_and(|other| other == content);
    // Names without a slash are old ones, such as Singapore, or no places, such as EST.
    let (places, others): (Vec<Tz>, Vec<Tz>) = TZ_VARIANTS.iter().partition(|zone| zone.name().contains('/'));
    let zone = places.into_iter().chain(others).find(is_same);
    *last = Some((content, zone));
    zone
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_copied_zone_file_is_known_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let (place, zones) = (folder.path().join("localtime"), folder.path().join("zoneinfo"));
        for (name, content) in [("Asia/Singapore", "TZif +8"), ("Europe/Berlin", "TZif +1"), ("Singapore", "TZif +8")] {
            std::fs::create_dir_all(zones.join(name).parent().unwrap()).unwrap();
            std::fs::write(zones.join(name), content).unwrap();
        }
        let check = |content: &str, expect: Option<Tz>| {
            std::fs::write(&place, content).unwrap();
            assert_eq!(copied_zone(&place, &zones), expect, "{content}");
        };
        check("TZif +8", Some(Tz::Asia__Singapore));
        check("TZif +1", Some(Tz::Europe__Berlin));
        check("TZif of nowhere", None);
        assert_eq!(copied_zone(folder.path(), &zones), None, "no file");
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
