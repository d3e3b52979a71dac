//! Reads the texts in a picture's QR codes. Knows nothing of cards.

use rqrr::PreparedImage;

use super::photo;

/// Larger pictures are first scaled down to this longer side, in pixels, because reading takes time in proportion to
/// the pixels.
const SIDE: u32 = 2_000;

/// The texts of all QR codes in a picture. None if the bytes are not a picture.
#[must_use]
pub fn payloads(bytes: &[u8]) -> Option<Vec<String>> {
    let picture = photo::read(bytes)?;
    let picture = match picture.width().max(picture.height()) > SIDE {
        true => picture.resize(SIDE, SIDE, image::imageops::FilterType::Triangle),
        false => picture,
    };
    let grey = picture.to_luma8();
    let mut found = read(&grey);
    if found.is_empty() {
        // Also read as a code that is white on black.
        let mut negative = grey;
        image::imageops::invert(&mut negative);
        found = read(&negative);
    }
    Some(found)
}

fn read(grey: &image::GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let at = |n: usize| u32::try_from(n).unwrap_or(0);
        grey.get_pixel_checked(at(x), at(y)).map_or(255, |pixel| pixel.0[0])
    });
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
