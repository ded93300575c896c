//! The impact of a term in a document (its share of the BM25 score), quantised to five bits.
//!
//! BM25 is `idf · tf(k1 + 1) / (tf + k1 · norm)` with `norm = 1 − b + b · length / mean`. With `x = tf / norm` the
//! second factor is `s = x(k1 + 1) / (x + k1)`, between 0 and k1 + 1. The index stores `s` in 32 levels. A level can
//! be converted back into `x`, and the `x` of several spellings of one folded term can be added: posting lists by
//! spelling serve accented and unaccented queries, without a second list for the folded term.

/// Saturation of the term frequency (k1 of BM25).
pub const K1: f32 = 1.2;
/// Strength of the length normalisation (b of BM25), between what is best for short texts (0.9) and for long ones, such
/// as articles of law (0.75).
pub const B: f32 = 0.8;
/// Number of quantisation levels.
pub const LEVELS: u32 = 32;

/// The level of a term with the weighted frequency `tf` in a document of weighted length `length`, with `mean` the
/// mean length.
#[must_use]
pub fn level(tf: u32, length: u32, mean: f32) -> u8 {
    let norm = 1.0 - B + B * length as f32 / mean;
    let x = tf as f32 / norm;
    let share = x / (x + K1);
    ((share * LEVELS as f32) as u32).min(LEVELS - 1) as u8
}

/// The `x` at the middle of a level.
#[must_use]
pub fn x_of(level: u8) -> f32 {
    let share = (f32::from(level) + 0.5) / LEVELS as f32;
    K1 * share / (1.0 - share)
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, level, x_of};

    #[test]
    fn more_is_higher_and_longer_is_lower() {
        assert!(level(6, 400, 400.0) > level(1, 400, 400.0));
        assert!(level(1, 100, 400.0) > level(1, 4000, 400.0));
        assert_eq!(level(10_000, 10, 400.0), LEVELS as u8 - 1);
        assert_eq!(level(1, 40_000, 400.0), 0);
    }

    #[test]
    fn a_level_reads_back_as_itself() {
        for step in 0..LEVELS as u8 {
            let x = x_of(step);
            assert_eq!(((x / (x + super::K1)) * LEVELS as f32) as u8, step);
        }
    }

    #[test]
    fn levels_are_those_of_the_shared_cases() {
        let text = include_str!("../vectors/search_levels.json");
        let cases: Vec<(u8, f32)> = serde_json::from_str(text).unwrap();
        for (step, x) in cases {
            assert!((x_of(step) - x).abs() < 1e-4, "{step}");
        }
    }
}
