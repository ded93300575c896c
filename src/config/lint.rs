//! The key `lint` of `site.yaml`: which editorial checks are on.

use crate::diagnostic::Code;
use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, ValueType, View};
use crate::yaml::{Node, Plain};

fields! {
    /// One switch per check; all are on unless switched off.
    pub struct LintFields {
        /// Curly and straight quotes, or guillemets, in one text.
        or(true) mixed_quotes: bool,
        /// `hòa` and `hoà`, `ủy` and `uỷ`, in one text.
        or(true) mixed_tones: bool,
        /// No-break spaces.
        or(true) no_break_spaces: bool,
        /// Two spaces in a row.
        or(true) double_spaces: bool,
        /// Numbers of documents in an unusual form: `76-NQ/CP`.
        or(true) document_numbers: bool,
        /// An `alt` that repeats the caption.
        or(true) alt_equals_caption: bool,
        /// A caption typed into the summary.
        or(true) caption_in_summary: bool,
        /// A dateline typed into the summary or text.
        or(true) dateline_in_text: bool,
        /// A space before a comma, a point or a colon.
        or(true) spaces_before_signs: bool,
        /// Straight quotes: " ".
        or(true) straight_quotes: bool,
        /// Three points for an ellipsis.
        or(true) three_dots: bool,
        /// Abbreviations of the office: `đ/c`.
        or(true) abbreviations: bool,
        /// Two signs where one is enough: `,,`.
        or(true) doubled_signs: bool,
        /// 24/5/2023 and 24/05/2023 in one text.
        or(true) mixed_dates: bool,
        /// A headline in capitals alone.
        or(true) capital_titles: bool,
        /// A text without quotes that ends at ` #`.
        or(true) comments_in_texts: bool,
        /// Files and folders that nothing reads.
        or(true) unread_files: bool,
        /// Letters that were broken by another encoding.
        or(true) broken_letters: bool,
        /// Invisible control characters.
        or(true) control_characters: bool,
        /// Addresses with a space in Markdown.
        or(true) spaces_in_addresses: bool,
        /// `##Heading` without a space.
        or(true) raw_headings: bool,
        /// Signs of lists that Markdown does not take.
        or(true) raw_lists: bool,
        /// Signs of emphasis that do not close.
        or(true) raw_emphasis: bool,
        /// Tables without a rule below their headings.
        or(true) raw_tables: bool,
        /// Addresses of films without a player.
        or(true) bare_videos: bool,
    }
}

impl LintFields {
    /// Every habit is watched over.
    pub const ALL: Self = Self {
        mixed_quotes: true,
        mixed_tones: true,
        no_break_spaces: true,
        double_spaces: true,
        document_numbers: true,
        alt_equals_caption: true,
        caption_in_summary: true,
        dateline_in_text: true,
        spaces_before_signs: true,
        straight_quotes: true,
        three_dots: true,
        abbreviations: true,
        doubled_signs: true,
        mixed_dates: true,
        capital_titles: true,
        comments_in_texts: true,
        unread_files: true,
        broken_letters: true,
        control_characters: true,
        spaces_in_addresses: true,
        raw_headings: true,
        raw_lists: true,
        raw_emphasis: true,
        raw_tables: true,
        bare_videos: true,
    };

    /// The switch of a code; nothing for what is no habit and is always told.
    fn switch(&self, code: Code) -> Option<bool> {
        Some(match code {
            Code::MixedQuotes => self.mixed_quotes,
            Code::MixedToneMarks => self.mixed_tones,
            Code::NoBreakSpace => self.no_break_spaces,
            Code::DoubleSpace => self.double_spaces,
            Code::DocumentNumber => self.document_numbers,
            Code::AltEqualsCaption => self.alt_equals_caption,
            Code::CaptionInSummary => self.caption_in_summary,
            Code::DatelineInText => self.dateline_in_text,
            Code::SpaceBeforeSign => self.spaces_before_signs,
            Code::StraightQuotes => self.straight_quotes,
            Code::ThreeDots => self.three_dots,
            Code::Abbreviation => self.abbreviations,
            Code::DoubledSign => self.doubled_signs,
            Code::MixedDates => self.mixed_dates,
            Code::CapitalTitle => self.capital_titles,
            Code::CommentInText => self.comments_in_texts,
            Code::UnreadFile => self.unread_files,
            Code::BrokenLetters => self.broken_letters,
            Code::ControlCharacter => self.control_characters,
            Code::SpaceInAddress => self.spaces_in_addresses,
            Code::RawHeading => self.raw_headings,
            Code::RawList => self.raw_lists,
            Code::RawEmphasis => self.raw_emphasis,
            Code::RawTable => self.raw_tables,
            Code::BareVideo => self.bare_videos,
            _ => return None,
        })
    }
}

/// Whether a diagnostic with this code is told: where no habit is watched over, `lint` is nothing.
pub fn is_told(lint: Option<&LintFields>, code: Code) -> bool {
    match lint {
        Some(fields) => fields.switch(code).unwrap_or(true),
        None => LintFields::ALL.switch(code).is_none(),
    }
}

/// The value of the key: `true`, `false`, or a mapping that switches off single checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Lint(pub Option<LintFields>);

impl Described for Lint {
    fn value_type() -> ValueType {
        ValueType::AnyOf(vec![ValueType::Bool, LintFields::value_type()])
    }

    fn view(&self) -> View<'_> {
        self.0.as_ref().map_or(View::Bool(false), LintFields::view)
    }
}

impl Decode for Lint {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node {
            Node::Plain(Plain::Bool(false), _) => Some(Self(None)),
            Node::Plain(Plain::Bool(true), _) => Some(Self(Some(LintFields::ALL))),
            text @ Node::Text(_) => bool::decode(text, decoder).map(|_| Self(None)),
            node => LintFields::decode(node, decoder).map(|some| Self(Some(some))),
        }
    }

    fn stand_in() -> Option<Self> {
        Some(Self(Some(LintFields::ALL)))
    }
}
