//! Plots as inline SVG: no script, no font, no network.

use maud::{Markup, html};

use super::{Bar, Plot};
use crate::types::Stance;

/// Draws a plot.
pub(super) fn draw(plot: &Plot) -> Markup {
    match plot {
        Plot::Confusion(cells) => confusion(cells),
        Plot::Reliability(points) => reliability(points),
        Plot::Changes(rows) => changes(rows),
        Plot::Bars { title, axis, bars } => draw_bars(title, *axis, bars),
    }
}

/// Shares of each gold row as shades, with the counts.
fn confusion(cells: &[[usize; 3]; 3]) -> Markup {
    const SIDE: usize = 84;
    const LEFT: usize = 84;
    const TOP: usize = 46;
    let label = |index: usize| Stance::ALL[index].name();
    html! {
        svg viewBox={ "0 0 " (LEFT + 3 * SIDE + 8) " " (TOP + 3 * SIDE + 8) } width=(LEFT + 3 * SIDE + 8) role="img" aria-label="Confusion of gold and prediction" {
            text x=(LEFT + 3 * SIDE / 2) y="14" text-anchor="middle" class="axis" { "predicted" }
            @for column in 0..3 {
                text x=(LEFT + column * SIDE + SIDE / 2) y=(TOP - 10) text-anchor="middle" { (label(column)) }
            }
            @for (row, counts) in cells.iter().enumerate() {
                text x=(LEFT - 8) y=(TOP + row * SIDE + SIDE / 2 + 4) text-anchor="end" { (label(row)) }
                @for (column, n) in counts.iter().enumerate() {
                    @let share = *n as f64 / counts.iter().sum::<usize>().max(1) as f64;
                    g {
                        rect x=(LEFT + column * SIDE) y=(TOP + row * SIDE) width=(SIDE - 2) height=(SIDE - 2) class=(if row == column { "right" } else { "wrong" }) fill-opacity=(format!("{:.3}", 0.06 + 0.94 * share)) {}
                        text x=(LEFT + column * SIDE + SIDE / 2 - 1) y=(TOP + row * SIDE + SIDE / 2) text-anchor="middle" class=(if share > 0.55 { "on-dark" } else { "" }) { (n) }
                        text x=(LEFT + column * SIDE + SIDE / 2 - 1) y=(TOP + row * SIDE + SIDE / 2 + 18) text-anchor="middle" class=(if share > 0.55 { "small on-dark" } else { "small" }) { (format!("{:.0}%", 100.0 * share)) }
                    }
                }
            }
        }
    }
}

/// Accuracy over confidence; on the diagonal a model knows how often it is right.
fn reliability(points: &[(f64, f64, usize)]) -> Markup {
    const SIDE: f64 = 260.0;
    const LEFT: f64 = 44.0;
    const TOP: f64 = 10.0;
    let x = |value: f64| format!("{:.1}", LEFT + SIDE * value);
    let y = |value: f64| format!("{:.1}", TOP + SIDE * (1.0 - value));
    let most = points.iter().map(|point| point.2).max().unwrap_or(1) as f64;
    let line: Vec<String> =
        points.iter().map(|(confidence, right, _)| format!("{},{}", x(*confidence), y(*right))).collect();
    html! {
        svg viewBox={ "0 0 " (LEFT + SIDE + 16.0) " " (TOP + SIDE + 44.0) } width=(LEFT + SIDE + 16.0) role="img" aria-label="Reliability: accuracy over confidence" {
            @for tick in 0..=5 {
                @let value = f64::from(tick) / 5.0;
                line x1=(x(0.0)) x2=(x(1.0)) y1=(y(value)) y2=(y(value)) class="grid" {}
                text x=(LEFT - 6.0) y=(y(value)) dy="4" text-anchor="end" class="small" { (format!("{value:.1}")) }
                text x=(x(value)) y=(TOP + SIDE + 16.0) text-anchor="middle" class="small" { (format!("{value:.1}")) }
            }
            line x1=(x(0.0)) y1=(y(0.0)) x2=(x(1.0)) y2=(y(1.0)) class="diagonal" {}
            polyline points=(line.join(" ")) class="curve" {}
            @for (confidence, right, n) in points {
                circle cx=(x(*confidence)) cy=(y(*right)) r=(format!("{:.1}", 3.0 + 7.0 * (*n as f64 / most).sqrt())) class="point" {
                    title { (n) " answers, confidence " (format!("{confidence:.2}")) ", right " (format!("{right:.2}")) }
                }
            }
            text x=(x(0.5)) y=(TOP + SIDE + 36.0) text-anchor="middle" class="axis" { "confidence" }
            text transform={ "translate(12 " (TOP + SIDE / 2.0) ") rotate(-90)" } text-anchor="middle" class="axis" { "share right" }
        }
    }
}

/// What became wrong to the left, what became right to the right.
fn changes(rows: &[(String, [usize; 2])]) -> Markup {
    const STEP: f64 = 24.0;
    const HALF: f64 = 170.0;
    const TOP: f64 = 30.0;
    let longest = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).min(MOST_LETTERS);
    let left = 16.0 + LETTER * longest as f64;
    let zero = left + HALF;
    let most = rows.iter().flat_map(|(_, n)| n).max().copied().unwrap_or(1).max(1) as f64;
    let width = |n: usize| (HALF - 30.0) * n as f64 / most;
    let bottom = TOP + STEP * rows.len() as f64;
    html! {
        svg viewBox={ "0 0 " (zero + HALF) " " (bottom + 8.0) } width=(zero + HALF) role="img" aria-label="Answers that became wrong and right" {
            text x=(zero - 8.0) y="16" text-anchor="end" class="axis" { "became wrong" }
            text x=(zero + 8.0) y="16" class="axis" { "became right" }
            line x1=(zero) x2=(zero) y1=(TOP - 4.0) y2=(bottom) class="zero" {}
            @for (index, (name, [right, wrong])) in rows.iter().enumerate() {
                @let middle = TOP + STEP * (index as f64 + 0.5);
                text x=(left - 8.0) y=(middle + 4.0) text-anchor="end" { (short(name)) }
                rect x=(format!("{:.1}", zero - width(*wrong))) y=(middle - 7.0) width=(format!("{:.1}", width(*wrong))) height="14" class="bar less" {}
                rect x=(zero) y=(middle - 7.0) width=(format!("{:.1}", width(*right))) height="14" class="bar" {}
                text x=(format!("{:.1}", zero - width(*wrong) - 6.0)) y=(middle + 4.0) text-anchor="end" class="small" { (wrong) }
                text x=(format!("{:.1}", zero + width(*right) + 6.0)) y=(middle + 4.0) class="small" { (right) }
            }
        }
    }
}

/// Letters of a name that are drawn, and about how wide one is.
const MOST_LETTERS: usize = 44;
const LETTER: f64 = 7.4;

fn short(name: &str) -> String {
    if name.chars().count() > MOST_LETTERS {
        return name.chars().take(MOST_LETTERS - 1).chain(['…']).collect();
    }
    name.to_string()
}

/// One bar a row, its interval as whiskers.
fn draw_bars(title: &str, axis: [f64; 2], bars: &[Bar]) -> Markup {
    const STEP: f64 = 24.0;
    const WIDTH: f64 = 360.0;
    const TOP: f64 = 30.0;
    let longest = bars.iter().map(|bar| bar.name.chars().count()).max().unwrap_or(0).min(MOST_LETTERS);
    let left = 16.0 + LETTER * longest as f64;
    let place = |value: f64| left + WIDTH * ((value - axis[0]) / (axis[1] - axis[0])).clamp(0.0, 1.0);
    let x = |value: f64| format!("{:.1}", place(value));
    let zero = 0.0_f64.clamp(axis[0], axis[1]);
    let bottom = TOP + STEP * bars.len() as f64;
    html! {
        svg viewBox={ "0 0 " (left + WIDTH + 70.0) " " (bottom + 24.0) } width=(left + WIDTH + 70.0) role="img" aria-label=(title) {
            text x=(left) y="16" class="axis" { (title) }
            @for tick in 0..=4 {
                @let value = axis[0] + (axis[1] - axis[0]) * f64::from(tick) / 4.0;
                line x1=(x(value)) x2=(x(value)) y1=(TOP - 4.0) y2=(bottom) class=(if (value - zero).abs() < 1e-9 { "zero" } else { "grid" }) {}
                text x=(x(value)) y=(bottom + 16.0) text-anchor="middle" class="small" { (format!("{:.0}", 100.0 * value).replace('-', "−")) }
            }
            @for (index, Bar { name, estimate, less_is_better }) in bars.iter().enumerate() {
                @let middle = TOP + STEP * (index as f64 + 0.5);
                text x=(left - 8.0) y=(middle + 4.0) text-anchor="end" { (short(name)) }
                @if let Some(value) = estimate.value {
                    rect x=(format!("{:.1}", place(value).min(place(zero)))) y=(middle - 7.0) width=(format!("{:.1}", (place(value) - place(zero)).abs())) height="14" class=(if (value < 0.0) != *less_is_better { "bar less" } else { "bar" }) {
                        title { (name) ": " (format!("{:.1}", 100.0 * value)) }
                    }
                    @if let Some([low, high]) = estimate.interval {
                        line x1=(x(low)) x2=(x(high)) y1=(middle) y2=(middle) class="whisker" {}
                        line x1=(x(low)) x2=(x(low)) y1=(middle - 4.0) y2=(middle + 4.0) class="whisker" {}
                        line x1=(x(high)) x2=(x(high)) y1=(middle - 4.0) y2=(middle + 4.0) class="whisker" {}
                    }
                    text x=(left + WIDTH + 10.0) y=(middle + 4.0) class="small" { (format!("{:.1}", 100.0 * value).replace('-', "−")) }
                }
            }
        }
    }
}
