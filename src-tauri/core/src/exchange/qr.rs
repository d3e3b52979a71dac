//! Reads the texts in a picture's QR codes. Knows nothing of cards.

use std::sync::{Arc, LazyLock, mpsc};
use std::time::Duration;

use rqrr::PreparedImage;

use super::photo;

/// Larger pictures are first scaled down to this longer side, in pixels, because reading takes time in proportion to
/// the pixels.
const SIDE: u32 = 2_000;

/// The largest picture that is decoded, in octets without compression: a photo of 50 megapixels.
const MOST_DECODED: u64 = 160_000_000;

/// How long the codes of a picture are looked for. A picture of a card takes a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was found in a picture.
#[derive(Debug, PartialEq, Eq)]
pub enum Codes {
    /// The texts of all its QR codes.
    Texts(Vec<String>),
    /// It is not a picture, or one too large to be looked at.
    NoPicture,
    /// So much in it looks like a code that looking takes too long.
    TooMany,
}

/// The texts of all QR codes in a picture.
#[must_use]
pub fn codes(bytes: Vec<u8>) -> Codes {
    /// Each search that goes on, or that nobody waits for any more, has a copy of this. They end some time; until then, no
    /// more than a few begin.
    static SEARCHES: LazyLock<Arc<()>> = LazyLock::new(Arc::default);
    const MOST: usize = 8;

    let search_goes_on = Arc::clone(&SEARCHES);
    if Arc::strong_count(&search_goes_on) > MOST {
        return Codes::TooMany;
    }
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let _goes_on = search_goes_on;
        // Nobody may wait for it any more.
        tell.send(search(&bytes)).is_ok()
    });
    match told.recv_timeout(PATIENCE) {
        Ok(codes) => codes,
        // A picture that makes a decoder panic is none.
        Err(mpsc::RecvTimeoutError::Disconnected) => Codes::NoPicture,
        Err(mpsc::RecvTimeoutError::Timeout) => Codes::TooMany,
    }
}

/// The most squares by which codes are found; each code has three. Looking takes time in proportion to the cube of their
/// number.
const MOST_FINDERS: usize = 60;

/// How many squares there are by which codes are found: across and down, their dark and light parts are 1:1:3:1:1 (ISO/IEC
/// 18004, finder pattern).
fn finders(grey: &image::GrayImage) -> usize {
    let (width, height) = grey.dimensions();
    let mean = grey.pixels().map(|pixel| u64::from(pixel.0[0])).sum::<u64>() / u64::from(width * height).max(1);
    let dark = |x: u32, y: u32| grey.get_pixel_checked(x, y).is_some_and(|pixel| u64::from(pixel.0[0]) < mean);
    let mut count = 0;
    for y in 0..height {
        for (start, end) in middles(width, |x| dark(x, y)) {
            let x = start.midpoint(end);
            // Counted once, in the row through its middle.
            count += middles(height, |y| dark(x, y)).iter().filter(|(start, end)| start.midpoint(*end) == y).count();
        }
    }
    count
}

/// Where in a row of pixels the middle part of a pattern of 1:1:3:1:1 begins and ends, if its two colours are told by
/// `dark`.
fn middles(length: u32, dark: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut ends = Vec::new();
    for at in 0..length {
        if at + 1 == length || dark(at) != dark(at + 1) {
            ends.push(at + 1);
        }
    }
    let begin = |run: usize| run.checked_sub(1).map_or(0, |before| ends[before]);
    let is_pattern = |run: &usize| {
        let sizes: Vec<u32> = (*run..run + 5).map(|run| ends[run] - begin(run)).collect();
        let unit = sizes.iter().sum::<u32>() as f32 / 7.0;
        let fits = |size: u32, units: f32| (size as f32 - units * unit).abs() <= unit * 0.6;
        sizes.iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]).all(|(size, units)| fits(*size, units))
    };
    let runs = (0..ends.len().saturating_sub(4)).filter(is_pattern);
    runs.map(|run| (begin(run + 2), ends[run + 2])).collect()
}

fn search(bytes: &[u8]) -> Codes {
    let Some(picture) = photo::read(bytes, MOST_DECODED) else { return Codes::NoPicture };
    let picture = match picture.width().max(picture.height()) > SIDE {
        true => picture.resize(SIDE, SIDE, image::imageops::FilterType::Triangle),
        false => picture,
    };
    let grey = picture.to_luma8();
    if finders(&grey) > MOST_FINDERS {
        return Codes::TooMany;
    }
    let mut found = read(&grey);
    if found.is_empty() {
        // Also read as a code that is white on black.
        let mut negative = grey;
        image::imageops::invert(&mut negative);
        found = read(&negative);
    }
    Codes::Texts(found)
}

fn read(grey: &image::GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let at = |n: usize| u32::try_from(n).unwrap_or(0);
        grey.get_pixel_checked(at(x), at(y)).map_or(255, |pixel| pixel.0[0])
    });
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
