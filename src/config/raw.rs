//! `site.yaml` as written.

use crate::config::frame::{Approvals, LivePage, Responsible, ScriptFields};
use crate::config::lint::{Lint, LintFields};
use crate::config::look::LookFields;
use crate::config::royalties::Royalties;
use crate::value::Link;
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};
use bantin_text::language::Language;

fields! {
    /// The keys of `site.yaml`.
    pub struct SiteFields {
        /// The section's title.
        required title: String,
        /// Second title.
        optional subtitle: String,
        /// A line above every page: that the section is on trial, or that its data are samples.
        optional banner: String,
        /// The same in English.
        optional banner_en: String,
        /// Where the section stands: `https://host/folder/`.
        required base_url: String,
        /// The main language.
        required language: Language,
        /// All languages; the main one alone when left out.
        list languages: Language,
        /// Name of a time zone.
        or("Asia/Ho_Chi_Minh".to_owned()) time_zone: String,
        /// Name of the theme.
        or("portal".to_owned()) theme: String,
        /// The publisher, by id.
        required organization: String,
        /// Telephone number for readers.
        optional hotline: String,
        /// E-mail address for readers.
        optional email: String,
        /// Who answers for the contents.
        optional responsible: Responsible,
        /// Postal address of the publisher.
        optional address: String,
        /// Licence to run the section: its number, date and who gave it.
        optional licence: String,
        /// What others must do who publish its texts again.
        optional reuse: String,
        /// Scripts of the portal on every page, such as its count of visits.
        list scripts: ScriptFields,
        /// Whether articles and documents need an approval before they are published.
        or(Approvals::None) approvals: Approvals,
        /// Whether pages name who approved them.
        or(false) show_approver: bool,
        /// Menus.
        group menus: Menus,
        /// What the home page shows.
        group home: HomeFields,
        /// Items on a page of a list.
        or(20) page_size: u32,
        /// Items in a feed.
        or(20) feed_size: u32,
        /// How Markdown is read.
        group markdown: MarkdownFields,
        /// How search works.
        group search: SearchFields,
        /// How pictures are made.
        group images: ImageFields,
        /// Old paths and where they lead now.
        list redirects: Redirect,
        /// What is changed of the theme's look.
        group look: LookFields,
        /// The file of live boxes (weather and the like): a path of this host.
        optional live: Link,
        /// On which pages the live boxes stand.
        or(vec![LivePage::Home]) live_on: Vec<LivePage>,
        /// What the privacy gate lets pass.
        group privacy: PrivacyFields,
        /// Which links to pages elsewhere are not asked for.
        group links: LinkFields,
        /// Which files may be published.
        group files: FileFields,
        /// What a build leaves alone in the folder of the output.
        group output: OutputFields,
        /// Which editorial habits are watched over; all of them when left out.
        or(Lint(Some(LintFields::ALL))) lint: Lint,
        /// What authors are paid for their articles. Never published; for `bantin export royalties`.
        unshown optional royalties: Royalties,
        /// Where the output is published: the address of each place, by its name.
        optional publish: Node,
        /// Where each publish leaves a copy of `content/`: a folder that no web server serves; the newest ten stay.
        optional backup: String,
        /// Anything, for themes.
        optional extra: Node,
    }
}

fields! {
    /// The menus of the theme.
    pub struct Menus {
        /// Above every page.
        list main: MenuItem,
        /// Below every page.
        list footer: MenuItem,
    }
}

fields! {
    /// One item of a menu: a label and where it leads.
    pub struct MenuItem {
        /// What is read.
        optional label: String,
        /// Label in English.
        optional label_en: String,
        /// Leads to an address.
        optional url: Link,
        /// Leads to a page, by id.
        optional page: String,
        /// Leads to a category, by id.
        optional category: String,
    }
}

choices! {
    /// What becomes of raw HTML in Markdown.
    pub enum RawHtml {
        /// What is safe stays.
        Sanitize = "sanitize",
        /// It is an error.
        Forbid = "forbid",
    }
}

fields! {
    /// How Markdown is read.
    pub struct MarkdownFields {
        /// What becomes of raw HTML.
        or(RawHtml::Sanitize) raw_html: RawHtml,
    }
}

choices! {
    /// What becomes of a picture in a text that stands on another host.
    pub enum ExternalImages {
        /// It is an error.
        Forbid = "forbid",
        /// It is shown from there.
        Allow = "allow",
    }
}

fields! {
    /// How pictures are made.
    pub struct ImageFields {
        /// Whether a text may show pictures of other hosts.
        or(ExternalImages::Forbid) external: ExternalImages,
        /// Widths in pixels.
        list widths: u32,
        /// Quality from 1 to 100.
        or(80) quality: u32,
        /// Whether articles, models and entries have a picture for social networks, with their title.
        or(false) share_cards: bool,
    }
}

fields! {
    /// What the home page shows.
    pub struct HomeFields {
        /// How many days a featured article leads the page. After them, or without one, the newest article leads.
        or(14) featured_days: u32,
    }
}

choices! {
    /// How the files of the search are stored.
    pub enum SearchLayout {
        /// Many small files, for any host.
        Files = "files",
        /// A few dozen files, for hosts that answer `Range`.
        Packed = "packed",
    }
}

fields! {
    /// How the search index is cut, and what its results weigh.
    pub struct SearchFields {
        /// How its files are stored: many small ones, or a few dozen for hosts that answer `Range`.
        or(SearchLayout::Files) layout: SearchLayout,
        /// About how many bytes a file of lists holds: smaller ones make more files, larger ones dearer queries.
        or(3000) shard_bytes: u32,
        /// What lifts or lowers results.
        group weights: SearchWeights,
    }
}

fields! {
    /// What lifts or lowers results of the search.
    pub struct SearchWeights {
        /// The factor of articles.
        or(1.0) article: f64,
        /// The factor of models.
        or(1.0) model: f64,
        /// The factor of entries.
        or(1.0) entry: f64,
        /// The factor of programmes.
        or(1.0) programme: f64,
        /// The factor of documents.
        or(1.0) document: f64,
        /// The factor of standing pages, contests and rules.
        or(1.0) page: f64,
        /// The factor of pages of organizations.
        or(1.0) organization: f64,
        /// The factor of pages of localities.
        or(1.0) locality: f64,
        /// The factor of pages of categories and fields.
        or(1.0) category: f64,
        /// The factor of dossiers.
        or(1.0) topic: f64,
        /// How much more the newest year weighs: 0.2 is a fifth more, and half of that each year before.
        or(0.0) recency: f64,
    }
}

fields! {
    /// Which files may be published.
    pub struct FileFields {
        /// Endings besides those of documents, pictures, sound, film and data.
        list allow: String,
    }
}

fields! {
    /// What a build leaves alone in the folder of the output.
    pub struct OutputFields {
        /// Files and folders that other people put there.
        list keep: String,
    }
}

fields! {
    /// What the privacy gate lets pass.
    pub struct PrivacyFields {
        /// Texts that may be published although they look like personal data.
        list allow: AllowedText,
    }
}

fields! {
    /// Which links `bantin check --external` does not ask for.
    pub struct LinkFields {
        /// Addresses of pages elsewhere that are known to be right.
        list allow: AllowedLink,
    }
}

fields! {
    /// Addresses that are not asked for, and why.
    pub struct AllowedLink {
        /// How they begin: `https://intranet.example.vn/`.
        required url: Link,
        /// Why they are not asked for.
        required reason: String,
    }
}

fields! {
    /// A text that may be published, and why.
    pub struct AllowedText {
        /// The telephone number, e-mail address or name.
        required text: String,
        /// Why it may be published.
        required reason: String,
    }
}

fields! {
    /// An old path and where it leads now.
    pub struct Redirect {
        /// A path below the section: `/tin-cu/1.html`.
        required from: String,
        /// A path below the section, or an address elsewhere.
        required to: Link,
    }
}
