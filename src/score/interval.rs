//! How sure a number is: resampling of whole articles, never of rows, because rows of one article are alike.
//!
//! Everything that is measured is a sum of counts over clusters (articles), and a metric is a function of the sum.
//! Intervals are percentile bootstrap intervals (Efron & Tibshirani 1993, ch. 13) of the metric over resampled
//! clusters; two systems are compared on the same resamples, and by approximate randomization (Noreen 1989;
//! Yeh 2000), which swaps the two systems' answers article by article.

use fastrand::Rng;

/// Counts that add up.
pub trait Counts: Clone + Default {
    /// Adds the counts of another cluster.
    fn add(&mut self, other: &Self);
}

/// The sum of all.
pub fn total<'a, C: Counts + 'a>(clusters: impl IntoIterator<Item = &'a C>) -> C {
    let mut total = C::default();
    for counts in clusters {
        total.add(counts);
    }
    total
}

/// A number, and the interval that holds 95 per cent of its resamples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The number on all clusters; nothing where it is not defined, such as the precision of no answers.
    pub value: Option<f64>,
    /// The interval; nothing where there are fewer than two clusters or too few resamples define the number.
    pub interval: Option<[f64; 2]>,
}

/// How to resample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    /// The number of resamples, and of shuffles.
    pub n_resamples: usize,
    /// The same seed gives the same intervals.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { n_resamples: 1000, seed: 1 }
    }
}

/// The least share of resamples that must define a metric before an interval is shown.
const LEAST_DEFINED: f64 = 0.95;

/// A function of counts; nothing where it is not defined.
pub type MetricOf<'a, C> = &'a (dyn Fn(&C) -> Option<f64> + Sync);

impl Resampling {
    /// Metrics of one system with their intervals, in the order of `metrics`.
    pub fn estimates<C: Counts + Sync>(self, clusters: &[C], metrics: &[MetricOf<'_, C>]) -> Vec<Estimate> {
        let whole = total(clusters);
        let samples = if clusters.len() > 1 {
            self.samples(metrics, |random| {
                let mut sum = C::default();
                for _ in clusters {
                    sum.add(&clusters[random.usize(..clusters.len())]);
                }
                sum
            })
        } else {
            vec![Vec::new(); metrics.len()]
        };
        let finish = |(metric, samples): (&MetricOf<'_, C>, Vec<f64>)| Estimate {
            value: metric(&whole),
            interval: interval(samples, self.n_resamples),
        };
        metrics.iter().zip(samples).map(finish).collect()
    }

    /// One metric with its interval.
    pub fn estimate<C: Counts + Sync>(
        self,
        clusters: &[C],
        metric: impl Fn(&C) -> Option<f64> + Sync,
    ) -> Estimate {
        self.estimates(clusters, &[&metric])[0]
    }

    /// What B has more than A, for each metric: the difference with its interval, and how often chance alone gives
    /// as much. `pairs` holds the counts of A and B on each cluster.
    pub fn differences<C: Counts + Sync>(
        self,
        pairs: &[(C, C)],
        metrics: &[MetricOf<'_, C>],
    ) -> Vec<Difference> {
        let pairs: Vec<Both<C>> = pairs.iter().map(|(a, b)| Both { a: a.clone(), b: b.clone() }).collect();
        let gaps: Vec<_> = metrics.iter().map(|metric| |both: &Both<C>| both.gap(*metric)).collect();
        let gaps: Vec<MetricOf<'_, Both<C>>> = gaps.iter().map(|gap| gap as MetricOf<'_, Both<C>>).collect();
        let estimates = self.estimates(&pairs, &gaps);
        let shuffled = Self { seed: self.seed ^ SHUFFLES, ..self }.samples(&gaps, |random| {
            let mut sum = Both::<C>::default();
            for pair in &pairs {
                let (a, b) = if random.bool() { (&pair.b, &pair.a) } else { (&pair.a, &pair.b) };
                sum.a.add(a);
                sum.b.add(b);
            }
            sum
        });
        let finish = |(estimate, shuffled): (Estimate, Vec<f64>)| {
            let observed = estimate.value.filter(|_| self.n_resamples > 0);
            let p = observed.map(|observed| p_value(observed, &shuffled, self.n_resamples));
            Difference { estimate, p }
        };
        estimates.into_iter().zip(shuffled).map(finish).collect()
    }

    /// The values of every metric on sums that `draw` makes. Each draw has a seed of its own, so that the answer
    /// does not depend on the number of threads.
    fn samples<C: Sync>(
        self,
        metrics: &[MetricOf<'_, C>],
        draw: impl Fn(&mut Rng) -> C + Sync,
    ) -> Vec<Vec<f64>> {
        let n_threads =
            std::thread::available_parallelism().map_or(1, usize::from).min(self.n_resamples.max(1));
        let part = |thread: usize| {
            let mut values = vec![Vec::new(); metrics.len()];
            for number in (thread..self.n_resamples).step_by(n_threads) {
                let sum =
                    draw(&mut Rng::with_seed(self.seed.wrapping_add((number as u64).wrapping_mul(SPREAD))));
                for (metric, values) in metrics.iter().zip(&mut values) {
                    values.extend(metric(&sum));
                }
            }
            values
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (1..n_threads).map(|thread| scope.spawn(move || part(thread))).collect();
            let mut values = part(0);
            for thread in threads {
                let more = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                for (values, more) in values.iter_mut().zip(more) {
                    values.extend(more);
                }
            }
            values
        })
    }
}

/// Makes the seeds of shuffles others than those of resamples.
const SHUFFLES: u64 = 0x5EED_0000_0000;
/// Sets neighbouring seeds far apart (the golden ratio, as in Weyl sequences).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The share of random swaps, the observed one counted among them, that give a difference at least as large.
fn p_value(observed: f64, shuffled: &[f64], n_resamples: usize) -> f64 {
    /// Differences this close are the same number, added up in another order.
    const SAME: f64 = 1e-12;
    let n_as_large = shuffled.iter().filter(|value| value.abs() >= observed.abs() - SAME).count();
    (n_as_large + 1) as f64 / (n_resamples + 1) as f64
}

/// What one system has more than another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Difference {
    /// The difference with its interval.
    pub estimate: Estimate,
    /// The two-sided p value of approximate randomization.
    pub p: Option<f64>,
}

/// The counts of two systems on one cluster.
#[derive(Clone, Default)]
struct Both<C> {
    a: C,
    b: C,
}

impl<C> Both<C> {
    fn gap(&self, metric: MetricOf<'_, C>) -> Option<f64> {
        Some(metric(&self.b)? - metric(&self.a)?)
    }
}

impl<C: Counts> Counts for Both<C> {
    fn add(&mut self, other: &Self) {
        self.a.add(&other.a);
        self.b.add(&other.b);
    }
}

fn interval(mut samples: Vec<f64>, n_resamples: usize) -> Option<[f64; 2]> {
    if samples.is_empty() || (samples.len() as f64) < LEAST_DEFINED * n_resamples as f64 {
        return None;
    }
    samples.sort_unstable_by(f64::total_cmp);
    Some([quantile(&samples, 0.025), quantile(&samples, 0.975)])
}

/// The `q` quantile of numbers in order, with linear interpolation (type 7 of Hyndman & Fan 1996, as numpy's default).
pub fn quantile(sorted: &[f64], q: f64) -> f64 {
    let at = q * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

/// p values corrected for having looked at all of them (Holm 1979): the chance of even one false alarm stays under p.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&one, &other| p_values[one].total_cmp(&p_values[other]));
    let mut corrected = vec![0.0; p_values.len()];
    let mut highest: f64 = 0.0;
    for (rank, &index) in order.iter().enumerate() {
        let factor = (p_values.len() - rank) as f64;
        highest = highest.max(factor * p_values[index]).min(1.0);
        corrected[index] = highest;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sum and a number of values.
    #[derive(Clone, Default)]
    struct Mean(f64, f64);

    impl Counts for Mean {
        fn add(&mut self, other: &Self) {
            self.0 += other.0;
            self.1 += other.1;
        }
    }

    fn mean(counts: &Mean) -> Option<f64> {
        (counts.1 > 0.0).then(|| counts.0 / counts.1)
    }

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide() {
        let clusters: Vec<Mean> = (0..400).map(|i| Mean(f64::from(i % 10), 1.0)).collect();
        let estimate = Resampling { n_resamples: 4000, seed: 3 }.estimate(&clusters, mean);
        let [low, high] = estimate.interval.expect("an interval");
        // The standard deviation of 0..=9 is 2.872; divided by 20, times 1.96.
        assert!((estimate.value.expect("a mean") - 4.5).abs() < 1e-9);
        assert!((low - (4.5 - 0.2815)).abs() < 0.02 && (high - (4.5 + 0.2815)).abs() < 0.02, "{low} {high}");
    }

    #[test]
    fn rows_of_one_cluster_do_not_make_it_surer() {
        let single: Vec<Mean> = (0..50).map(|i| Mean(f64::from(i % 2), 1.0)).collect();
        let copied: Vec<Mean> = (0..50).map(|i| Mean(100.0 * f64::from(i % 2), 100.0)).collect();
        let resampling = Resampling::default();
        assert_eq!(resampling.estimate(&single, mean), resampling.estimate(&copied, mean));
    }

    #[test]
    fn what_is_not_defined_has_no_number() {
        let resampling = Resampling::default();
        assert_eq!(resampling.estimate(&[], mean), Estimate::default());
        assert_eq!(resampling.estimate(&[Mean(0.0, 0.0), Mean(0.0, 0.0)], mean), Estimate::default());
        let one = resampling.estimate(&[Mean(3.0, 1.0)], mean);
        assert_eq!(one, Estimate { value: Some(3.0), interval: None });
        // Half of the resamples of these two have a value at most three times out of four.
        assert_eq!(resampling.estimate(&[Mean(1.0, 1.0), Mean(0.0, 0.0)], mean).interval, None);
    }

    #[test]
    fn equal_systems_differ_by_chance_and_far_ones_do_not() {
        let same: Vec<(Mean, Mean)> =
            (0..40).map(|i| (Mean(f64::from(i), 1.0), Mean(f64::from(i), 1.0))).collect();
        let found = Resampling::default().differences(&same, &[&mean])[0];
        assert_eq!((found.estimate.value, found.p), (Some(0.0), Some(1.0)));
        let far: Vec<(Mean, Mean)> =
            (0..40).map(|i| (Mean(0.0, 1.0), Mean(1.0 + f64::from(i % 3), 1.0))).collect();
        let found = Resampling::default().differences(&far, &[&mean])[0];
        assert_eq!(found.p, Some(1.0 / 1001.0));
    }

    #[test]
    fn holm_corrects_in_order_and_never_past_one() {
        let found = holm(&[0.01, 0.04, 0.03, 0.005]);
        let expected = [0.03, 0.06, 0.06, 0.02];
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        assert_eq!(holm(&[0.6, 0.7]), [1.0, 1.0]);
        assert_eq!(holm(&[]), Vec::<f64>::new());
    }
}
