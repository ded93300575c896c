//! Articles (tin, bài).

use crate::value::{Focus, Id, Link, When};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};
use bantin_text::language::Language;

fields! {
    /// The fields of an article.
    pub struct ArticleFields {
        /// Name for life; else the file's name.
        optional id: Id,
        /// Headline.
        required title: String,
        /// Second headline.
        optional subtitle: String,
        /// When it is, or was, published.
        required date: When,
        /// When it was last changed.
        optional updated: When,
        /// Sapo: the paragraph above the text, also used in lists and feeds.
        optional summary: String,
        /// The category (chuyên mục), by id.
        required category: String,
        /// A line above the headline.
        optional kicker: String,
        /// What kind of piece it is.
        or(ArticleGenre::News) genre: ArticleGenre,
        /// The dossier (chuyên đề) it belongs to, by id; a text with no entry in `topics.yaml` is only shown.
        optional topic: String,
        /// Keywords.
        list tags: String,
        /// Who wrote it.
        list authors: Author,
        /// Who else worked on it.
        list credits: Credit,
        /// What stands before the first sentence: `CTTĐT`, `YênBái`.
        optional dateline: String,
        /// Where a republished article comes from.
        optional source: ArticleSource,
        /// The picture above the text and in lists.
        optional image: Picture,
        /// The article, or something that belongs to it, to be listened to.
        optional audio: Recording,
        /// The locality it is about, by id.
        optional locality: String,
        /// The organization it is about, by id.
        optional organization: String,
        /// The models it is about, by id.
        list models: String,
        /// The contest it is about, by id.
        optional contest: String,
        /// The entries it is about, as `contest/entry`.
        list entries: String,
        /// The programmes it is about, by id.
        list programmes: String,
        /// The documents it is about, by id.
        list documents: String,
        /// Articles an editor chose to show below, by id.
        list related: String,
        /// Documents to take along.
        list attachments: Attachment,
        /// What was corrected after publication.
        list corrections: Correction,
        /// Set when the article is taken back: a page that says so stays at its URL.
        optional withdrawn: Withdrawal,
        /// Who approved it for publication, and when.
        optional approved: Approval,
        /// Shown first at home.
        or(false) featured: bool,
        /// Not ready to be published.
        or(false) draft: bool,
        /// Not published after this.
        unshown optional expires: When,
        /// Paths that lead here from an older site.
        list aliases: String,
        /// The language it is written in; else the site's.
        optional language: Language,
        /// The article of which this is a translation, by id.
        optional translation_of: String,
        /// Anything, for themes.
        optional extra: Node,
        /// The text, in a YAML record.
        optional body: String,
    }
}

choices! {
    /// What kind of piece an article is.
    pub enum ArticleGenre {
        /// Tin: what happened.
        News = "news",
        /// Bài: an article on a subject.
        Feature = "feature",
        /// Phóng sự.
        Reportage = "reportage",
        /// Phỏng vấn.
        Interview = "interview",
        /// Phóng sự ảnh: pictures tell it.
        Photo = "photo",
        /// A film tells it.
        Video = "video",
        /// Đồ họa.
        Infographic = "infographic",
        /// A long story with pictures between.
        Longform = "longform",
        /// Thông báo.
        Notice = "notice",
    }
}

fields! {
    /// The approval of a record before it is published.
    pub struct Approval {
        /// Who approved it; printed only if `site.yaml` has `show_approver: true`.
        unshown required by: String,
        /// When.
        unshown required date: When,
    }
}

fields! {
    /// Who wrote an article.
    pub struct Author {
        /// Name or pen name.
        optional name: String,
        /// An author of `authors.yaml`, by id.
        optional id: String,
        /// What they are: reporter, contributor.
        optional role: String,
    }
}

fields! {
    /// Who else worked on an article.
    pub struct Credit {
        /// What they did: graphics, photographs.
        required role: String,
        /// Name.
        required name: String,
    }
}

fields! {
    /// Where a republished article comes from.
    pub struct ArticleSource {
        /// The publisher.
        required name: String,
        /// Its page.
        optional url: Link,
        /// When it was published there.
        optional date: When,
    }
}

fields! {
    /// A recording beside an article.
    pub struct Recording {
        /// The file, relative to the record's.
        required file: String,
        /// What is to be heard; else it is the article, read aloud.
        optional title: String,
        /// A text file with what is said; a recording with a title of its own needs it.
        optional transcript: String,
    }
}

fields! {
    /// A picture beside a record.
    pub struct Picture {
        /// The file, relative to the record's.
        required file: String,
        /// What is to be seen, for those who do not see it; may be left out beside `decorative: true`.
        required_unless(decorative) alt: String,
        /// Whether the picture only decorates: it tells nothing that the text does not.
        or(false) decorative: bool,
        /// Caption.
        optional caption: String,
        /// Second caption, which begins with "Trong ảnh:".
        optional detail: String,
        /// Who made it.
        optional credit: String,
        /// What must stay visible where lists crop the picture: from the left and from the top, 0 to 1.
        optional focus: Focus,
    }
}

fields! {
    /// A document that readers may take along.
    pub struct Attachment {
        /// Its title.
        required title: String,
        /// The file, relative to the record's.
        required file: String,
        /// Number of the document: `13-ĐA/TU`. A document of `documents/` with this number is named by the article too.
        optional number: String,
        /// Date of the document.
        optional issued: When,
        /// Who issued it.
        optional issuer: String,
    }
}

fields! {
    /// Something corrected after publication.
    pub struct Correction {
        /// When.
        required date: When,
        /// What.
        required text: String,
    }
}

fields! {
    /// Why an article was taken back.
    pub struct Withdrawal {
        /// When.
        required date: When,
        /// Why, in a sentence for readers.
        required reason: String,
    }
}
