//! `standpoint gold`: hand labels from and to annotation tools, their rules, agreement, actor-swapped inputs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::slice;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde_json::json;

use super::reports::{Outputs, names_of};
use super::{DONE, FAILED, Printer};
use crate::checksum::sha256;
use crate::error::{Complaint, Error};
use crate::gold::export::doccano::Shape;
use crate::gold::export::documents::Given;
use crate::gold::export::label_studio::As;
use crate::gold::export::{self, doccano, documents, label_studio};
use crate::gold::import::{self, Format};
use crate::gold::labels::Labels;
use crate::gold::set::{Layer, Manifest, Set, read_file};
use crate::gold::swap::{Pairs, swap};
use crate::gold::{check, keys, wire};
use crate::link::knowledge::{Entry, Knowledge};
use crate::read;
use crate::score::report::scores::agreement_report;
use crate::score::run::{Options, agree};
use crate::types::EntityType;
use crate::write::partial::{PartialFile, check_apart};

/// Import, export, check, compare and swap hand labels.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Import(Import),
    Export(Export),
    Check(Check),
    Agree(Agree),
    Swap(Swap),
}

/// Read labels of an annotation tool or a public set.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint gold import project.json --format label-studio -o gold.jsonl
  standpoint gold import spacy.jsonl --format prodigy --map PERSON=PER --map GPE=LOC --map DATE=O -o predictions.jsonl
  standpoint gold import DATASETS --set evaluation/sets/newsmtsc-dev-rw -o /tmp/newsmtsc-dev-rw")]
struct Import {
    /// Files or folders; with --set, the folder that holds the public sets.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// label-studio, doccano, prodigy, conll, newsmtsc, persent, dse or standpoint.
    #[arg(long, value_parser = format_of, required_unless_present = "set")]
    format: Option<Format>,
    /// The folder of a set.toml that says where the labels are and how they are read.
    #[arg(long, value_name = "SET")]
    set: Option<PathBuf>,
    /// What a type of theirs is to us: PER, ORG, LOC, NORP, MISC, or O for nothing. May be given several times.
    #[arg(long = "map", value_name = "THEIRS=OURS", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// A file of labels; with --set, the folder of the new set.
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Replace what is there.
    #[arg(long)]
    force: bool,
}

/// Write labels or predictions for an annotation tool, or as inputs of `annotate`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint gold export predictions.jsonl --format label-studio -o tasks.json
  standpoint gold export evaluation/sets/news-v1 --format given-mentions -o inputs.jsonl

label-studio has hand labels as annotations, to be corrected, and records of `annotate` as predictions of their model.
doccano-relations, for projects that have relations, also says which mentions are one actor.
given-mentions and given-targets are inputs for `annotate` with the labels' own mentions or actors; documents has neither.
labels leaves the texts out: what a model said of texts that cannot be passed on.")]
struct Export {
    /// Records of `annotate`, a file of labels, or a set folder.
    labels: PathBuf,
    /// label-studio, doccano, doccano-relations, documents, given-mentions, given-targets or labels.
    #[arg(long, value_parser = ["label-studio", "doccano", "doccano-relations", "documents", "given-mentions", "given-targets", "labels"])]
    format: String,
    /// Where it goes; standard output without it.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Replace OUT if it is there.
    #[arg(long)]
    force: bool,
}

/// Check that labels keep their own rules, and count them.
#[derive(Debug, Args)]
struct Check {
    /// Set folders or files of labels.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
}

/// Measure how far labellings of the same documents agree.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:
  standpoint gold agree evaluation/sets/news-v1/labelling-a.jsonl evaluation/sets/news-v1/labelling-b.jsonl")]
struct Agree {
    /// Files of labels of the same documents.
    #[arg(required = true, num_args = 2..)]
    labellings: Vec<PathBuf>,
    #[command(flatten)]
    outputs: Outputs,
}

/// Write paragraphs as they are and with two actors' names exchanged, as inputs of `annotate`.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:
  standpoint gold swap evaluation/sets/news-v1 evaluation/sets/swaps.toml -o swaps.jsonl
  standpoint annotate swaps.jsonl -o swaps-records.jsonl
  standpoint score predictions.jsonl --gold evaluation/sets/news-v1 --swap swaps-records.jsonl")]
struct Swap {
    /// A set folder or a file of labels.
    gold: PathBuf,
    /// Pairs of actors and their names, in TOML.
    pairs: PathBuf,
    /// Where the inputs go; standard output without it.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Replace OUT if it is there.
    #[arg(long)]
    force: bool,
}

/// Does what the sub-verb says.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    match &arguments.verb {
        Verb::Import(arguments) => import_labels(arguments, printer),
        Verb::Export(arguments) => export_labels(arguments, printer),
        Verb::Check(arguments) => check_labels(arguments, printer),
        Verb::Agree(arguments) => agree_labels(arguments, printer),
        Verb::Swap(arguments) => swap_labels(arguments, printer),
    }
}

fn import_labels(arguments: &Import, printer: &Printer) -> anyhow::Result<u8> {
    let manifest = match &arguments.set {
        Some(folder) => Some(Manifest::open(&folder.join("set.toml"))?),
        None => None,
    };
    let (paths, format, mut options) = match &manifest {
        None => {
            let format = arguments.format.context("say the --format")?;
            (arguments.inputs.clone(), format, import::Options::default())
        }
        Some(manifest) => {
            let message =
                || format!("{}: the set is not imported from anywhere: it has no [import]", manifest.name);
            let (format, options) = manifest.import().map_err(anyhow::Error::msg)?.with_context(message)?;
            let table = manifest.import.as_ref().with_context(message)?;
            let paths = arguments.inputs.iter().map(|data| data.join(&table.path)).collect();
            (paths, arguments.format.unwrap_or(format), options)
        }
    };
    options.rules.map.extend(arguments.map.iter().cloned());
    options.resolve = listed;
    let mut documents = Vec::new();
    let mut complaints = Vec::new();
    let mut all_bytes = Vec::new();
    for path in read::files(&paths)? {
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        all_bytes.extend(&content);
        let content =
            String::from_utf8(content).with_context(|| format!("{} is not UTF-8", path.display()))?;
        match import::read(format, &path.display().to_string(), &content, &options) {
            Ok(imported) => {
                for note in imported.notes {
                    printer.note(&format!("{}: {note}", path.display()));
                }
                documents.extend(imported.documents);
            }
            Err(more) => complaints.extend(more),
        }
    }
    if !complaints.is_empty() {
        return Err(Error::Labels { complaints }.into());
    }
    if documents.is_empty() {
        bail!("no document has labels, so nothing was written");
    }
    unique(&documents)?;
    if let (Some(manifest), Some(folder)) = (&manifest, &arguments.set) {
        as_its_manifest_says(manifest, &documents, &sha256(&all_bytes))?;
        write_set(folder, &documents, arguments, printer)?;
    } else {
        check_apart(slice::from_ref(&arguments.output), &arguments.inputs)?;
        let lines: String = documents.iter().map(|labels| wire::write(labels) + "\n").collect();
        write_file(Some(&arguments.output), arguments.force, &lines, printer)?;
    }
    printer.note(&format!("{} documents", documents.len()));
    Ok(DONE)
}

/// The one actor of the list that this is an alias of, as it is written and for nobody else a name of any sort.
/// Persons are persons, and places are places: nobody called Jordan is the country, and no river is a company.
fn listed(name: &str, kind: EntityType) -> Option<String> {
    let is_in = |names: &[String]| names.iter().any(|known| known == name);
    let is_alias = |entry: &Entry| entry.name == name || is_in(&entry.aliases);
    let is_name = |entry: &&Entry| is_alias(entry) || is_in(&entry.demonyms) || is_in(&entry.metonyms);
    let mut found = Knowledge::builtin().entries().iter().filter(is_name);
    let entry = found.next().filter(|_| found.next().is_none())?;
    let is_person = |kind: EntityType| kind == EntityType::Per;
    let is_of_kind = is_person(entry.entity) == is_person(kind)
        && (kind != EntityType::Loc || entry.entity == EntityType::Loc);
    (is_alias(entry) && is_of_kind).then(|| entry.id.clone())
}

/// Ids must differ across files too.
fn unique(documents: &[Labels]) -> anyhow::Result<()> {
    let mut seen = std::collections::HashMap::new();
    let mut complaints = Vec::new();
    for labels in documents {
        if let Some(first) = seen.insert(&labels.id, &labels.origin) {
            let message = format!(
                "document \"{}\" was read before at {first}; give it another id (without one, it is the file's name up to its first dot, and a number)",
                labels.id
            );
            complaints.push(Complaint { origin: labels.origin.clone(), message });
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(Error::Labels { complaints }.into()) }
}

/// Whether the files are those that the set was described from.
fn as_its_manifest_says(manifest: &Manifest, documents: &[Labels], sha256: &str) -> anyhow::Result<()> {
    if let Some(expected) = manifest.sha256.get("import")
        && expected != sha256
    {
        bail!(
            "{}: the files have the checksum {sha256}, set.toml says {expected}; they are another version",
            manifest.name
        );
    }
    if manifest.documents != documents.len() {
        bail!(
            "{}: {} documents were read, set.toml says {}",
            manifest.name,
            documents.len(),
            manifest.documents
        );
    }
    Ok(())
}

/// A folder that `score --gold` reads: set.toml, documents.jsonl, gold.jsonl.
fn write_set(
    folder: &Path,
    documents: &[Labels],
    arguments: &Import,
    printer: &Printer,
) -> anyhow::Result<()> {
    let out = &arguments.output;
    fs::create_dir_all(out).with_context(|| format!("cannot create {}", out.display()))?;
    let manifest = fs::read_to_string(folder.join("set.toml"))?;
    let gold: String = documents.iter().map(|labels| wire::write(labels) + "\n").collect();
    let has_targets =
        documents.iter().flat_map(|labels| &labels.paragraphs).any(|paragraph| !paragraph.stances.is_empty());
    let given = if has_targets { Given::Targets } else { Given::Text };
    let inputs = documents::export(documents, given)?;
    for note in &inputs.notes {
        printer.note(note);
    }
    for (name, content) in
        [("set.toml", &manifest), ("gold.jsonl", &gold), ("documents.jsonl", &inputs.content)]
    {
        write_file(Some(&out.join(name)), arguments.force, content, printer)?;
    }
    Ok(())
}

fn export_labels(arguments: &Export, printer: &Printer) -> anyhow::Result<u8> {
    check_apart(arguments.output.as_slice(), slice::from_ref(&arguments.labels))?;
    let set = Set::open(&arguments.labels)?;
    let exported = match arguments.format.as_str() {
        "label-studio" => label_studio::export(&set.gold, &whose(&arguments.labels)),
        "doccano" => doccano::export(&set.gold, Shape::Spans, import::Offsets::Utf16),
        "doccano-relations" => doccano::export(&set.gold, Shape::Relations, import::Offsets::Utf16),
        "given-mentions" => documents::export(&set.gold, Given::Mentions)?,
        "given-targets" => documents::export(&set.gold, Given::Targets)?,
        "labels" => export::Exported {
            content: set.gold.iter().map(|labels| wire::without_text(labels) + "\n").collect(),
            notes: Vec::new(),
        },
        _ => documents::export(&set.gold, Given::Text)?,
    };
    for note in &exported.notes {
        printer.note(note);
    }
    let file = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let config =
        file.filter(|_| arguments.format == "label-studio").map(|path| path.with_extension("config.xml"));
    if let Some(path) = config.clone().filter(|path| path.exists() && !arguments.force) {
        return Err(Error::Exists { path }.into());
    }
    write_file(arguments.output.as_deref(), arguments.force, &exported.content, printer)?;
    if let Some(config) = config {
        write_file(Some(&config), arguments.force, label_studio::CONFIG, printer)?;
        printer.note(&format!("the labelling interface is in {}", config.display()));
    }
    Ok(DONE)
}

/// Records name the model that made them; labels without one are somebody's work.
fn whose(path: &Path) -> As {
    let model = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        record["model"]["name"].as_str().map(str::to_string)
    };
    let model_version = fs::read_to_string(path).ok().and_then(|text| text.lines().find_map(model));
    model_version.map_or(As::Annotations, |model_version| As::Predictions { model_version })
}

fn check_labels(arguments: &Check, printer: &Printer) -> anyhow::Result<u8> {
    let mut outcome = DONE;
    for path in &arguments.gold {
        let set = Set::open(path)?;
        let slips = keys::check(path, &set)?;
        for complaint in slips.into_iter().chain(check::check(&set)) {
            printer.failure(&complaint.to_string());
            outcome = FAILED;
        }
        printer.data(&counts(&set))?;
    }
    Ok(outcome)
}

/// What a set holds, in a line.
fn counts(set: &Set) -> String {
    let paragraphs = || set.gold.iter().flat_map(|labels| &labels.paragraphs);
    let rows = |stance| {
        paragraphs().flat_map(|paragraph| &paragraph.stances).filter(|row| row.stance == stance).count()
    };
    use crate::types::Stance::{Against, Favor, Neutral};
    format!(
        "{}: {} documents, {} paragraphs, {} mentions, {} against, {} neutral, {} favor, {} labellings",
        set.manifest.name,
        set.gold.len(),
        paragraphs().count(),
        paragraphs().map(|paragraph| paragraph.mentions.len()).sum::<usize>(),
        rows(Against),
        rows(Neutral),
        rows(Favor),
        set.labellings.len()
    )
}

fn agree_labels(arguments: &Agree, printer: &Printer) -> anyhow::Result<u8> {
    let outputs = arguments.outputs.open()?;
    let texts = std::collections::HashMap::new();
    let read = |(path, name): (&PathBuf, String)| Ok((name, read_file(path, &texts)?));
    let labellings: Vec<(String, Vec<Labels>)> = arguments
        .labellings
        .iter()
        .zip(names_of(&arguments.labellings))
        .map(read)
        .collect::<anyhow::Result<_>>()?;
    let layers = vec![Layer::Paragraphs, Layer::Entities, Layer::Actors, Layer::Stance, Layer::Voice];
    let set = Set { manifest: Manifest { layers, ..Manifest::default() }, ..Set::default() };
    let mut pairs = Vec::new();
    for (index, (name, labels)) in labellings.iter().enumerate() {
        for (other, others) in &labellings[index + 1..] {
            pairs.push(agree(&set, (name, labels), (other, others), &Options::default())?);
        }
    }
    let report = agreement_report(&pairs, labellings[0].1.len());
    outputs.write(&report, &json!(crate::score::report::json::agreement(&pairs)), printer)?;
    Ok(DONE)
}

fn swap_labels(arguments: &Swap, printer: &Printer) -> anyhow::Result<u8> {
    check_apart(arguments.output.as_slice(), &[arguments.gold.clone(), arguments.pairs.clone()])?;
    let set = Set::open(&arguments.gold)?;
    let path = &arguments.pairs;
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let pairs: Pairs =
        toml::from_str(&text).with_context(|| format!("{} is no list of pairs", path.display()))?;
    let swapped = swap(&set.gold, &pairs);
    for left_out in &swapped.left_out {
        printer.note(&format!("left out: {left_out}"));
    }
    let lines: String = swapped.records.iter().map(|record| format!("{record}\n")).collect();
    write_file(arguments.output.as_deref(), arguments.force, &lines, printer)?;
    printer.note(&format!("{} items, {} left out", swapped.records.len() / 2, swapped.left_out.len()));
    Ok(if swapped.records.is_empty() { FAILED } else { DONE })
}

/// Writes a file that appears when it is whole, or standard output.
fn write_file(path: Option<&Path>, force: bool, content: &str, printer: &Printer) -> anyhow::Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        None => Ok(printer.report(content)?),
        Some(path) => {
            let mut file = PartialFile::create(path, force)?;
            file.write_all(content.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
            Ok(file.finish()?)
        }
    }
}

fn format_of(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::from_name(name).ok_or_else(|| format!("no format \"{name}\"; there are {}", names()))
}

fn mapping(argument: &str) -> Result<(String, String), String> {
    let (theirs, ours) = argument.split_once('=').ok_or("write THEIRS=OURS")?;
    Ok((theirs.to_string(), ours.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_where_it_is_one_actors_alias() {
        let check = |name: &str, kind: EntityType, expected: Option<&str>| {
            assert_eq!(listed(name, kind).as_deref(), expected, "{name}");
        };
        check("Hamas", EntityType::Org, Some("Q38799"));
        check("Russian Federation", EntityType::Org, Some("Q159"));
        check("Donald Trump", EntityType::Per, Some("Q22686"));
        // Two of that name, a capital that may be its state, a people, a person, small letters, nobody.
        check("Georgia", EntityType::Loc, None);
        check("Moscow", EntityType::Loc, None);
        check("Russian", EntityType::Norp, None);
        check("Jordan", EntityType::Per, None);
        check("Jordan", EntityType::Loc, Some("Q810"));
        // A river or a city.
        check("Amazon", EntityType::Org, Some("amazon"));
        check("Amazon", EntityType::Loc, None);
        check("Santander", EntityType::Loc, None);
        check("hamas", EntityType::Org, None);
        check("Norland", EntityType::Loc, None);
    }
}
