//! Follows the operators of a page as far as they set text (ISO 32000-1, 9.3 and 9.4), into the forms that it draws.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::pdf::font::Font;
use crate::pdf::limits::Budget;
use crate::pdf::lines::{Lines, Piece};

/// Forms that draw forms, at most so deep.
const FORMS: usize = 6;

/// A transformation: `[a b c d e f]`.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(numbers: [Number; 6]) -> Self {
        Self(numbers.map(|number| number.as_f64()))
    }

    /// This one first, then `after`.
    fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    fn point(self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }
}

/// The state that `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_letters: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
}

impl State {
    /// That of a new page.
    fn new() -> Self {
        Self {
            place: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
        }
    }
}

/// The operators of a page, which may stand in several streams.
fn content(page: &Dict<'_>, budget: &mut Budget) -> Vec<u8> {
    let mut content = Vec::new();
    let mut add = |stream: Stream<'_>| {
        if let Some(data) = stream.decoded_data().ok().filter(|_| budget.is_left()) {
            budget.bytes(data.len());
            content.extend_from_slice(&data);
            content.push(b' ');
        }
    };
    match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => add(stream),
        Some(Object::Array(streams)) => streams.iter::<Stream<'_>>().for_each(add),
        _ => {}
    }
    content
}

/// Reads the pages of a file, one after the other.
pub(super) struct Reader {
    budget: Budget,
    lines: Lines,
    /// By what the file says of them.
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { budget: Budget::new(), lines: Lines::default(), fonts: BTreeMap::new() }
    }

    /// Reads a page. Returns whether another one may be read.
    pub(super) fn read(&mut self, page: &Page<'_>) -> bool {
        let content = content(page.raw(), &mut self.budget);
        self.draw(&content, page.resources(), State::new(), FORMS);
        self.lines.page();
        self.budget.is_left()
    }

    /// The text of all pages.
    pub(super) fn finish(self) -> String {
        self.lines.finish()
    }

    fn draw(&mut self, content: &[u8], resources: &Resources<'_>, state: State, forms: usize) {
        let (mut now, mut kept) = (state, Vec::new());
        // The text matrix, and that of the beginning of the line.
        let (mut at, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if !self.budget.operator() {
                return;
            }
            let mut next = |x: f64, y: f64| {
                line = line.moved(x, y);
                line
            };
            match operator {
                TypedInstruction::SaveState(_) if kept.len() < 1000 => kept.push(now.clone()),
                TypedInstruction::RestoreState(_) => now = kept.pop().unwrap_or(now),
                TypedInstruction::Transform(by) => {
                    now.place = Matrix::of([by.0, by.1, by.2, by.3, by.4, by.5]).then(now.place);
                }
                TypedInstruction::BeginText(_) => (at, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                TypedInstruction::TextFont(font) => {
                    now.font = self.font(font.0, resources);
                    now.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(by) => now.between_letters = by.0.as_f64(),
                TypedInstruction::WordSpacing(by) => now.between_words = by.0.as_f64(),
                TypedInstruction::HorizontalScaling(by) => now.stretch = by.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(by) => now.leading = by.0.as_f64(),
                TypedInstruction::SetTextMatrix(to) => {
                    line = Matrix::of([to.0, to.1, to.2, to.3, to.4, to.5]);
                    at = line;
                }
                TypedInstruction::NextLine(by) => at = next(by.0.as_f64(), by.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(by) => {
                    now.leading = -by.1.as_f64();
                    at = next(by.0.as_f64(), by.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => at = next(0.0, -now.leading),
                TypedInstruction::ShowText(text) => at = self.show(text.0, &now, at),
                TypedInstruction::NextLineAndShowText(text) => {
                    at = self.show(text.0, &now, next(0.0, -now.leading));
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    (now.between_words, now.between_letters) = (text.0.as_f64(), text.1.as_f64());
                    at = self.show(text.2, &now, next(0.0, -now.leading));
                }
                TypedInstruction::ShowTexts(texts) => at = self.show_all(texts.0, &now, at),
                TypedInstruction::XObject(form) if forms > 0 => {
                    if let Some(form) = resources.get_x_object(form.0) {
                        self.form(&form, resources, &now, forms - 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// Text with steps between its strings, in thousandths of the size, to the left.
    fn show_all(&mut self, texts: &Array<'_>, state: &State, mut at: Matrix) -> Matrix {
        for element in texts.iter::<Object<'_>>() {
            match element {
                Object::String(text) => at = self.show(text.as_bytes(), state, at),
                Object::Number(by) => at = at.moved(-by.as_f64() / 1000.0 * state.size * state.stretch, 0.0),
                _ => {}
            }
        }
        at
    }

    /// Shows a string, and gives the place after it.
    fn show(&mut self, codes: &[u8], state: &State, mut at: Matrix) -> Matrix {
        let Some(font) = state.font.clone() else { return at };
        for code in font.codes(codes) {
            let letter = font.letter(code);
            let mut step = font.width(code) / 1000.0 * state.size + state.between_letters;
            if font.is_space(code) {
                step += state.between_words;
            }
            let after = at.moved(step * state.stretch, 0.0);
            let drawn = font.width(code) / 1000.0 * state.size * state.stretch;
            self.push(&letter, at.then(state.place), at.moved(drawn, 0.0).then(state.place), state.size);
            at = after;
        }
        at
    }

    fn push(&mut self, text: &str, from: Matrix, to: Matrix, size: f64) {
        if text.is_empty() {
            return;
        }
        self.budget.letters(1);
        let [a, b, c, d, ..] = from.0;
        let (along, up) = (a.hypot(b), c.hypot(d));
        if along == 0.0 || !along.is_finite() || !up.is_finite() {
            return;
        }
        // Turned text is read along its own line.
        let (x, y) = (a / along, b / along);
        let project = |(e, f): (f64, f64)| (e * x + f * y, f * x - e * y);
        let ((from, line), (to, _)) = (project(from.point()), project(to.point()));
        self.lines.push(&Piece { text, from, to, line, size: size.abs() * up });
    }

    fn form(&mut self, form: &Stream<'_>, above: &Resources<'_>, state: &State, forms: usize) {
        let dictionary = form.dict();
        if dictionary.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            return;
        }
        let Ok(content) = form.decoded_data() else { return };
        self.budget.bytes(content.len());
        let numbers: Vec<Number> =
            dictionary.get::<Array<'_>>("Matrix").map_or_else(Vec::new, |matrix| matrix.iter().collect());
        let matrix = <[Number; 6]>::try_from(numbers).map_or(Matrix::IDENTITY, Matrix::of);
        let inside = State { place: matrix.then(state.place), ..state.clone() };
        match dictionary.get::<Dict<'_>>("Resources") {
            Some(own) => self.draw(&content, &Resources::new(own), inside, forms),
            None => self.draw(&content, above, inside, forms),
        }
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Option<Rc<Font>> {
        let dictionary = resources.get_font(name)?;
        let key = dictionary.data().to_vec();
        if let Some(font) = self.fonts.get(&key) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::new(&dictionary, &mut self.budget));
        self.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }
}
