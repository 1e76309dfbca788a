//! What `score` found, as tables.

use super::{
    Bar, Plot, Report, Section, Table, decimal, decimal_with_interval, percent, percent_with_interval,
    reliability, thousands,
};
use crate::gold::set::Layer;
use crate::score::interval::Resampling;
use crate::score::matching::Track;
use crate::score::run::{Agreement, GroupScores, Scores, SystemKind, SystemScores};
use crate::score::slices::Slice;
use crate::score::triples::Stage;
use crate::types::{EntityType, Stance};

/// Groups of one slice that are shown; the others are counted.
const MOST_GROUPS: usize = 15;

/// The report of a scoring.
pub fn report(scores: &Scores) -> Report {
    let has = |layer: Layer| scores.layers.contains(&layer);
    let is_end_to_end = scores.track == Track::EndToEnd;
    let mut sections = Vec::new();
    if has(Layer::Paragraphs) && is_end_to_end {
        sections.push(structure(scores));
    }
    if has(Layer::Entities) && is_end_to_end {
        sections.push(entities(scores));
        sections.push(types(scores));
    }
    if has(Layer::Actors) && scores.track != Track::GivenTargets {
        sections.push(actors(scores));
        sections.extend(rules(scores));
        if has(Layer::References) {
            sections.push(references(scores));
        }
    }
    if has(Layer::Stance) {
        sections.push(stance(scores));
        sections.extend(decided(scores));
        sections.push(confusion(&scores.systems[0]));
        if has(Layer::Voice) {
            sections.push(voice(scores));
        }
        if has(Layer::Actors) && scores.track != Track::GivenTargets {
            sections.push(triples(scores));
            sections.push(attribution(&scores.systems[0]));
        }
    }
    sections.extend(agreement(&scores.agreement));
    sections.extend(slices(scores));
    let mut facts = vec![format!(
        "{}, track {}: {} documents of {} articles, {} paragraphs.",
        scores.set,
        scores.track.name(),
        thousands(scores.n_documents),
        thousands(scores.n_articles),
        thousands(scores.n_paragraphs)
    )];
    facts.extend(scores.notes.iter().cloned());
    Report {
        title: format!("{} on {}", scores.systems[0].name, scores.set),
        facts,
        sections,
        footer: footer(scores.resampling.n_resamples, scores.resampling.seed),
    }
}

/// How the numbers were made, in one paragraph.
pub(super) fn footer(n_resamples: usize, seed: u64) -> String {
    format!(
        "Brackets: 95 per cent intervals, percentile bootstrap over articles, {} resamples, seed {seed}. \
         Shares in per cent, rounded once to one decimal; alpha, MCC, Brier (0 to 2) and ECE to three.",
        thousands(n_resamples)
    )
}

/// Systems that say something of a layer: constants change the stance alone.
fn rows(scores: &Scores, with_constants: bool) -> impl Iterator<Item = &SystemScores> {
    scores.systems.iter().filter(move |system| with_constants || system.kind != SystemKind::Constant)
}

fn table(
    scores: &Scores,
    with_constants: bool,
    heads: &[&str],
    cells: impl Fn(&SystemScores) -> Vec<String>,
) -> Table {
    let mut table = Table::of_numbers("", heads);
    for system in rows(scores, with_constants) {
        let name = match system.kind {
            SystemKind::Person => format!("{} (person)", system.name),
            _ => system.name.clone(),
        };
        table.rows.push([vec![name], cells(system)].concat());
    }
    table
}

fn structure(scores: &Scores) -> Section {
    let heads = ["paragraphs P", "R", "F1", "n", "role right", "residue P", "R", "characters"];
    let table = table(scores, false, &heads, |system| {
        let counts = &system.counts.structure;
        vec![
            percent(counts.paragraphs.precision()),
            percent(counts.paragraphs.recall()),
            percent_with_interval(system.estimate("paragraphs.f1")),
            thousands(counts.paragraphs.gold),
            percent(counts.roles.recall()),
            percent(counts.residue.precision()),
            percent_with_interval(system.estimate("residue.recall")),
            thousands(counts.residue.gold),
        ]
    });
    let note =
        "A paragraph is right where both edges are. Residue is counted in characters that are not space.";
    Section { title: "Paragraphs and residue".into(), note: note.into(), table, plots: Vec::new() }
}

fn entities(scores: &Scores) -> Section {
    let heads = ["P", "R", "strict F1", "seqeval F1", "exact", "partial", "type", "gold spans"];
    let table = table(scores, false, &heads, |system| {
        let counts = &system.counts.spans;
        vec![
            percent(counts.strict.precision()),
            percent(counts.strict.recall()),
            percent_with_interval(system.estimate("entities.f1")),
            percent(counts.seqeval.f1()),
            percent(counts.exact.f1()),
            percent(counts.partial.f1()),
            percent(counts.typed.f1()),
            thousands(counts.strict.gold),
        ]
    });
    let note = "Named mentions. Strict: same edges and type, by the set's rules; seqeval: every prediction counts, \
                also of types that the set does not label. Exact, partial, type: SemEval-2013.";
    Section { title: "Entities".into(), note: note.into(), table, plots: Vec::new() }
}

fn types(scores: &Scores) -> Section {
    let heads: Vec<String> = EntityType::ALL
        .iter()
        .zip(&scores.systems[0].counts.spans.by_type)
        .map(|(kind, tally)| format!("{} ({})", kind.name(), thousands(tally.gold)))
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let table = table(scores, false, &heads, |system| {
        let keys = EntityType::ALL.map(|kind| format!("entities.{}", kind.name()));
        keys.iter().map(|key| percent_with_interval(system.estimate(key))).collect()
    });
    Section {
        title: "Entities by type".into(),
        note: "Strict F1 (gold spans).".into(),
        table,
        plots: Vec::new(),
    }
}

fn actors(scores: &Scores) -> Section {
    let heads = ["accuracy", "found", "of all gold", "B³ P", "B³ R", "B³ F1", "NIL P", "NIL R", "NIL gold"];
    let table = table(scores, false, &heads, |system| {
        let counts = &system.counts.actors;
        vec![
            percent_with_interval(system.estimate("actors.accuracy")),
            thousands(counts.n_found),
            percent(counts.recall()),
            percent(counts.b_cubed_precision()),
            percent(counts.b_cubed_recall()),
            percent_with_interval(system.estimate("actors.b_cubed.f1")),
            percent(counts.nil.precision()),
            percent(counts.nil.recall()),
            thousands(counts.nil.gold),
        ]
    });
    let note =
        "Accuracy: found mentions that were given to the right actor. NIL: actors without a Wikidata id.";
    Section { title: "Actors".into(), note: note.into(), table, plots: Vec::new() }
}

/// What each rule of the first system got right, beside the others' rules of the same name.
fn rules(scores: &Scores) -> Option<Section> {
    let names: Vec<&String> = scores.systems[0].counts.actors.by_rule.keys().collect();
    let heads: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let table = table(scores, false, &heads, |system| {
        let cell = |name: &&String| match system.counts.actors.by_rule.get(*name) {
            Some(&[n_right, n]) => {
                format!("{} of {}", percent(Some(n_right as f64 / n as f64)), thousands(n))
            }
            None => "–".to_owned(),
        };
        names.iter().map(cell).collect()
    });
    let note = "Found mentions with the right actor, by the rule that decided.".into();
    (!heads.is_empty()).then(|| Section { title: "Actors by rule".into(), note, table, plots: Vec::new() })
}

fn references(scores: &Scores) -> Section {
    let heads =
        ["precision", "recall", "F1", "pronouns P", "pronouns R", "descriptions P", "descriptions R", "gold"];
    let table = table(scores, false, &heads, |system| {
        let counts = &system.counts.references;
        vec![
            percent_with_interval(system.estimate("references.precision")),
            percent_with_interval(system.estimate("references.recall")),
            percent(counts.all().f1()),
            percent(counts.pronouns.precision()),
            percent(counts.pronouns.recall()),
            percent(counts.descriptions.precision()),
            percent(counts.descriptions.recall()),
            thousands(counts.all().gold),
        ]
    });
    let note =
        "Words that refer to a named actor without naming it; where labellers differ nothing is counted.";
    Section { title: "Pronouns and descriptions".into(), note: note.into(), table, plots: Vec::new() }
}

fn stance(scores: &Scores) -> Section {
    let n_gold = Stance::ALL.map(|label| scores.systems[0].counts.stance.n_gold(label));
    let heads: Vec<String> = Stance::ALL
        .iter()
        .zip(n_gold)
        .map(|(label, n)| format!("{} ({})", label.name(), thousands(n)))
        .collect();
    let heads =
        ["macro-F1", &heads[0], &heads[1], &heads[2], "F1 fav+ag", "accuracy", "MCC", "Brier", "ECE", "rows"];
    let table = table(scores, true, &heads, |system| {
        let counts = &system.counts.stance;
        vec![
            percent_with_interval(system.estimate("stance.macro_f1")),
            percent(counts.f1(Stance::Against)),
            percent(counts.f1(Stance::Neutral)),
            percent(counts.f1(Stance::Favor)),
            percent(counts.polar_f1()),
            percent_with_interval(system.estimate("stance.accuracy")),
            decimal(counts.mcc()),
            decimal(counts.brier()),
            decimal(counts.calibration_error()),
            thousands(counts.n()),
        ]
    });
    let note = match scores.track {
        Track::GivenTargets => "Every row of the gold.",
        _ => {
            "Rows that both sides have: numbers of systems that find other rows are not of the same rows; see End to end."
        }
    };
    let mut plots = vec![];
    let bars: Vec<_> = rows(scores, true)
        .filter(|system| system.counts.stance.n() > 0)
        .map(|system| Bar::new(&system.name, system.estimate("stance.macro_f1")))
        .collect();
    if bars.len() > 1 {
        plots.push(Plot::Bars { title: "macro-F1".into(), axis: [0.0, 1.0], bars });
    }
    let points = reliability(&scores.systems[0].counts.stance);
    if !points.is_empty() {
        plots.push(Plot::Reliability(points));
    }
    Section { title: "Stance".into(), note: note.into(), table, plots }
}

/// What becomes of stance when answers that abstained are taken out.
fn decided(scores: &Scores) -> Option<Section> {
    let mut table = Table::of_numbers("", &["abstained", "of", "macro-F1 without them", "accuracy"]);
    for system in &scores.systems {
        let Some([macro_f1, accuracy]) = system.decided else { continue };
        table.rows.push(vec![
            system.name.clone(),
            thousands(system.counts.n_abstained()),
            thousands(system.counts.stance.n()),
            percent_with_interval(macro_f1),
            percent_with_interval(accuracy),
        ]);
    }
    let note = "Answers that say of themselves that they cannot tell. All other tables count their labels.";
    let title = "Answers that abstained".into();
    (!table.rows.is_empty()).then(|| Section { title, note: note.into(), table, plots: Vec::new() })
}

fn confusion(system: &SystemScores) -> Section {
    let mut table = Table::of_numbers("gold ↓ predicted →", &Stance::ALL.map(Stance::name));
    for label in Stance::ALL {
        let row = system.counts.stance.confusion[label as usize];
        table.rows.push([vec![label.name().to_string()], row.map(thousands).to_vec()].concat());
    }
    let note = match system.counts.stance.n_missed() {
        0 => String::new(),
        n => format!("Without the {} rows whose paragraphs the predictions lack.", thousands(n)),
    };
    let plots = vec![Plot::Confusion(system.counts.stance.confusion)];
    Section { title: format!("Confusion of {}", system.name), note, table, plots }
}

fn voice(scores: &Scores) -> Section {
    let heads = ["voice right", "rows", "holder right", "rows with a holder"];
    let table = table(scores, false, &heads, |system| {
        vec![
            percent_with_interval(system.estimate("voice.accuracy")),
            thousands(system.counts.voice.n),
            percent_with_interval(system.estimate("voice.holder")),
            thousands(system.counts.voice.n_held),
        ]
    });
    let note = "Rows that neither side calls neutral. A holder is right where it shares words or actor with the gold's.";
    Section { title: "Voice".into(), note: note.into(), table, plots: Vec::new() }
}

fn triples(scores: &Scores) -> Section {
    let heads = ["P", "R", "F1", "row F1", "fav+ag P", "fav+ag R", "fav+ag F1", "gold", "of them fav+ag"];
    let table = table(scores, true, &heads, |system| {
        let counts = &system.counts.triples;
        vec![
            percent(counts.all.precision()),
            percent(counts.all.recall()),
            percent_with_interval(system.estimate("triples.f1")),
            percent(counts.rows.f1()),
            percent_with_interval(system.estimate("triples.polar.precision")),
            percent(counts.polar.recall()),
            percent_with_interval(system.estimate("triples.polar.f1")),
            thousands(counts.all.gold),
            thousands(counts.polar.gold),
        ]
    });
    let note = "A (paragraph, actor, stance) triple is right or wrong. Row F1: right paragraph and actor, whatever the stance. \
                fav+ag: triples that are not neutral.";
    Section { title: "End to end".into(), note: note.into(), table, plots: Vec::new() }
}

fn attribution(system: &SystemScores) -> Section {
    let counts = &system.counts.triples;
    let heads = ["gold lost", "share", "of them fav+ag", "predicted wrongly", "share"];
    let mut table = Table::of_numbers("broken at", &heads);
    let share = |n: usize, all: usize| percent((all > 0).then(|| n as f64 / all as f64));
    for (index, stage) in Stage::ALL.iter().enumerate() {
        table.rows.push(vec![
            stage.name().into(),
            thousands(counts.lost[index]),
            share(counts.lost[index], counts.all.gold),
            thousands(counts.polar_lost[index]),
            thousands(counts.spurious[index]),
            share(counts.spurious[index], counts.all.predicted),
        ]);
    }
    let right = counts.all.right;
    table.rows.push(vec![
        "nowhere (right)".into(),
        thousands(right),
        share(right, counts.all.gold),
        thousands(counts.polar.right),
        thousands(right),
        share(right, counts.all.predicted),
    ]);
    let note = "Each wrong triple is charged to the first stage that broke it. A row with the wrong stance stands on both sides.";
    Section {
        title: format!("Where {} goes wrong", system.name),
        note: note.into(),
        table,
        plots: Vec::new(),
    }
}

/// The report of labellings alone.
pub fn agreement_report(pairs: &[Agreement], n_documents: usize) -> Report {
    let resampling = Resampling::default();
    Report {
        title: "Agreement of labellings".into(),
        facts: vec![format!("{} documents.", thousands(n_documents))],
        sections: agreement(pairs).into_iter().collect(),
        footer: footer(resampling.n_resamples, resampling.seed),
    }
}

fn agreement(pairs: &[Agreement]) -> Option<Section> {
    if pairs.is_empty() {
        return None;
    }
    let heads = ["span F1", "spans", "stance alpha", "macro-F1", "rows", "actor alpha", "mentions"];
    let mut table = Table::of_numbers("", &heads);
    for pair in pairs {
        table.rows.push(vec![
            format!("{} with {}", pair.names[0], pair.names[1]),
            percent_with_interval(pair.spans),
            thousands(pair.n_spans),
            decimal_with_interval(pair.stance),
            percent_with_interval(pair.macro_f1),
            thousands(pair.n_rows),
            decimal_with_interval(pair.actor),
            thousands(pair.n_mentions),
        ]);
    }
    let note =
        "Two labellings, blind to each other. Alpha is Krippendorff's, nominal: 1 is perfect, 0 is chance.";
    Some(Section { title: "Agreement of people".into(), note: note.into(), table, plots: Vec::new() })
}

fn slices(scores: &Scores) -> Vec<Section> {
    let mut sections = Vec::new();
    for slice in Slice::ALL {
        let groups: Vec<&GroupScores> = scores.groups.iter().filter(|group| group.slice == slice).collect();
        if groups.is_empty() {
            continue;
        }
        let heads = ["macro-F1", "accuracy", "rows", "against", "neutral", "favor", "articles"];
        let mut table = Table::of_numbers(slice.name(), &heads);
        for group in groups.iter().take(MOST_GROUPS) {
            let n_gold = group.n_gold.map(thousands);
            table.rows.push(vec![
                group.name.clone(),
                percent_with_interval(group.macro_f1),
                percent_with_interval(group.accuracy),
                thousands(group.n_gold.iter().sum()),
                n_gold[0].clone(),
                n_gold[1].clone(),
                n_gold[2].clone(),
                thousands(group.n_articles),
            ]);
        }
        let rest = &groups[groups.len().min(MOST_GROUPS)..];
        let note = if rest.is_empty() {
            String::new()
        } else {
            let n_rows: usize = rest.iter().map(|group| group.n_gold.iter().sum::<usize>()).sum();
            format!("{} more with {} rows in all.", thousands(rest.len()), thousands(n_rows))
        };
        let bars =
            groups.iter().take(MOST_GROUPS).map(|group| Bar::new(&group.name, group.accuracy)).collect();
        let plots = vec![Plot::Bars { title: "accuracy".into(), axis: [0.0, 1.0], bars }];
        sections.push(Section { title: format!("By {}", slice.name()), note, table, plots });
    }
    sections
}
