use crate::config::raw::ExternalImages;
use std::io::Cursor;
use std::sync::Mutex;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tempfile::TempDir;

use super::*;

/// A picture with a red upper left quarter, green upper right, blue lower left and white lower right.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([250, 10, 10]),
        (false, true) => Rgb([10, 250, 10]),
        (true, false) => Rgb([10, 10, 250]),
        (false, false) => Rgb([250, 250, 250]),
    })
}

fn packed(image: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).expect("packed");
    bytes.into_inner()
}

/// A JPEG with an EXIF segment that contains an orientation and an artist.
fn turned(image: RgbImage, orientation: u8) -> Vec<u8> {
    let mut tiff = vec![b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 2];
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x01, 0x3B, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38, 0, 0, 0, 0]);
    tiff.extend(b"Nguoi chup\0\0");
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let mut bytes = packed(image, ImageFormat::Jpeg);
    let mut head = vec![0xFF, 0xD8, 0xFF, 0xE1];
    head.extend(u16::try_from(segment.len() + 2).expect("short").to_be_bytes());
    head.extend(segment);
    bytes.splice(..2, head);
    bytes
}

fn settings(widths: &[u32]) -> ImageFields {
    ImageFields { external: ExternalImages::Forbid, widths: widths.to_vec(), quality: 80, share_cards: false }
}

struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        Self(folder)
    }

    /// A plan in which every file is published at `p/<name>`.
    fn plan(&self, names: &[&str], widths: &[u32]) -> Plan {
        let places: Vec<_> = names.iter().map(|name| (*name, format!("p/{name}"))).collect();
        Plan::new(
            self.0.path(),
            places.iter().map(|(source, path)| (*source, path.as_str())),
            &settings(widths),
        )
    }

    fn cache(&self) -> Cache {
        Cache::open(self.0.path(), "images", false)
    }

    fn make(&self, plan: &Plan) -> BTreeMap<String, Vec<u8>> {
        let (files, found) = self.try_make(plan);
        assert_eq!(found, []);
        files
    }

    fn try_make(&self, plan: &Plan) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let files = Mutex::new(BTreeMap::new());
        let write = |path: &str, bytes: &[u8]| {
            let before = files.lock().expect("whole").insert(path.to_owned(), bytes.to_vec());
            assert_eq!(before, None, "{path} is written once");
            Ok(())
        };
        let found = plan.make(&self.cache(), write, || {});
        (files.into_inner().expect("whole"), found)
    }
}

fn widths(candidates: &[Candidate]) -> Vec<(u32, u32)> {
    candidates.iter().map(|candidate| (candidate.width, candidate.height)).collect()
}

#[test]
fn widths_are_those_smaller_than_the_picture_and_its_own_up_to_the_largest() {
    assert_eq!(sizes(2000, 1000, &[960, 480]), [(480, 240), (960, 480)]);
    assert_eq!(sizes(700, 351, &[480, 960]), [(480, 241), (700, 351)]);
    assert_eq!(sizes(960, 500, &[480, 960, 960]), [(480, 250), (960, 500)]);
    assert_eq!(sizes(48, 48, &[480]), [(48, 48)]);
    assert_eq!(sizes(5000, 1, &[480]), [(480, 1)]);
    assert_eq!(sizes(1000, 90_000, &[100, 480]), [(100, 9000)], "no WebP is longer than 16383 pixels");
    assert_eq!(sizes(10, 10, &[]), []);
}

#[test]
fn a_large_jpeg_comes_in_both_formats_and_its_original_is_for_src_alone() {
    let folder = Folder::new(&[("Ảnh 1.JPG", &packed(quarters(300, 200), ImageFormat::Jpeg))]);
    let plan = folder.plan(&["Ảnh 1.JPG"], &[60, 120]);
    let set = plan.set("p/Ảnh 1.JPG").expect("a set");
    assert_eq!((set.width, set.height), (300, 200));
    assert_eq!(set.sources.len(), 1);
    assert_eq!(set.sources[0].media_type, "image/webp");
    assert_eq!(widths(&set.sources[0].srcset), [(60, 40), (120, 80)]);
    assert_eq!(widths(&set.srcset), [(60, 40), (120, 80)]);
    let files = folder.make(&plan);
    assert_eq!(files.len(), 4);
    for candidate in set.srcset.iter().chain(&set.sources[0].srcset) {
        let (width, height) = photograph(&files[&candidate.path]).expect("a picture");
        assert_eq!((width, height), (candidate.width, candidate.height), "{}", candidate.path);
        assert!(candidate.path.starts_with(&format!("p/anh-1-{width}w-")), "{}", candidate.path);
    }
}

#[test]
fn a_small_picture_stands_for_itself_in_its_own_format() {
    let png = packed(quarters(100, 50), ImageFormat::Png);
    let folder = Folder::new(&[("a.png", &png)]);
    let plan = folder.plan(&["a.png"], &[60, 120]);
    let set = plan.set("p/a.png").expect("a set");
    assert_eq!(widths(&set.srcset), [(60, 30), (100, 50)]);
    assert_eq!(set.srcset[1].path, "p/a.png");
    assert_eq!(widths(&set.sources[0].srcset), [(60, 30), (100, 50)]);
    assert_eq!(folder.make(&plan).len(), 3);
}

#[test]
fn a_webp_needs_no_second_format() {
    let webp = encode(
        &Pixels { width: 100, height: 50, alpha: false, bytes: quarters(100, 50).into_raw() },
        Format::WebP,
        80,
    );
    let folder = Folder::new(&[("a.webp", &webp.expect("packed"))]);
    let plan = folder.plan(&["a.webp"], &[60]);
    let set = plan.set("p/a.webp").expect("a set");
    assert_eq!(set.sources, []);
    assert_eq!(widths(&set.srcset), [(60, 30)]);
    assert_eq!(folder.make(&plan).len(), 1);
}

#[test]
fn drawings_moving_pictures_and_sites_without_widths_have_the_original_alone() {
    let png = packed(quarters(100, 50), ImageFormat::Png);
    let folder =
        Folder::new(&[("a.svg", b"<svg width='4' height='3'/>"), ("a.gif", b"GIF89a"), ("a.png", &png)]);
    assert!(folder.plan(&["a.svg", "a.gif", "gone.png"], &[60]).is_empty());
    assert!(folder.plan(&["a.png"], &[]).is_empty());
}

#[test]
fn names_never_collide_and_follow_the_content() {
    let (first, second) = (quarters(100, 50), quarters(100, 60));
    let files: [(&str, &[u8]); 3] = [
        ("a.png", &packed(first.clone(), ImageFormat::Png)),
        ("a.jpg", &packed(first, ImageFormat::Jpeg)),
        ("A.PNG", &packed(second, ImageFormat::Png)),
    ];
    let folder = Folder::new(&files);
    let plan = folder.plan(&["a.png", "a.jpg", "A.PNG"], &[60]);
    assert_eq!(folder.make(&plan).len(), 6, "all have other names");
    let other =
        Plan::new(folder.0.path(), [("a.png", "p/a.png")], &ImageFields { quality: 70, ..settings(&[60]) });
    assert_ne!(other.set("p/a.png"), plan.set("p/a.png"), "another quality has another name");
}

#[test]
fn one_file_on_two_pages_is_beside_both() {
    let folder = Folder::new(&[("a.png", &packed(quarters(100, 50), ImageFormat::Png))]);
    let places = [("a.png", "p/a.png"), ("a.png", "q/a.png"), ("a.png", "p/a.png")];
    let plan = Plan::new(folder.0.path(), places, &settings(&[60]));
    assert_eq!(plan.len(), 1);
    let files = folder.make(&plan);
    assert_eq!(files.len(), 4);
    let bytes = |page: &str| -> Vec<_> {
        files.iter().filter(|(path, _)| path.starts_with(page)).map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(bytes("p/"), bytes("q/"));
}

/// The colours of the four quarters of a picture (`r`, `g`, `b` or `w`), row by row.
fn corners(bytes: &[u8]) -> String {
    let image = image::load_from_memory(bytes).expect("a picture").into_rgb8();
    let (w, h) = image.dimensions();
    let middles = [(w / 4, h / 4), (3 * w / 4, h / 4), (w / 4, 3 * h / 4), (3 * w / 4, 3 * h / 4)];
    middles
        .iter()
        .map(|(x, y)| match image.get_pixel(*x, *y).0.map(|level| level > 128) {
            [true, false, false] => 'r',
            [false, true, false] => 'g',
            [false, false, true] => 'b',
            [true, true, true] => 'w',
            _ => '?',
        })
        .collect()
}

#[test]
fn every_orientation_is_turned_upright_and_nothing_is_said_of_it() {
    // EXIF 2.3, 4.6.4 A: where the first row and the first column of the file are displayed.
    let shown = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (orientation, shown) in (1_u8..).zip(shown) {
        let folder = Folder::new(&[("a.jpg", &turned(quarters(64, 32), orientation))]);
        let plan = folder.plan(&["a.jpg"], &[16]);
        let set = plan.set("p/a.jpg").expect("a set");
        let is_upright = orientation < 5;
        assert_eq!((set.width, set.height), if is_upright { (64, 32) } else { (32, 64) }, "{orientation}");
        for (path, bytes) in folder.make(&plan) {
            assert_eq!(corners(&bytes), shown, "orientation {orientation}, {path}");
            let says = |word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
            assert!(!says(b"Exif") && !says(b"EXIF") && !says(b"Nguoi"), "{path} says who made it");
            assert!(!says(b"ICCP") && !says(b"ICC_PROFILE") && !says(b"XMP"), "{path} has a profile");
        }
    }
}

#[test]
fn alpha_stays() {
    let image =
        image::RgbaImage::from_fn(80, 80, |x, _| image::Rgba([250, 0, 0, if x < 40 { 0 } else { 255 }]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).expect("packed");
    let folder = Folder::new(&[("a.png", &bytes.into_inner())]);
    for (path, bytes) in folder.make(&folder.plan(&["a.png"], &[40])) {
        let image = image::load_from_memory(&bytes).expect("a picture").into_rgba8();
        assert_eq!((image.get_pixel(2, 5).0[3], image.get_pixel(37, 5).0[3]), (0, 255), "{path}");
    }
}

#[test]
fn the_same_bytes_with_and_without_the_cache_and_after_damage_to_it() {
    let folder = Folder::new(&[("a.jpg", &packed(quarters(300, 200), ImageFormat::Jpeg))]);
    let plan = folder.plan(&["a.jpg"], &[60, 120]);
    let first = folder.make(&plan);
    assert_eq!(folder.make(&plan), first, "from the cache");
    let mut entries = 0;
    for entry in walkdir::WalkDir::new(folder.0.path().join(".bantin")) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            fs::write(entry.path(), b"rubbish").expect("written");
            entries += 1;
        }
    }
    assert_eq!(entries, 4);
    assert_eq!(folder.make(&plan), first, "made again");
    assert_eq!(folder.make(&folder.plan(&["a.jpg"], &[60, 120])), first, "planned again");
}

#[test]
fn the_cache_spares_the_unpacking() {
    let folder = Folder::new(&[("a.jpg", &packed(quarters(300, 200), ImageFormat::Jpeg))]);
    let plan = folder.plan(&["a.jpg"], &[60, 120]);
    let first = folder.make(&plan);
    fs::remove_file(folder.0.path().join("a.jpg")).expect("removed");
    assert_eq!(folder.make(&plan), first, "the file is not opened");
}

#[test]
fn a_damaged_picture_is_one_diagnostic() {
    let jpeg = packed(quarters(300, 200), ImageFormat::Jpeg);
    let png = packed(quarters(300, 200), ImageFormat::Png);
    let (jpeg_cut, png_cut) = (&jpeg[..jpeg.len() - 40], &png[..png.len() - 40]);
    let folder = Folder::new(&[("a.jpg", jpeg_cut), ("b.png", png_cut), ("c.jpg", &jpeg)]);
    let plan = folder.plan(&["a.jpg", "b.png", "c.jpg"], &[60, 120]);
    let (files, found) = folder.try_make(&plan);
    assert_eq!(files.len(), 4, "the other is made all the same");
    let told: Vec<_> = found.iter().map(|d| (d.code, d.place.clone())).collect();
    let damaged = |name: &str| (Code::DamagedImage, Place::file(name));
    assert_eq!(told, [damaged("a.jpg"), damaged("b.png")]);
    let read_only = Cache::read_only(folder.0.path(), "images");
    assert_eq!(plan.check(&read_only), found, "checking says the same");
}

#[test]
fn a_picture_that_vanished_is_named_as_vanished() {
    let jpeg = packed(quarters(300, 200), ImageFormat::Jpeg);
    let folder = Folder::new(&[("a.jpg", &jpeg)]);
    let plan = folder.plan(&["a.jpg"], &[60]);
    fs::remove_file(folder.0.path().join("a.jpg")).expect("removed");
    let (_, found) = folder.try_make(&plan);
    let told: Vec<_> = found.iter().map(|one| (one.code, one.message.en.as_str())).collect();
    assert_eq!(told, [(Code::UnreadableFile, "the picture `a.jpg` has vanished while the site was built")]);
}

#[test]
fn srcset_separates_by_commas_that_no_address_holds() {
    let at = |path: &str, width| Candidate { path: path.into(), width, height: 1 };
    let text = srcset(&[at("a b,c-1.webp", 1), at("d.webp", 20)], |path| format!("/x/{path}"));
    assert_eq!(text, "/x/a%20b%2Cc-1.webp 1w, /x/d.webp 20w");
}

#[test]
fn a_picture_has_the_colour_of_all_its_pixels_from_the_cache_too() {
    let brown = RgbImage::from_pixel(90, 60, Rgb([160, 100, 40]));
    let clear =
        image::RgbaImage::from_fn(90, 60, |x, _| image::Rgba([160, 100, 40, if x == 7 { 254 } else { 255 }]));
    let mut seen_through = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(clear).write_to(&mut seen_through, ImageFormat::Png).expect("packed");
    let whole = packed(quarters(300, 200), ImageFormat::Jpeg);
    let folder = Folder::new(&[
        ("nau.png", &packed(brown, ImageFormat::Png)),
        ("bon-mau.jpg", &whole),
        ("trong.png", &seen_through.into_inner()),
        ("hong.jpg", &whole[..whole.len() / 2]),
    ]);
    let names = ["nau.png", "bon-mau.jpg", "trong.png", "hong.jpg"];
    let tones = |cache: &Cache| {
        let mut plan = folder.plan(&names, &[60]);
        assert!(names.iter().all(|name| plan.set(&format!("p/{name}")).expect("a set").tone.is_none()));
        plan.settle(cache);
        names.map(|name| plan.set(&format!("p/{name}")).expect("a set").tone.map(|tone| tone.to_string()))
    };
    let expected = [Some("a62".to_owned()), Some("666".to_owned()), None, None];
    assert_eq!(tones(&folder.cache()), expected, "one is seen through, one is damaged");
    // Only the cache knows it now: the colour is that of its entry, not of the file.
    let mut hasher = blake3::Hasher::new();
    let file = fs::read(folder.0.path().join("nau.png")).expect("the file");
    hasher.update(&[VERSION]).update(blake3::hash(&file).as_bytes()).update(b"tone");
    folder.cache().put(hasher.finalize(), &[0, 0, 255]);
    assert_eq!(tones(&folder.cache())[0].as_deref(), Some("22e"));
}
