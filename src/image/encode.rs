//! Encodes pixels as JPEG, PNG or WebP.
//!
//! Only pixels are written: no EXIF, no colour profile (colours are sRGB already), no date, no software name.
//! Deterministic in pixels and quality.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use webp::WebPConfig;

use crate::image::format::Format;
use crate::image::pixels::{Damaged, Pixels};

/// Encodes a picture; `quality` is from 1 to 100 and ignored for PNG, which is lossless.
pub(super) fn encode(pixels: &Pixels, format: Format, quality: u32) -> Result<Vec<u8>, Damaged> {
    match format {
        Format::Jpeg => jpeg(pixels, quality),
        Format::Png => png(pixels),
        Format::WebP => webp(pixels, quality),
    }
}

fn jpeg(pixels: &Pixels, quality: u32) -> Result<Vec<u8>, Damaged> {
    let mut bytes = Vec::new();
    let quality = u8::try_from(quality.clamp(1, 100)).unwrap_or(100);
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    // JPEG output is made from JPEG input only, which has no alpha channel.
    let written = encoder.write_image(&pixels.bytes, pixels.width, pixels.height, ExtendedColorType::Rgb8);
    written.map(|()| bytes).map_err(|_| Damaged)
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, Damaged> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let colour = if pixels.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let written = encoder.write_image(&pixels.bytes, pixels.width, pixels.height, colour);
    written.map(|()| bytes).map_err(|_| Damaged)
}

fn webp(pixels: &Pixels, quality: u32) -> Result<Vec<u8>, Damaged> {
    let mut config = WebPConfig::new().map_err(|()| Damaged)?;
    config.quality = f32::from(u16::try_from(quality.clamp(1, 100)).unwrap_or(100));
    // Keeps the edges of saturated colours sharp, such as red letters on white.
    config.use_sharp_yuv = 1;
    let (width, height) = (pixels.width, pixels.height);
    let encoder = match pixels.alpha {
        true => webp::Encoder::from_rgba(&pixels.bytes, width, height),
        false => webp::Encoder::from_rgb(&pixels.bytes, width, height),
    };
    encoder.encode_advanced(&config).map(|memory| memory.to_vec()).map_err(|_| Damaged)
}
