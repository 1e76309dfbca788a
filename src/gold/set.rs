//! A set on disk: a folder with `set.toml`, `documents.jsonl` and `gold.jsonl`, or one file of labels.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::import;
use super::labels::Labels;
use super::references;
use super::rules::Rules;
use super::wire;
use crate::error::{Complaint, Error, Origin, Result};
use crate::types::EntityType;

/// What a set's labels cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// Where paragraphs begin and end, and what is residue.
    Paragraphs,
    /// Named mentions with types.
    Entities,
    /// Which actor a mention is.
    Actors,
    /// Pronouns and descriptions, and which actor they mean: `references.jsonl`.
    References,
    /// Stance rows.
    Stance,
    /// Who expresses a stance.
    Voice,
}

/// `set.toml`: what a set says about itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// What it is, in one line.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// What is labelled. What is not named here is not scored.
    pub layers: Vec<Layer>,
    /// Documents in it.
    pub documents: usize,
    /// SHA-256 of files, by their name in the folder, or of the file that is imported.
    #[serde(default)]
    pub sha256: BTreeMap<String, String>,
    /// How the id of an article is cut from a document's id, where several documents are of one article.
    #[serde(default)]
    pub cluster: Option<Cluster>,
    /// Their types → ours.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// Types of ours that the set does not label: predictions of them are not counted.
    #[serde(default)]
    pub ignore_predicted: Vec<String>,
    /// Types of theirs without a counterpart: predictions that overlap one are not counted.
    #[serde(default)]
    pub ignore_gold_overlap: Vec<String>,
    /// How the set is made from its authors' files.
    #[serde(default)]
    pub import: Option<Import>,
    /// Files of independent labellings, by the labeller's name.
    #[serde(default)]
    pub labellings: BTreeMap<String, String>,
}

/// The first parts of an id are its article.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// What stands between the parts.
    pub separator: String,
    /// How many parts name the article.
    pub parts: usize,
}

/// Where a set's labels come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// The format's name.
    pub format: String,
    /// The file or folder, from the folder that holds all public sets.
    pub path: String,
    /// What one document is (CoNLL): `file` or `sentence`.
    #[serde(default)]
    pub unit: Option<String>,
    /// The column of the tokens, from 0 (CoNLL).
    #[serde(default)]
    pub token_column: Option<usize>,
    /// The column of the tags, from 0 (CoNLL).
    #[serde(default)]
    pub tag_column: Option<usize>,
    /// What offsets count: `code-points` or `utf16` (Label Studio, doccano).
    #[serde(default)]
    pub offsets: Option<String>,
    /// The key of the text (Label Studio, doccano, Prodigy).
    #[serde(default)]
    pub text_key: Option<String>,
    /// Whose labels are read (Label Studio, Prodigy).
    #[serde(default)]
    pub annotator: Option<String>,
}

impl Manifest {
    /// Reads a `set.toml`.
    ///
    /// # Errors
    /// If the file cannot be read, or a key is missing, unknown or of the wrong type.
    pub fn open(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|error| cannot_read(path, error))?;
        let manifest: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() as u64 + 1);
            labels_error(path, line, format!("{}; evaluation/README.md explains the keys", error.message()))
        })?;
        for word in &manifest.ignore_predicted {
            if EntityType::from_name(word).is_none() {
                let types = EntityType::ALL.map(EntityType::name).join(", ");
                let message = format!("ignore_predicted names \"{word}\"; our types are {types}");
                return Err(labels_error(path, None, message));
            }
        }
        Ok(manifest)
    }

    /// How its words become ours.
    pub fn rules(&self) -> Rules {
        Rules { map: self.map.clone(), ignore_gold_overlap: self.ignore_gold_overlap.clone() }
    }

    /// The format of its authors' files, and how to read them; nothing for a set that is ready.
    ///
    /// # Errors
    /// If the `[import]` table names a format or unit that there is not.
    pub fn import(&self) -> std::result::Result<Option<(import::Format, import::Options)>, String> {
        let Some(table) = &self.import else { return Ok(None) };
        let format = import::Format::from_name(&table.format).ok_or_else(|| {
            let names = import::Format::ALL.map(import::Format::name).join(", ");
            format!("import.format is \"{}\"; there are {names}", table.format)
        })?;
        let mut options = import::Options { rules: self.rules(), ..import::Options::default() };
        if let Some(unit) = &table.unit {
            options.unit = import::Unit::from_name(unit)
                .ok_or_else(|| format!("import.unit is \"{unit}\"; it is file or sentence"))?;
        }
        if let Some(word) = &table.offsets {
            let offsets = import::Offsets::from_name(word)
                .ok_or_else(|| format!("import.offsets is \"{word}\"; it is code-points or utf16"))?;
            options.offsets = Some(offsets);
        }
        options.text_key = table.text_key.clone().unwrap_or(options.text_key);
        options.annotator.clone_from(&table.annotator);
        options.token_column = table.token_column.unwrap_or(options.token_column);
        options.tag_column = table.tag_column.unwrap_or(options.tag_column);
        Ok(Some((format, options)))
    }

    /// The types of ours that it does not label.
    pub fn unlabelled_types(&self) -> Vec<EntityType> {
        self.ignore_predicted.iter().filter_map(|word| EntityType::from_name(word)).collect()
    }
}

/// A set: what it says about itself, its gold, and the labellings that the gold was made from.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// What it says about itself.
    pub manifest: Manifest,
    /// The gold, in the order of its file.
    pub gold: Vec<Labels>,
    /// Independent labellings by name.
    pub labellings: BTreeMap<String, Vec<Labels>>,
}

/// Which documents of a set are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// Those of one part; sets without parts are used whole.
    Part(String),
    /// All.
    All,
}

impl Split {
    fn holds(&self, labels: &Labels) -> bool {
        match (self, &labels.split) {
            (Self::All, _) | (_, None) => true,
            (Self::Part(part), Some(split)) => part == split,
        }
    }
}

impl Set {
    /// Opens a set folder, or a single file of labels.
    ///
    /// # Errors
    /// If a file is missing, labels in it are wrong (every wrong line is named), or it has not as many documents as the
    /// set should.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(missing(path));
        }
        if !path.is_dir() {
            return Ok(Self::bare(path, read_file(path, &HashMap::new())?));
        }
        let manifest = Manifest::open(&path.join("set.toml"))?;
        let gold_path = path.join("gold.jsonl");
        if !gold_path.exists() && manifest.import.is_some() {
            let message = format!(
                "this set is made from its authors' files: `standpoint gold import --set {} DATA -o FOLDER`, then --gold FOLDER",
                path.display()
            );
            return Err(labels_error(&gold_path, None, message));
        }
        let documents = path.join("documents.jsonl");
        let texts = if documents.exists() { read_texts(&documents)? } else { HashMap::new() };
        let mut gold = read_file(&gold_path, &texts)?;
        if gold.len() != manifest.documents {
            let message = format!(
                "{} documents, set.toml says {}; mend the one that is wrong",
                gold.len(),
                manifest.documents
            );
            return Err(labels_error(&gold_path, None, message));
        }
        if manifest.layers.contains(&Layer::References) {
            references::attach(&path.join("references.jsonl"), &mut gold)?;
        }
        let read =
            |(name, file): (&String, &String)| Ok((name.clone(), read_file(&path.join(file), &texts)?));
        let labellings = manifest.labellings.iter().map(read).collect::<Result<_>>()?;
        Ok(Self { manifest, gold, labellings })
    }

    /// A file of labels without a manifest: its layers are those that occur in it.
    fn bare(path: &Path, gold: Vec<Labels>) -> Self {
        let mentions = || gold.iter().flat_map(Labels::mentions);
        let rows =
            || gold.iter().flat_map(|labels| &labels.paragraphs).flat_map(|paragraph| &paragraph.stances);
        let layers = [
            (
                Layer::Paragraphs,
                gold.iter().any(|labels| labels.paragraphs.len() > 1 || !labels.removed.is_empty()),
            ),
            (Layer::Entities, mentions().next().is_some()),
            (Layer::Actors, mentions().any(|(_, mention)| mention.actor.is_some())),
            (Layer::Stance, rows().next().is_some()),
            (Layer::Voice, rows().any(|row| row.quoted)),
        ];
        let layers = layers.into_iter().filter(|(_, occurs)| *occurs).map(|(layer, _)| layer).collect();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let manifest = Manifest { name, layers, documents: gold.len(), ..Manifest::default() };
        Self { manifest, gold, labellings: BTreeMap::new() }
    }

    /// Whether a layer is labelled.
    pub fn has(&self, layer: Layer) -> bool {
        self.manifest.layers.contains(&layer)
    }

    /// The texts by document id, for labels that come without them.
    pub fn texts(&self) -> HashMap<String, String> {
        self.gold.iter().map(|labels| (labels.id.clone(), labels.text.clone())).collect()
    }

    /// Leaves the documents of one part, and gives the ids of the others.
    ///
    /// # Errors
    /// If no document is left.
    pub fn keep(&mut self, split: &Split) -> Result<HashSet<String>> {
        let others =
            self.gold.iter().filter(|labels| !split.holds(labels)).map(|labels| labels.id.clone()).collect();
        let mut parts: Vec<&str> = self.gold.iter().filter_map(|labels| labels.split.as_deref()).collect();
        parts.sort_unstable();
        parts.dedup();
        let parts = parts.join(", ");
        self.gold.retain(|labels| split.holds(labels));
        for labels in self.labellings.values_mut() {
            labels.retain(|labels| !HashSet::contains(&others, &labels.id));
        }
        if self.gold.is_empty() {
            let message = if parts.is_empty() {
                format!("{}: the gold holds no document", self.manifest.name)
            } else {
                format!("{}: no document of that --split; it has {parts}", self.manifest.name)
            };
            return Err(Error::Unscorable { message });
        }
        Ok(others)
    }

    /// The unit of resampling of a document: the article.
    pub fn cluster_of<'a>(&self, labels: &'a Labels) -> &'a str {
        if let Some(cluster) = &labels.cluster {
            return cluster;
        }
        let Some(Cluster { separator, parts }) = &self.manifest.cluster else { return &labels.id };
        let end = labels.id.match_indices(separator.as_str()).nth(parts.saturating_sub(1));
        end.map_or(labels.id.as_str(), |(at, _)| &labels.id[..at])
    }
}

/// Reads a file of labels, one document a line; `texts` stands in where a line has none.
///
/// # Errors
/// If the file cannot be read, or lines in it are wrong; every wrong line is named.
pub fn read_file(path: &Path, texts: &HashMap<String, String>) -> Result<Vec<Labels>> {
    let mut documents: Vec<Labels> = Vec::new();
    let mut complaints = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    for_lines(path, |number, line| {
        let origin = Origin { file: path.display().to_string(), line: Some(number) };
        match wire::read(line, &origin, |id| texts.get(id).cloned()) {
            Ok(labels) => {
                if let Some(first) = lines.insert(labels.id.clone(), number) {
                    let message = format!("document \"{}\" is there twice, first on line {first}", labels.id);
                    complaints.push(Complaint { origin, message });
                } else {
                    documents.push(labels);
                }
            }
            Err(more) => complaints.extend(more),
        }
    })?;
    if complaints.is_empty() && documents.is_empty() {
        return Err(labels_error(path, None, "no document in it; one JSON object a line is expected".into()));
    }
    if complaints.is_empty() { Ok(documents) } else { Err(Error::Labels { complaints }) }
}

/// The texts of a file of documents, by id.
fn read_texts(path: &Path) -> Result<HashMap<String, String>> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        text: String,
    }
    let mut texts = HashMap::new();
    let mut complaints = Vec::new();
    for_lines(path, |number, line| match serde_json::from_str::<Line>(line) {
        Ok(Line { id, text }) => {
            texts.insert(id, text);
        }
        Err(error) => {
            let origin = Origin { file: path.display().to_string(), line: Some(number) };
            complaints.push(Complaint { origin, message: format!("not a document: {error}") });
        }
    })?;
    if complaints.is_empty() { Ok(texts) } else { Err(Error::Labels { complaints }) }
}

/// Gives every line that holds something, with its number from 1.
pub(super) fn for_lines(path: &Path, mut each: impl FnMut(u64, &str)) -> Result<()> {
    let mut reader = BufReader::new(File::open(path).map_err(|error| cannot_read(path, error))?);
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(|error| cannot_read(path, error))? == 0 {
            return Ok(());
        }
        number += 1;
        let line = std::str::from_utf8(&bytes).map_err(|error| {
            labels_error(path, Some(number), format!("not UTF-8: {error}; label files are JSON in UTF-8"))
        })?;
        let line = line.trim_start_matches('\u{feff}').trim();
        if !line.is_empty() {
            each(number, line);
        }
    }
}

fn cannot_read(path: &Path, source: std::io::Error) -> Error {
    if source.kind() == std::io::ErrorKind::NotFound {
        return missing(path);
    }
    Error::Io { path: PathBuf::from(path), action: "read", source }
}

fn missing(path: &Path) -> Error {
    labels_error(path, None, "no such file or folder; check the path".into())
}

fn labels_error(path: &Path, line: Option<u64>, message: String) -> Error {
    let origin = Origin { file: path.display().to_string(), line };
    Error::Labels { complaints: vec![Complaint { origin, message }] }
}
