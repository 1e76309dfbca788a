//! Logits → probabilities that mean what they say, and the verdict that follows from them (pure).
//!
//! Temperature scaling (Guo et al. 2017, section 4.2); the temperature is fitted on development data and stands in model.toml.

use crate::types::Stance;

/// What one window says of an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Opinion {
    /// Stance logits.
    pub stance: [f32; 3],
    /// The logit that somebody quoted judges.
    pub quoted: f32,
    /// How often the window names the actor: what the opinion weighs.
    pub n_mentions: usize,
}

/// The probabilities of one paragraph and actor, rounded to 4 decimals, and what follows from them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// P(against), P(neutral), P(favor): multiples of 0.0001 that add up to 1.
    pub probabilities: [f64; 3],
    /// The likeliest; ties go to neutral.
    pub stance: Stance,
    /// P(favor) − P(against).
    pub score: f64,
    /// P(somebody quoted judges, and not the author).
    pub quoted: f64,
}

impl Verdict {
    /// The mean of the windows' opinions; without any, certainly neutral.
    pub(super) fn of(opinions: impl Iterator<Item = Opinion>, temperature: f64) -> Self {
        let mut total = [0.0; 3];
        let mut quoted = 0.0;
        let mut weight = 0.0;
        for opinion in opinions {
            let count = opinion.n_mentions as f64;
            weight += count;
            let parts = probabilities(opinion.stance, temperature);
            total.iter_mut().zip(parts).for_each(|(t, p)| *t += count * p);
            quoted += count / (1.0 + (-f64::from(opinion.quoted)).exp());
        }
        match weight > 0.0 {
            true => Self::from_mean(total.map(|t| t / weight), quoted / weight),
            false => Self::from_mean([0.0, 1.0, 0.0], 0.0),
        }
    }

    /// The probability of the stance.
    pub fn probability(&self) -> f64 {
        let [against, neutral, favor] = self.probabilities;
        match self.stance {
            Stance::Against => against,
            Stance::Neutral => neutral,
            Stance::Favor => favor,
        }
    }

    fn from_mean(mean: [f64; 3], quoted: f64) -> Self {
        let [against, neutral, favor] = ten_thousandths(mean);
        let probabilities = [against, neutral, favor].map(|n| n as f64 / 10_000.0);
        let score = (favor - against) as f64 / 10_000.0;
        Self { probabilities, stance: likeliest(probabilities), score, quoted }
    }
}

/// The stance that probabilities in the order against, neutral, favor stand for; ties go to neutral.
fn likeliest(probabilities: [f64; 3]) -> Stance {
    let [against, neutral, favor] = probabilities;
    if against > neutral && against > favor {
        Stance::Against
    } else if favor > neutral && favor > against {
        Stance::Favor
    } else {
        Stance::Neutral
    }
}

/// softmax(logits / temperature), in double precision.
fn probabilities(logits: [f32; 3], temperature: f64) -> [f64; 3] {
    let scaled = logits.map(|logit| f64::from(logit) / temperature);
    let largest = scaled.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let powers = scaled.map(|x| (x - largest).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// Rounds to whole ten-thousandths that add up to 10,000: what rounding leaves over goes to the largest remainder.
fn ten_thousandths(probabilities: [f64; 3]) -> [i64; 3] {
    let exact = probabilities.map(|p| p * 10_000.0);
    let mut whole = exact.map(|x| x.floor() as i64);
    let missing = 10_000 - whole.iter().sum::<i64>();
    let mut order = [1, 0, 2]; // Neutral first, where remainders are equal.
    order.sort_by(|&a, &b| {
        let remainder = |i: usize| exact[i] - exact[i].floor();
        remainder(b).total_cmp(&remainder(a))
    });
    for index in order.into_iter().cycle().take(missing.clamp(0, 3) as usize) {
        whole[index] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mean: [f64; 3], expected: [f64; 3], stance: Stance) {
        let verdict = Verdict::from_mean(mean, 0.0);
        assert_eq!(verdict.probabilities, expected);
        assert_eq!(verdict.stance, stance);
        assert_eq!(verdict.probability(), expected[stance as usize]);
        assert!((verdict.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn verdicts_derive_from_rounded_probabilities() {
        check([0.781_249, 0.147_751, 0.071], [0.7812, 0.1478, 0.071], Stance::Against);
        check([1.0 / 3.0; 3], [0.3333, 0.3334, 0.3333], Stance::Neutral);
        check([0.4, 0.4, 0.2], [0.4, 0.4, 0.2], Stance::Neutral);
        check([0.450_01, 0.1, 0.449_99], [0.45, 0.1, 0.45], Stance::Neutral);
        check([0.0, 0.0, 1.0], [0.0, 0.0, 1.0], Stance::Favor);
    }

    #[test]
    fn temperature_softens() {
        let [_, _, sharp] = probabilities([0.0, 0.0, 2.0], 1.0);
        let [_, _, soft] = probabilities([0.0, 0.0, 2.0], 2.0);
        assert!((sharp - 0.786_986).abs() < 1e-6 && (soft - 0.576_117).abs() < 1e-6, "{sharp} {soft}");
    }

    #[test]
    fn windows_count_by_their_mentions() {
        let sure = |stance, quoted, n_mentions| Opinion { stance, quoted, n_mentions };
        let opinions = [sure([50.0, 0.0, 0.0], 50.0, 3), sure([0.0, 0.0, 50.0], -50.0, 1)];
        let verdict = Verdict::of(opinions.into_iter(), 1.0);
        assert_eq!(verdict.probabilities, [0.75, 0.0, 0.25]);
        assert!((verdict.quoted - 0.75).abs() < 1e-9);
        let nothing = Verdict::of(std::iter::empty(), 1.0);
        assert_eq!((nothing.stance, nothing.quoted), (Stance::Neutral, 0.0));
    }
}
