//! The value axis: round tick values that span the data.

/// Approximate number of steps of an axis.
const STEPS: f64 = 4.0;

/// The ticks of a value axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// Tick values, ascending; at least two.
    pub(super) ticks: Vec<f64>,
    /// Decimals needed to distinguish the ticks.
    pub(super) digits: usize,
}

impl Scale {
    /// An axis for these values; with `zero` it includes 0, as bars require.
    pub(super) fn new(values: impl Iterator<Item = f64> + Clone, zero: bool) -> Self {
        let mut low = values.clone().fold(f64::INFINITY, f64::min);
        let mut high = values.fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        // If the smallest value is below half of the largest, start at zero.
        if zero || (low > 0.0 && low < high / 2.0) {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if low == high {
            let room = if low == 0.0 { 1.0 } else { low.abs() / 2.0 };
            (low, high) = if zero || low == 0.0 { (low, high + room) } else { (low - room, high + room) };
        }
        Self::between(low, high)
    }

    /// From 0 to the extreme values, for bars whose values are written next to them.
    pub(super) fn tight(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(0.0, f64::min);
        let high = values.fold(0.0, f64::max);
        let high = if low == high { 1.0 } else { high };
        Self { ticks: vec![low, high], digits: 0 }
    }

    /// An axis for ranks: from the best, which is 1, to a round number below the worst.
    pub(super) fn ranks(values: impl Iterator<Item = f64>) -> Self {
        let worst = values.fold(2.0, f64::max);
        let step = round_step(worst / STEPS).max(1.0);
        let count = (worst / step).ceil().clamp(1.0, 12.0) as usize;
        let others = (1..=count).map(|number| number as f64 * step).filter(|tick| *tick > 1.0);
        Self { ticks: std::iter::once(1.0).chain(others).collect(), digits: 0 }
    }

    fn between(low: f64, high: f64) -> Self {
        let step = round_step(high / STEPS - low / STEPS);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let count = (last - first).clamp(1.0, 12.0) as usize;
        let ticks = (0..=count).map(|number| (first + number as f64) * step).collect();
        let digits = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
        Self { ticks, digits }
    }

    /// The position of a value: 0 at the low end, 1 at the high end.
    pub(super) fn part(&self, value: f64) -> f64 {
        let (low, high) = (self.low(), self.high());
        // Halved, so that the difference of huge numbers stays finite.
        let part = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn low(&self) -> f64 {
        self.ticks.first().copied().unwrap_or(0.0)
    }

    fn high(&self) -> f64 {
        self.ticks.last().copied().unwrap_or(1.0)
    }
}

/// The smallest of 1, 2, 5, 10, 20, … (or 0.5, 0.2, …) that is at least `step`.
fn round_step(step: f64) -> f64 {
    if !step.is_finite() || step <= f64::MIN_POSITIVE {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let lead = step / power;
    let round = [1.0, 2.0, 5.0].into_iter().find(|round| lead <= round * (1.0 + 1e-9)).unwrap_or(10.0);
    round * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticks(values: &[f64], zero: bool) -> Vec<f64> {
        Scale::new(values.iter().copied(), zero).ticks
    }

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        assert_eq!(ticks(&[3.0, 17.0], true), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(&[81.5, 84.0], false), [81.0, 82.0, 83.0, 84.0]);
        assert_eq!(ticks(&[-4.0, 6.0], true), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks(&[1200.0, 1886.0], true), [0.0, 500.0, 1000.0, 1500.0, 2000.0]);
    }

    #[test]
    fn one_value_or_none_has_an_axis_too() {
        assert_eq!(ticks(&[], true), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(&[0.0], false), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(&[10.0], false), [5.0, 10.0, 15.0]);
        assert_eq!(ticks(&[10.0], true), [0.0, 5.0, 10.0]);
    }

    #[test]
    fn an_axis_of_ranks_begins_at_the_first() {
        let ticks = |values: &[f64]| Scale::ranks(values.iter().copied()).ticks;
        assert_eq!(ticks(&[48.0, 26.0, 14.0]), [1.0, 20.0, 40.0, 60.0]);
        assert_eq!(ticks(&[3.0, 1.0]), [1.0, 2.0, 3.0]);
        assert_eq!(ticks(&[1.0]), [1.0, 2.0]);
        assert_eq!(ticks(&[]), [1.0, 2.0]);
    }

    #[test]
    fn digits_tell_the_ticks_apart() {
        assert_eq!(Scale::new([0.1, 0.9].into_iter(), true).digits, 1);
        assert_eq!(Scale::new([0.0, 900.0].into_iter(), true).digits, 0);
    }

    proptest! {
        #[test]
        fn every_value_stands_on_its_axis(values in proptest::collection::vec(proptest::num::f64::NORMAL, 1..6), zero: bool) {
            let scale = Scale::new(values.iter().copied(), zero);
            prop_assert!(scale.ticks.len() >= 2 && scale.ticks.len() <= 14);
            for value in values {
                let part = scale.part(value);
                prop_assert!((0.0..=1.0).contains(&part));
            }
        }

        #[test]
        fn common_values_lie_between_the_ends(values in proptest::collection::vec(-1e9..1e9_f64, 1..6), zero: bool) {
            let scale = Scale::new(values.iter().copied(), zero);
            let step = scale.ticks[1] - scale.ticks[0];
            for value in values {
                prop_assert!(value >= scale.low() - step * 1e-6 && value <= scale.high() + step * 1e-6, "{scale:?} {value}");
            }
        }
    }
}
