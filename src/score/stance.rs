//! Stance: the confusion of gold and predicted labels, what follows from it, and how far probabilities can be trusted.
//!
//! Every number has scikit-learn as its reference: macro-F1 over the labels that occur in gold or prediction, the
//! Matthews correlation of several classes (Gorodkin 2004), the Brier score as the sum over the classes (0 to 2),
//! the calibration error of the chosen label over ten bins of equal width (Guo et al. 2017).

use super::interval::Counts;
use super::matching::{Pair, Track};
use super::spans::ratio;
use crate::gold::labels::LabelledStance;
use crate::types::Stance;

/// The number of bins of the reliability plot.
pub const N_BINS: usize = 10;

/// One judged row: what it is and what was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The gold label.
    pub gold: Stance,
    /// The predicted label; nothing where the paragraph was not read, which is wrong whatever the gold.
    pub predicted: Option<Stance>,
    /// P(against), P(neutral), P(favor), where the program gave them.
    pub probabilities: Option<[f64; 3]>,
}

impl Answer {
    /// The answer to a row of a gold paragraph; nothing where the row is not judged. Who was asked for a target and has
    /// no row for it says neutral, if the paragraph was read.
    pub fn of(pair: &Pair<'_>, paragraph: usize, gold: &LabelledStance, track: Track) -> Option<Self> {
        let row = pair.row(paragraph, gold);
        let unsaid = pair.paragraphs[paragraph].map(|_| Stance::Neutral);
        (row.is_some() || track == Track::GivenTargets).then(|| Self {
            gold: gold.stance,
            predicted: row.map(|row| row.stance).or(unsaid),
            probabilities: row.and_then(|row| row.probabilities),
        })
    }
}

/// One bin of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Answers in it.
    pub n: usize,
    /// How many are right.
    pub n_right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// What is counted of a list of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StanceCounts {
    /// Gold down, prediction across, in the order of [`Stance::ALL`].
    pub confusion: [[usize; 3]; 3],
    /// Rows of each gold label whose paragraph was not read.
    pub missed: [usize; 3],
    /// The sum of squared errors of the probabilities.
    pub squared_error: f64,
    /// Bins of the chosen label's probability.
    pub bins: [Bin; N_BINS],
}

impl Counts for StanceCounts {
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.confusion.iter_mut().flatten().zip(other.confusion.iter().flatten()) {
            *mine += theirs;
        }
        self.missed.iter_mut().zip(other.missed).for_each(|(mine, theirs)| *mine += theirs);
        self.squared_error += other.squared_error;
        for (mine, theirs) in self.bins.iter_mut().zip(&other.bins) {
            mine.n += theirs.n;
            mine.n_right += theirs.n_right;
            mine.confidence += theirs.confidence;
        }
    }
}

impl FromIterator<Answer> for StanceCounts {
    fn from_iter<I: IntoIterator<Item = Answer>>(answers: I) -> Self {
        let mut counts = Self::default();
        for answer in answers {
            counts.push(answer);
        }
        counts
    }
}

impl StanceCounts {
    /// Counts one more answer.
    pub fn push(&mut self, answer: Answer) {
        let gold = answer.gold as usize;
        let Some(predicted) = answer.predicted.map(|label| label as usize) else {
            self.missed[gold] += 1;
            return;
        };
        self.confusion[gold][predicted] += 1;
        let Some(probabilities) = answer.probabilities else { return };
        for (label, p) in probabilities.iter().enumerate() {
            let truth = if label == gold { 1.0 } else { 0.0 };
            self.squared_error += (p - truth).powi(2);
        }
        let confidence = probabilities[predicted];
        // Bins are (0, 0.1], (0.1, 0.2] and so on, as scikit-learn cuts them.
        let bin = ((confidence * N_BINS as f64).ceil() as usize).clamp(1, N_BINS) - 1;
        self.bins[bin].n += 1;
        self.bins[bin].n_right += usize::from(gold == predicted);
        self.bins[bin].confidence += confidence;
    }

    /// The number of rows.
    pub fn n(&self) -> usize {
        self.confusion.iter().flatten().sum::<usize>() + self.n_missed()
    }

    /// How many rows were not read.
    pub fn n_missed(&self) -> usize {
        self.missed.iter().sum()
    }

    /// How many rows have that gold label.
    pub fn n_gold(&self, label: Stance) -> usize {
        self.confusion[label as usize].iter().sum::<usize>() + self.missed[label as usize]
    }

    /// How many rows were given that label.
    pub fn n_predicted(&self, label: Stance) -> usize {
        self.confusion.iter().map(|row| row[label as usize]).sum()
    }

    /// F1 of one label; nothing where it occurs neither in gold nor in prediction.
    pub fn f1(&self, label: Stance) -> Option<f64> {
        let right = self.confusion[label as usize][label as usize];
        ratio(2.0 * right as f64, self.n_gold(label) + self.n_predicted(label))
    }

    /// The mean F1 of the labels that occur in gold or prediction.
    pub fn macro_f1(&self) -> Option<f64> {
        mean(Stance::ALL.into_iter().filter_map(|label| self.f1(label)))
    }

    /// The mean F1 of favor and against, as shared tasks on stance count.
    pub fn polar_f1(&self) -> Option<f64> {
        mean([Stance::Against, Stance::Favor].into_iter().filter_map(|label| self.f1(label)))
    }

    /// How many answers are right.
    pub fn n_right(&self) -> usize {
        (0..3).map(|label| self.confusion[label][label]).sum()
    }

    /// The share of right answers.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.n_right() as f64, self.n())
    }

    /// The Matthews correlation coefficient, in [−1, 1]; 0 where one side has a single label.
    pub fn mcc(&self) -> Option<f64> {
        let n = self.n() as f64;
        let sides = Stance::ALL.map(|label| (self.n_gold(label), self.n_predicted(label)));
        // What was not read is an answer of its own, which no gold row has.
        let sides = sides.into_iter().chain([(0, self.n_missed())]);
        let sides: Vec<(f64, f64)> = sides.map(|(gold, predicted)| (gold as f64, predicted as f64)).collect();
        let agreement =
            self.n_right() as f64 * n - sides.iter().map(|(gold, predicted)| gold * predicted).sum::<f64>();
        let spread =
            |side: fn(&(f64, f64)) -> f64| n * n - sides.iter().map(|pair| side(pair).powi(2)).sum::<f64>();
        let spreads = spread(|pair| pair.0) * spread(|pair| pair.1);
        (self.n() > 0).then(|| if spreads > 0.0 { agreement / spreads.sqrt() } else { 0.0 })
    }

    /// The number of answers that came with probabilities.
    pub fn n_with_probabilities(&self) -> usize {
        self.bins.iter().map(|bin| bin.n).sum()
    }

    /// The mean squared error of the probabilities, summed over the labels: 0 is best, 2 worst.
    pub fn brier(&self) -> Option<f64> {
        ratio(self.squared_error, self.n_with_probabilities())
    }

    /// The mean distance of confidence and accuracy over the bins, weighted by their answers.
    pub fn calibration_error(&self) -> Option<f64> {
        let gaps = self.bins.iter().map(|bin| (bin.confidence - bin.n_right as f64).abs());
        ratio(gaps.sum(), self.n_with_probabilities())
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    ratio(values.iter().sum(), values.len())
}
