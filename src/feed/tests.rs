use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;

fn zoned(text: &str) -> Zoned {
    let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
    text.parse::<Timestamp>().unwrap().to_zoned(zone)
}

fn feed<'a>(title: &'a str, entries: Vec<FeedEntry<'a>>) -> FeedInput<'a> {
    FeedInput {
        title,
        subtitle: None,
        url: "https://a.vn/tin/feed.xml".into(),
        page: "https://a.vn/tin/".into(),
        author: "Ban biên tập",
        language: Language::Vi,
        entries,
    }
}

#[test]
fn a_feed_is_valid_atom() {
    let (published, updated) = (zoned("2023-08-25T02:22:00Z"), zoned("2023-08-26T00:00:00Z"));
    let entry = FeedEntry {
        title: "Đường <hoa> & \"ngõ\"",
        url: "https://a.vn/tin/bai-1/".into(),
        id: "https://a.vn/tin/bai-1/".into(),
        published: &published,
        updated: &updated,
        summary: Some("Tóm tắt"),
        html: "<p>Xem <a href=\"/tin/x/\">x</a></p>\n",
        authors: vec!["Đặng Thị Ngọc"],
        categories: vec!["Kinh tế"],
        language: Language::En,
    };
    let mut input = feed("Dân vận khéo", vec![entry]);
    input.subtitle = Some("Tin & bài");
    assert_eq!(
        atom(&input),
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
  <id>https://a.vn/tin/</id>
  <title>Dân vận khéo</title>
  <subtitle>Tin &amp; bài</subtitle>
  <updated>2023-08-26T07:00:00+07:00</updated>
  <link rel="self" type="application/atom+xml" href="https://a.vn/tin/feed.xml"/>
  <link rel="alternate" type="text/html" href="https://a.vn/tin/"/>
  <author>
    <name>Ban biên tập</name>
  </author>
  <entry xml:lang="en">
    <id>https://a.vn/tin/bai-1/</id>
    <title>Đường &lt;hoa&gt; &amp; &quot;ngõ&quot;</title>
    <link rel="alternate" type="text/html" href="https://a.vn/tin/bai-1/"/>
    <published>2023-08-25T09:22:00+07:00</published>
    <updated>2023-08-26T07:00:00+07:00</updated>
    <author>
      <name>Đặng Thị Ngọc</name>
    </author>
    <category term="Kinh tế"/>
    <summary>Tóm tắt</summary>
    <content type="html">&lt;p&gt;Xem &lt;a href=&quot;https://a.vn/tin/x/&quot;&gt;x&lt;/a&gt;&lt;/p&gt;
</content>
  </entry>
</feed>
"#
    );
}

#[test]
fn a_feed_without_entries_has_a_date_that_never_changes() {
    let text = atom(&feed("Trống", Vec::new()));
    assert!(text.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{text}");
}

#[test]
fn characters_that_xml_cannot_write_are_left_out() {
    let text = atom(&feed("a\u{0}b\u{1b}c\td\u{ffff}", Vec::new()));
    assert!(text.contains("<title>abc\td</title>"), "{text}");
    assert_well_formed(&text);
}

/// Parses the text to its end, checking that tags match.
fn assert_well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(reader.read_event().unwrap(), Event::Eof) {}
}
