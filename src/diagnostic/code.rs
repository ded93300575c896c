//! The codes of all diagnostics. The doc comment of a code is the page that `bantin explain` prints.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The kind of a diagnostic. The text form is kebab-case and never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The text form: `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// What the code means, in English, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

codes! {
    // Files and texts.
    /// A file or folder could not be read: it is gone, or the program may not open it.
    UnreadableFile = "unreadable-file",
    /// The file is not UTF-8 text. Save it again as UTF-8; the message gives the offset of the first bad byte.
    InvalidUtf8 = "invalid-utf8",
    /// `content/site.yaml` is not there, so the folder is no site.
    MissingSite = "missing-site",
    /// A file that every site of this kind needs is not there, such as `contest.yaml` in a contest's folder.
    MissingFile = "missing-file",
    /// A record's file has an ending the program does not read (`.yml`, `.markdown`), so it would be left out.
    UnusualExtension = "unusual-extension",
    /// A link of the file system. It could lead out of the site's folder, so the program does not follow it.
    SymbolicLink = "symbolic-link",
    /// A record's file is empty.
    EmptyFile = "empty-file",

    // YAML.
    /// The YAML cannot be read: a bracket or quote that is not closed, a wrong indentation, and the like.
    YamlSyntax = "yaml-syntax",
    /// A tab stands where YAML wants spaces.
    YamlTab = "yaml-tab",
    /// The YAML is nested too deeply, or its aliases multiply without end.
    YamlLimit = "yaml-limit",
    /// A Markdown record does not begin with a line `---`.
    MissingFrontMatter = "missing-front-matter",
    /// The second line `---`, which ends the front matter, is not there.
    UnclosedFrontMatter = "unclosed-front-matter",
    /// A key that this kind of record does not have.
    UnknownKey = "unknown-key",
    /// A key that this kind of record must have is not there.
    MissingKey = "missing-key",
    /// A key stands twice in one mapping.
    DoubledKey = "doubled-key",
    /// A value of another type than the key wants: a list for a text, a text for a number.
    WrongType = "wrong-type",
    /// A text that must say something is empty.
    EmptyValue = "empty-value",
    /// A value that is none of those allowed.
    UnknownValue = "unknown-value",
    /// A date that is not in the calendar, or not written as `2023-08-25 09:22`.
    InvalidDate = "invalid-date",
    /// A number outside the range that makes sense here.
    OutOfRange = "out-of-range",
    /// An id with other characters than lower-case ASCII letters, digits and hyphens.
    InvalidId = "invalid-id",
    /// An address that is no URL a page may link to.
    InvalidUrl = "invalid-url",
    /// A colour is written otherwise than `#` and six hexadecimal digits.
    InvalidColor = "invalid-color",
    /// Text in these two colours is hard to read: their contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3). Make one of
    /// them darker or lighter.
    LowContrast = "low-contrast",
    /// A time zone that is not in the table of zones.
    InvalidTimeZone = "invalid-time-zone",
    /// Text after the body key of a Markdown record: the body stands twice.
    DoubledBody = "doubled-body",
    /// The end of a period lies before its beginning.
    ReversedPeriod = "reversed-period",

    // Records and references.
    /// A target has two values for one year and locality.
    DoubledValue = "doubled-value",
    /// Two records of one kind have the same id.
    DoubledId = "doubled-id",
    /// A record in a list file has no `id`.
    MissingId = "missing-id",
    /// A reference to a record that is not there.
    UnknownReference = "unknown-reference",
    /// A reference to something that exists but is not published now.
    UnpublishedReference = "unpublished-reference",
    /// A picture, attachment or other file that a record names is not there.
    MissingAsset = "missing-asset",
    /// A picture that cannot be read: its header, or what comes after it.
    DamagedImage = "damaged-image",
    /// A picture of more than 100 megapixels. Make it smaller first: 4000 pixels are wide enough for every screen.
    HugeImage = "huge-image",
    /// A tree or chain (parents, translations, replications) that comes back to where it began.
    Cycle = "cycle",
    /// A translation in the same language as its original.
    SameLanguage = "same-language",
    /// A language that `site.yaml` does not list.
    UnlistedLanguage = "unlisted-language",
    /// Two pages, redirects or files would stand at the same path of the output.
    PathCollision = "path-collision",
    /// Two tags that differ only in case or accents.
    SimilarTags = "similar-tags",

    // Markdown.
    /// A link to a record, file or page that is not there.
    DanglingLink = "dangling-link",
    /// A link to a heading that the target does not have.
    DanglingHeading = "dangling-heading",
    /// A picture in the text that is not there.
    MissingImage = "missing-image",
    /// A picture in the text without alternative text.
    MissingAlt = "missing-alt",
    /// A link or picture whose address is not safe, such as `javascript:` or `data:`.
    UnsafeUrl = "unsafe-url",
    /// Raw HTML where `site.yaml` forbids it.
    ForbiddenHtml = "forbidden-html",
    /// Raw HTML lost something that may not be published: a script, a form, an event handler, a style.
    RemovedHtml = "removed-html",
    /// A shortcode that is not known.
    UnknownShortcode = "unknown-shortcode",
    /// A shortcode whose arguments cannot be read, or an argument that is unknown, missing or wrong.
    ShortcodeArgument = "shortcode-argument",
    /// A shortcode that is opened and never ended, or ended and never opened.
    UnbalancedShortcode = "unbalanced-shortcode",
    /// A footnote is used and never written, or written and never used.
    MissingFootnote = "missing-footnote",
    /// A heading without text.
    EmptyHeading = "empty-heading",

    // Rules of a contest: an error once `results_at` has passed or if the entry has an award, else a warning.
    /// A prize is given more often than its `quota`.
    QuotaExceeded = "quota-exceeded",
    /// A prize is given to an entry that did not reach the prize's `round`.
    AwardRound = "award-round-not-reached",
    /// A prize is given to an entry of another genre than the prize's.
    AwardGenre = "award-genre",
    /// A prize for an organization is given to an entry that names none.
    AwardScope = "award-scope",
    /// A prize is given to an entry that was not accepted: a draft, or one received, rejected or withdrawn.
    AwardNotAccepted = "award-not-accepted",
    /// A prize is given to an entry that may not be published, so the results cannot name the winner. Always a warning.
    AwardWithoutConsent = "award-without-consent",
    /// A round begins before the one above it has ended. Always a warning.
    RoundsOutOfOrder = "rounds-out-of-order",
    /// An entry has a score of a round that lies beyond the one it reached. Always a warning.
    ScoreBeyondRound = "score-beyond-round",
    /// An entry was submitted, or postmarked where it came by post, after the contest had closed.
    AfterDeadline = "after-deadline",
    /// A text has more words than its genre allows. LocalizedText are what stands between spaces.
    TooManyWords = "too-many-words",
    /// The films, or the sound, of an entry last longer than its genre allows; or one of them does not say how long
    /// it lasts, which is a warning.
    TooManyMinutes = "too-many-minutes",
    /// A person takes part with more entries than `max_entries_per_author`. Case, spacing, signs and missing accents do
    /// not make another person; another `private.id_number` does.
    TooManyEntries = "too-many-entries",
    /// An entry was published before where that is forbidden, or was not where it is required.
    PriorPublication = "prior-publication",
    /// An entry was published outside the contest's `publication_window`.
    OutsideWindow = "outside-publication-window",
    /// An author is one of those whom `excluded` names.
    ExcludedPerson = "excluded-person",
    /// A group of authors has nobody, or more than one, who leads it.
    LeadAuthor = "lead-author",

    // Privacy.
    /// A value that stands under `private`, the name of a judge, or the name of an author who wants it hidden was
    /// found in the finished output. Case, accents, spaces, dots and hyphens make no difference; a value of fewer than
    /// five characters is found as a whole word alone, and one of a single character is not searched for, which is a
    /// warning. A judge may be named where a published record other than an entry names them in full.
    PrivateValue = "private-value",
    /// Something in the finished output looks like a telephone number, a personal number of twelve digits or an
    /// e-mail address, and stands in no public field; or a picture says where it was taken.
    PersonalData = "personal-data",

    // Administrative history.
    /// A record is dated before its locality came to be, or after it had ended. Always a warning.
    OutsideLife = "outside-locality-life",
    /// A locality or organization has successors although it has not ended, or one that ended before it did. Always a
    /// warning.
    SuccessorLife = "successor-life",

    // Near-duplicates and editorial habits. Always warnings.
    /// An entry shares much of its wording with one that was handed in before. `bantin duplicates` shows the passage.
    NearDuplicate = "near-duplicate",
    /// Curly and straight quotes, or guillemets, stand in one text.
    MixedQuotes = "mixed-quotes",
    /// Tone marks stand in the old and in the new place in one text: `hòa` and `hoà`, `ủy` and `uỷ`.
    MixedToneMarks = "mixed-tone-marks",
    /// A no-break space stands in a text, where it came from a word processor or another site.
    NoBreakSpace = "no-break-space",
    /// Two spaces stand in a row.
    DoubleSpace = "double-space",
    /// The number of a document has an unusual form: the State writes `76/NQ-CP`, the Party `13-ĐA/TU`.
    DocumentNumber = "document-number",
    /// The `alt` of a picture repeats its caption.
    AltEqualsCaption = "alt-equals-caption",
    /// The caption of the picture is typed into the summary.
    CaptionInSummary = "caption-in-summary",
    /// A dateline is typed into the summary or the text instead of the key `dateline`.
    DatelineInText = "dateline-in-text",

    // Data series.
    /// A row of a data series has more or fewer cells than there are columns.
    RaggedRow = "ragged-row",
    /// A chart asks for a column that the series does not have.
    UnknownColumn = "unknown-column",
    /// A cell that a chart must draw is no number.
    NotANumber = "not-a-number",

    // Theme.
    /// The theme is neither in the site nor among the themes in the program.
    UnknownTheme = "unknown-theme",
    /// A template cannot be read.
    TemplateSyntax = "template-syntax",
    /// A template failed while a page was rendered.
    TemplateRender = "template-render",
    /// A file of interface texts cannot be read.
    InterfaceTexts = "interface-texts",

    // Output.
    /// The output folder cannot be written, or is one that must not be replaced.
    Output = "output",
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut texts: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(
            texts
                .iter()
                .all(|t| t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }
}
