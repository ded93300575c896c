//! What readers get besides the texts: page tools, most read, live boxes, records in other languages, picture widths.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use bantin::diagnostic::Code;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageFormat, RgbImage};
use scraper::Html;

use crate::pages::{pages, texts, values};
use crate::site::SiteTest;

const SITE: &str = include_str!("../fixtures/small/content/site.yaml");

fn page(output: &BTreeMap<String, Vec<u8>>, path: &str) -> Html {
    let bytes = output.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    Html::parse_document(&String::from_utf8_lossy(bytes))
}

#[test]
fn an_article_has_tools_that_wait_for_the_script() {
    let output = SiteTest::fixture("small").build().output();
    for path in ["tin-tuc/bai-mot/index.html", "gioi-thieu/index.html"] {
        let page = page(&output, path);
        // Folded at the head of the text, and open after it.
        for place in ["main .tools-fold .tools", "main .tools-open"] {
            let tools = values(&page, &format!("{place} button[type=button]"), "data-tool");
            let all = ["smaller", "usual", "larger", "print", "copy", "speak", "share"];
            assert_eq!(tools, all, "{path}");
            let waiting = values(&page, &format!("{place} button"), "data-waiting");
            assert_eq!(waiting.len(), all.len(), "none shows before the script runs");
            assert_eq!(texts(&page, &format!("{place} [role=status]")), [""]);
        }
    }
    let script = output.keys().find(|path| path.starts_with("theme/page.") && path.ends_with(".js"));
    let script = script.expect("the joined script");
    let text = String::from_utf8_lossy(&output[script]);
    assert!(
        text.contains("speechSynthesis") && text.contains("openSearch"),
        "tools and search box in one file"
    );
    for (path, page) in pages(&output).iter().filter(|(path, _)| !path.starts_with("cu/")) {
        assert_eq!(
            values(page, "head script[type=module][async]", "src"),
            [format!("/tin/{script}")],
            "{path}"
        );
    }
}

#[test]
fn most_read_shows_when_views_are_counted_and_not_else() {
    let without = SiteTest::fixture("small").build().output();
    assert!(values(&page(&without, "index.html"), "#most_read_", "id").is_empty());
    assert!(!String::from_utf8_lossy(&without["tin-tuc/bai-mot/index.html"]).contains("lượt xem"));
    let views = "columns: [path, views]\nrows:\n  - [tin-tuc/bai-mot/, 12]\n  - [/tin/tin-tuc/bai-hai/, 1886]\n  - [khong-co/, 99999]\n  - [gioi-thieu/, 5000]\n";
    let with = SiteTest::fixture("small").file("content/data/views.yaml", views).build().output();
    let home = page(&with, "index.html");
    assert_eq!(texts(&home, ".ranking li"), ["Bài thứ hai 1.886 lượt xem", "Bài thứ nhất 12 lượt xem"]);
    assert!(String::from_utf8_lossy(&with["tin-tuc/bai-hai/index.html"]).contains("1.886 lượt xem"));
    assert!(
        values(&page(&with, "en/index.html"), "#most_read_", "id").is_empty(),
        "no English article was read"
    );
}

#[test]
fn views_without_a_path_are_told() {
    for (views, code) in [
        ("columns: [bai, luot]\nrows: [[a, 1]]\n", Code::MissingKey),
        ("columns: [path, views]\nrows: [[a, -1]]\n", Code::OutOfRange),
    ] {
        let report = SiteTest::fixture("small").file("content/data/views.yaml", views).check().report;
        let told: Vec<_> = report.entries().iter().map(|one| (one.code, one.file.as_str())).collect();
        assert_eq!(told, [(code, "content/data/views.yaml")]);
    }
}

#[test]
fn live_boxes_are_fetched_only_where_the_site_names_their_file() {
    let plain = page(&SiteTest::fixture("small").build().output(), "index.html");
    assert!(values(&plain, "[data-live]", "data-live").is_empty());
    let live = format!("{SITE}live: /truc-tiep/hop.json\n");
    let output = SiteTest::fixture("small").file("content/site.yaml", live).build().output();
    let home = page(&output, "index.html");
    assert_eq!(values(&home, "section[hidden][data-live]", "data-live"), ["/truc-tiep/hop.json"]);
    assert_eq!(values(&home, "script[src*='/theme/live.']", "type"), ["module"]);
    assert!(values(&page(&output, "tin-tuc/index.html"), "script[src*='/theme/live.']", "src").is_empty());
}

#[test]
fn an_untranslated_article_is_offered_in_its_own_language_and_marked() {
    let english = "---\ntitle: First article\ndate: 2025-03-02\ncategory: dan-van\nlanguage: en\ntranslation_of: bai-mot\n---\nText.\n";
    let output = SiteTest::fixture("small").file("content/articles/first.md", english).build().output();
    for path in ["en/index.html", "en/tin-tuc/index.html"] {
        let page = page(&output, path);
        assert_eq!(
            texts(&page, "section[aria-labelledby=untranslated_] a[lang=vi].card-link"),
            ["Bài thứ hai"]
        );
    }
    assert!(
        values(&page(&output, "index.html"), "#untranslated_", "id").is_empty(),
        "all of it is translated"
    );
    let model = page(&output, "en/mo-hinh/index.html");
    assert!(!values(&model, ".card-link[lang=vi]", "href").is_empty(), "models too");
}

#[test]
fn a_translation_is_offered_by_the_name_of_its_language_in_that_of_the_page() {
    let english = "---\ntitle: First article\ndate: 2025-03-02\ncategory: dan-van\nlanguage: en\ntranslation_of: bai-mot\n---\nText.\n";
    let output = SiteTest::fixture("small").file("content/articles/first.md", english).build().output();
    for (path, hint) in [
        ("tin-tuc/bai-mot/index.html", "Đọc bằng tiếng Anh:"),
        ("en/tin-tuc/first/index.html", "Read in Vietnamese:"),
    ] {
        let links = texts(&page(&output, path), ".translations a");
        assert!(links.iter().any(|link| link.starts_with(hint)), "{path}: {links:?}");
    }
}

#[test]
fn news_at_home_stand_by_date_and_featured_articles_nowhere_twice() {
    let mut site = SiteTest::fixture("small").with(|options| {
        options.now = "2025-05-07T00:00:00Z".parse().expect("a time");
    });
    for day in 10..=25 {
        let featured = [11, 12, 24].contains(&day);
        let article = format!(
            "---\ntitle: Tin {day}\ndate: 2025-04-{day}\ncategory: dan-van\nfeatured: {featured}\n---\nChữ.\n"
        );
        site = site.file(&format!("content/articles/tin-{day}.md"), article);
    }
    let site = site.build();
    let home = page(&site.output(), "index.html");
    assert_eq!(texts(&home, ".front .lead h2"), ["Tin 24"], "for two weeks");
    let titles = |selector: &str| texts(&home, selector);
    let second = ["Tin 25", "Tin 23"];
    assert_eq!(titles(".front-second li h2"), second, "the newest, although the lead is not");
    let latest = ["Tin 22", "Tin 21", "Tin 20", "Tin 19", "Tin 18", "Tin 17"];
    assert_eq!(titles("section[aria-labelledby=latest_] li h3"), latest);
    assert_eq!(titles("section[aria-labelledby=featured_] li h3"), ["Tin 12", "Tin 11"]);

    let later = site.with(|options| options.now = "2025-05-07T17:00:01Z".parse().expect("a time")).build();
    let home = page(&later.output(), "index.html");
    assert_eq!(texts(&home, ".front .lead h2"), ["Tin 25"], "the newest leads again");
}

#[test]
fn a_young_section_tells_at_home_what_it_has_and_no_zeros() {
    let site = SiteTest::fixture("small");
    fs::remove_dir_all(site.root().join("content")).expect("the fixture goes");
    let site = site
        .file(
            "content/site.yaml",
            "title: Tin\nbase_url: https://portal.example.vn/tin/\nlanguage: vi\norganization: toa-soan\n",
        )
        .file("content/taxonomies/organizations.yaml", "- id: toa-soan\n  name: Tòa soạn\n  kind: other\n")
        .file("content/taxonomies/categories.yaml", "- id: tin-xa\n  name: Tin xã\n")
        .file(
            "content/articles/a.md",
            "---\ntitle: Làm đường\ndate: 2025-03-02\ncategory: tin-xa\n---\nChữ.\n",
        );
    let home = |output: BTreeMap<String, Vec<u8>>| texts(&page(&output, "index.html"), ".figures li");
    assert_eq!(home(site.build().output()), ["1 tin, bài"]);
    assert_eq!(home(SiteTest::fixture("small").build().output()).len(), 4);
}

#[test]
fn a_drawing_says_the_language_of_its_labels() {
    let output = SiteTest::fixture("small").build().output();
    let english = page(&output, "en/thong-ke/index.html");
    assert_eq!(
        texts(&english, "svg.chart text[lang=vi]").first().map(String::as_str),
        Some("Văn hóa – xã hội")
    );
    assert!(values(&page(&output, "thong-ke/index.html"), "svg.chart [lang]", "lang").is_empty());
}

/// A picture as detailed as a photograph, so that a smaller one has fewer bytes.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let grain = |x: u32, y: u32| ((x * 7919 + y * 104_729).wrapping_mul(2_654_435_761) >> 24) as u8;
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([grain(x, y), grain(y, x), 90]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).expect("packed");
    bytes.into_inner()
}

fn with_picture(widths: &str, image: &str, bytes: Vec<u8>, body: &str) -> BTreeMap<String, Vec<u8>> {
    let article = format!(
        "---\ntitle: Ảnh\ndate: 2025-01-01\ncategory: kinh-te\nimage: {{file: {image}, alt: Một bức ảnh}}\n---\nChữ.\n\n{body}\n"
    );
    SiteTest::fixture("small")
        .file("content/site.yaml", format!("{SITE}images: {{widths: {widths}}}\n"))
        .file("content/articles/anh/index.md", article)
        .file(&format!("content/articles/anh/{image}"), bytes)
        .build()
        .output()
}

#[test]
fn a_preview_shows_a_picture_of_a_fitting_width_and_never_a_drawing() {
    let large = picture(2400, 1200, ImageFormat::Jpeg);
    let output = with_picture("[600, 1300, 2000]", "anh.jpg", large, "");
    let article = page(&output, "tin-tuc/anh/index.html");
    let shown = values(&article, "meta[property='og:image']", "content");
    assert!(shown[0].contains("/tin/tin-tuc/anh/anh-1300w-") && shown[0].ends_with(".jpg"), "{shown:?}");
    assert_eq!(values(&article, "meta[property='og:image:width']", "content"), ["1300"]);
    assert_eq!(values(&article, "meta[name='twitter:image']", "content"), shown);
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\"/></svg>";
    let output = with_picture("[600]", "anh.svg", drawing.to_vec(), "");
    let article = page(&output, "tin-tuc/anh/index.html");
    assert!(values(&article, "meta[property='og:image']", "content").is_empty());
    assert_eq!(values(&article, "meta[name='twitter:card']", "content"), ["summary"]);
}

#[test]
fn a_picture_in_raw_html_has_widths_too_and_none_is_wider_than_the_original() {
    let output = with_picture(
        "[60, 120, 900]",
        "anh.png",
        picture(300, 200, ImageFormat::Png),
        "<p><img alt=\"Trong bài\" src=\"anh.png\"></p>",
    );
    let article = page(&output, "tin-tuc/anh/index.html");
    let sets = values(&article, ".prose source[type='image/webp'], .prose img[alt='Trong bài']", "srcset");
    assert_eq!(sets.len(), 2, "{sets:?}");
    for one in sets.iter().flat_map(|set| set.split(", ")) {
        let width: u32 = one
            .rsplit_once(' ')
            .and_then(|(_, width)| width.strip_suffix('w'))
            .expect("a width")
            .parse()
            .expect("a number");
        assert!(width <= 300, "{one}");
    }
    assert_eq!(values(&article, ".prose img", "loading"), ["lazy"]);
}

#[test]
fn a_width_that_came_out_larger_than_the_original_is_not_offered() {
    let is_dark = |x: u32, y: u32| (x / 10 + y / 10).is_multiple_of(2);
    let plain = |x, y| image::Rgb(if is_dark(x, y) { [0, 90, 110] } else { [250; 3] });
    let mut bytes = Cursor::new(Vec::new());
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    RgbImage::from_fn(600, 400, plain).write_with_encoder(encoder).expect("packed");
    let bytes = bytes.into_inner();
    let original = bytes.len();
    let output = with_picture("[299, 599]", "ke-soc.png", bytes, "");
    for (path, file) in output.iter().filter(|(path, _)| path.contains("/ke-soc-")) {
        assert!(file.len() < original, "{path}: {} bytes, the original has {original}", file.len());
    }
    let article = page(&output, "tin-tuc/anh/index.html");
    for set in values(&article, "main [srcset]", "srcset") {
        for one in set.split(", ") {
            let path = one.split(' ').next().and_then(|href| href.strip_prefix("/tin/")).expect("an address");
            assert!(output.contains_key(path), "{one}");
        }
        assert!(set.contains(" 599w") || set.contains(" 600w"), "a wide window gets a wide picture: {set}");
    }
    let some = output.keys().filter(|path| path.contains("/ke-soc-")).count();
    assert!(some < 4, "{some} of four are smaller than a plain drawing of {original} bytes");
}
