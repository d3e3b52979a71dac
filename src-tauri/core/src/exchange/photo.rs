//! The picture of a person: a JPEG small enough to travel with a card.

use std::io::Cursor;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use super::remark::Remark;

/// The largest picture that is accepted, in octets.
const LARGEST: usize = 1024 * 1024;
/// The longest side of a stored picture, in pixels.
const SIDE: u32 = 320;
/// A JPEG of at most this many octets, and no larger than a stored picture, is kept as it is.
const SMALL: usize = 96 * 1024;
const QUALITY: u8 = 85;
/// The largest picture that is decoded, in octets without compression: a photo of 16 megapixels.
const MOST_DECODED: u64 = 50_000_000;
/// How many octets without compression an octet of a real picture becomes, at most: in a JPEG of a white wall it is 192.
const USUAL: u64 = 200;
/// The octets without compression that all pictures of one file may have beyond what is usual for their size.
const MOST_UNUSUAL: u64 = 500_000_000;

/// What the pictures of one file may still take. Real ones take nothing of it, however many there are: it ends files whose few
/// octets become gigabytes.
#[derive(Debug)]
pub struct Allowance(AtomicU64);

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance(AtomicU64::new(MOST_UNUSUAL))
    }
}

impl Allowance {
    /// Takes what a picture needs; false if that is no longer left.
    fn take(&self, compressed: usize, decoded: u64) -> bool {
        let unusual = decoded.saturating_sub(USUAL.saturating_mul(compressed as u64));
        let take = |left: u64| left.checked_sub(unusual);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }
}

/// A JPEG of at most 320 by 320 pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo(Vec<u8>);

impl Photo {
    /// Makes a photo from a picture in any usual format. All pictures of a file share one allowance.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn of(bytes: &[u8], allowance: &Allowance) -> Result<Photo, Remark> {
        if bytes.len() > LARGEST {
            return Err(Remark::PhotoTooLarge);
        }
        let format = image::guess_format(bytes).map_err(|_| Remark::PhotoUnreadable)?;
        let decoder = decoder(bytes, MOST_DECODED).ok_or(Remark::PhotoUnreadable)?;
        if !allowance.take(bytes.len(), decoder.total_bytes()) {
            return Err(Remark::PhotosTooLarge);
        }
        let picture = decode(decoder).ok_or(Remark::PhotoUnreadable)?;
        if format == ImageFormat::Jpeg && bytes.len() <= SMALL && picture.width().max(picture.height()) <= SIDE {
            return Ok(Photo(bytes.to_vec()));
        }
        let small = match picture.width().max(picture.height()) > SIDE {
            true => picture.resize(SIDE, SIDE, image::imageops::FilterType::Triangle),
            false => picture,
        };
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
            .encode_image(&on_white(&small))
            .map_err(|_| Remark::PhotoUnreadable)?;
        Ok(Photo(jpeg))
    }

    /// A photo that was stored as base64.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Photo> {
        STANDARD.decode(text).ok().map(Photo)
    }

    /// The photo as base64, for storing.
    #[must_use]
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.0)
    }
}

/// Decodes a picture and turns it the right way up. None if the bytes are not a picture, or one that takes more than `most`
/// octets without compression, which is known before it is decoded.
#[must_use]
pub fn read(bytes: &[u8], most: u64) -> Option<DynamicImage> {
    decode(decoder(bytes, most)?)
}

/// What decodes a picture; so far it has read nothing but the size.
fn decoder(bytes: &[u8], most: u64) -> Option<impl ImageDecoder> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(12_000), Some(12_000));
    limits.max_alloc = Some(most);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    reader.into_decoder().ok().filter(|decoder| decoder.total_bytes() <= most)
}

fn decode(mut decoder: impl ImageDecoder) -> Option<DynamicImage> {
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture)
}

/// A picture on a white background, because JPEG has no transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX);
        Rgb([over(r), over(g), over(b)])
    })
}
