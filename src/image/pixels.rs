//! Decodes a picture into upright sRGB pixels, and scales it.

use std::io::Cursor;

use fast_image_resize as fir;
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits};

use crate::image::format::{Format, jpeg_is_whole};
use crate::image::orientation::exif_orientation;
use crate::image::profile::to_srgb;

/// Memory limit for decoding one picture: 100 megapixels of four bytes, with a second copy for rotation.
const MAX_MEMORY: u64 = 1 << 30;

/// Rows of sRGB pixels, three bytes each, or four with alpha.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) alpha: bool,
    pub(super) bytes: Vec<u8>,
}

/// The picture cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the picture cannot be unpacked")]
pub(super) struct Damaged;

impl Pixels {
    /// Decodes a file; applies its orientation and converts its colour profile to sRGB.
    pub(super) fn decode(bytes: &[u8], format: Format) -> Result<Self, Damaged> {
        let read = Cursor::new(bytes);
        let damaged = |_| Damaged;
        match format {
            Format::Jpeg if !jpeg_is_whole(bytes) => Err(Damaged),
            Format::Jpeg => {
                let orientation = exif_orientation(bytes).and_then(Orientation::from_exif);
                Self::unpack(JpegDecoder::new(read).map_err(damaged)?, orientation)
            }
            Format::Png => Self::unpack(PngDecoder::new(read).map_err(damaged)?, None),
            Format::WebP => Self::unpack(WebPDecoder::new(read).map_err(damaged)?, None),
        }
    }

    fn unpack(mut decoder: impl ImageDecoder, orientation: Option<Orientation>) -> Result<Self, Damaged> {
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(MAX_MEMORY);
        decoder.set_limits(limits).map_err(|_| Damaged)?;
        let icc = decoder.icc_profile().ok().flatten();
        let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Damaged)?;
        if let Some(orientation) = orientation {
            image.apply_orientation(orientation);
        }
        let (width, height, alpha) = (image.width(), image.height(), image.color().has_alpha());
        let mut bytes = if alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
        if let Some(icc) = icc {
            let row = width as usize * if alpha { 4 } else { 3 };
            to_srgb(&mut bytes, row, alpha, &icc);
        }
        Ok(Self { width, height, alpha, bytes })
    }

    /// Scales the picture.
    ///
    /// The filter is Catmull-Rom: visually as sharp as Lanczos, but without trigonometric functions, whose results
    /// differ between machines in the last digit.
    pub(super) fn scaled(&self, width: u32, height: u32) -> Result<Self, Damaged> {
        let kind = if self.alpha { fir::PixelType::U8x4 } else { fir::PixelType::U8x3 };
        let from =
            fir::images::ImageRef::new(self.width, self.height, &self.bytes, kind).map_err(|_| Damaged)?;
        let mut to = fir::images::Image::new(width, height, kind);
        let filter = fir::ResizeAlg::Convolution(fir::FilterType::CatmullRom);
        let options = fir::ResizeOptions::new().resize_alg(filter).use_alpha(self.alpha);
        fir::Resizer::new().resize(&from, &mut to, &options).map_err(|_| Damaged)?;
        Ok(Self { width, height, alpha: self.alpha, bytes: to.into_vec() })
    }

    /// The mean colour; none if the page shows through somewhere.
    pub(super) fn mean(&self) -> Option<[u8; 3]> {
        let pixels = self.bytes.chunks_exact(if self.alpha { 4 } else { 3 });
        let (mut sums, mut count) = ([0_u64; 3], 0_u64);
        for pixel in pixels {
            if pixel.get(3).is_some_and(|alpha| *alpha < u8::MAX) {
                return None;
            }
            sums.iter_mut().zip(pixel).for_each(|(sum, level)| *sum += u64::from(*level));
            count += 1;
        }
        (count > 0).then(|| sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX)))
    }
}
