//! How much of an article is found in HTML, how much else, and how fast, beside peers as they come.
//!
//! `cargo run --release --manifest-path evaluation/benches/html/Cargo.toml -- --data DIR`
//!
//! DIR has two folders: `trafilatura` with `evaldata.json` and, from `tar xzf trafilatura_eval.tar.gz`,
//! `tests/eval/*.html`; and `mozilla_readability` with `NAME/source.html` and `NAME/expected.html`.
//! Pages of the first name strings that the text must have, and strings that it must not; they are counted as the
//! set's own `evaluate.py` counts them. Pages that are not there are left out, and how many is printed.
//! The rules were made on the half of the pages called `tune`; the other half, `held`, is the result.

#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::Value;
use standpoint::model::ModelFolder;
use standpoint::nn::Network;
use standpoint::{clean, read, split};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// FNV-1a, and the bit of it that halves the pages.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;
const HALVING_BIT: u32 = 17;

#[derive(Parser)]
struct Arguments {
    /// The folder that holds both sets.
    #[arg(long)]
    data: PathBuf,
    /// Where the pages of the first set are, if not in `trafilatura/tests/eval` there.
    #[arg(long)]
    pages: Option<PathBuf>,
    /// A model folder: also hold the time of each step of ours against the time of tokenising the same articles.
    #[arg(long)]
    model: Option<PathBuf>,
}

/// Something that makes text of a page.
type Extractor = (&'static str, fn(&str) -> String);

const EXTRACTORS: [Extractor; 6] = [
    ("ours", |html| read::extract_html(html).text),
    ("ours, cleaned", cleaned),
    ("dom_smoothie", dom_smoothie),
    ("rs-trafilatura", |html| {
        rs_trafilatura::extract(html).map(|found| found.content_text).unwrap_or_default()
    }),
    ("trafilatura", |html| {
        let options = trafilatura::Options::default().with_fallback(true);
        trafilatura::extract(html, &options).map(|found| found.content_text).unwrap_or_default()
    }),
    ("all text", all_text),
];

/// The text as `annotate` judges it.
fn cleaned(html: &str) -> String {
    let page = read::extract_html(html);
    let mut kept = String::new();
    let mut end = 0;
    for removed in clean::residue(&page.text, page.title.as_deref()) {
        kept.push_str(&page.text[end..removed.span.start()]);
        end = removed.span.end();
    }
    kept + &page.text[end..]
}

fn dom_smoothie(html: &str) -> String {
    let text_mode = dom_smoothie::TextMode::Formatted;
    let config = dom_smoothie::Config { text_mode, ..dom_smoothie::Config::default() };
    let found = dom_smoothie::Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    found.map(|article| article.text_content.to_string()).unwrap_or_default()
}

/// What stands outside tags: how bad it can be.
fn all_text(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        text.push('\n');
    }
    text
}

/// A page with strings that belong to its article and strings that do not.
struct Page {
    html: String,
    with: Vec<String>,
    without: Vec<String>,
    is_held: bool,
}

fn pages(data: &Path, folder: &Path) -> Result<(Vec<Page>, usize)> {
    let path = data.join("trafilatura/evaldata.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let items: HashMap<String, Value> = serde_json::from_str(&text)?;
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(one_line).collect()
    };
    let page = |item: &Value| {
        let file = item["file"].as_str()?;
        let html = decode(fs::read(folder.join(file)).ok()?);
        let hash =
            file.bytes().fold(FNV_START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
        let is_held = (hash >> HALVING_BIT) & 1 == 1;
        Some(Page { html, with: strings(&item["with"]), without: strings(&item["without"]), is_held })
    };
    let found: Vec<Page> = items.values().filter_map(page).collect();
    let n_missing = items.len() - found.len();
    Ok((found, n_missing))
}

/// A few pages are Latin-1 and older than UTF-8.
fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Strings found that belong there and that do not, and strings missed.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn of(page: &Page, text: &str) -> Self {
        let text = one_line(text);
        let n_found =
            |strings: &[String]| strings.iter().filter(|string| text.contains(string.as_str())).count();
        let right = n_found(&page.with);
        Self { right, wrong: n_found(&page.without), missed: page.with.len() - right }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }
}

/// A page and the text that a reader mode shows of it.
struct Shown {
    html: String,
    expected: String,
}

fn shown(data: &Path) -> Result<Vec<Shown>> {
    let folder = data.join("mozilla_readability");
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    let read = |path: PathBuf| fs::read(&path).map(decode).with_context(|| path.display().to_string());
    let page = |folder: &PathBuf| {
        Ok(Shown {
            html: read(folder.join("source.html"))?,
            expected: plain(&read(folder.join("expected.html"))?),
        })
    };
    folders.iter().map(page).collect()
}

/// The text of clean HTML: tags inside lines vanish, all others part words.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let (tag, after) =
            if index == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_inline =
            ["a", "b", "i", "em", "strong", "span", "font", "sup", "sub", "u", "small", "code", "abbr", "q"]
                .contains(&name);
        text.push_str(if is_inline { "" } else { "\n" });
        text.push_str(
            &after.replace("&nbsp;", " ").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"),
        );
    }
    text
}

/// F1 of the runs of five words, each as often as it occurs.
fn shingle_f1(found: &str, expected: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (found, expected) = (words(found), words(expected));
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    expected.windows(SHINGLE).for_each(|shingle| *counts.entry(shingle).or_default() += 1);
    let mut n_common = 0;
    for shingle in found.windows(SHINGLE) {
        if let Some(count) = counts.get_mut(shingle).filter(|count| **count > 0) {
            *count -= 1;
            n_common += 1;
        }
    }
    2.0 * n_common as f64 / (found.windows(SHINGLE).len() + expected.windows(SHINGLE).len()).max(1) as f64
}

/// The time of each step over all pages as a multiple of the time that tokenising their paragraphs takes.
fn against_tokenising(pages: &[Page], model: &Path) -> Result<()> {
    let folder = ModelFolder::open(model)?;
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer)?;
    let (mut extracting, mut cleaning, mut tokenising) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for page in pages {
        let start = Instant::now();
        let found = read::extract_html(&page.html);
        extracting += start.elapsed();
        let start = Instant::now();
        let removed = clean::residue(&found.text, found.title.as_deref());
        let paragraphs = split::paragraphs(&found.text, &removed, found.title.as_deref(), &found.captions);
        cleaning += start.elapsed();
        let start = Instant::now();
        for paragraph in &paragraphs {
            black_box(network.tokenize(paragraph.span.of(&found.text))?);
        }
        tokenising += start.elapsed();
    }
    let times = |time: Duration| time.as_secs_f64() / tokenising.as_secs_f64();
    println!(
        "extracting {:.2}, cleaning and splitting {:.2} of the time of tokenising",
        times(extracting),
        times(cleaning)
    );
    Ok(())
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = arguments.pages.unwrap_or_else(|| arguments.data.join("trafilatura/tests/eval"));
    let (pages, n_missing) = pages(&arguments.data, &folder)?;
    let shown = shown(&arguments.data)?;
    println!("{} pages ({n_missing} are not there), {} of a reader mode", pages.len(), shown.len());
    println!(
        "{:16} {:5} {:>6} {:>6} {:>6} {:>7} {:>9} {:>9}",
        "", "half", "P", "R", "F1", "reader", "median ms", "p99 ms"
    );
    for (name, extract) in EXTRACTORS {
        let mut halves = [("tune", Counts::default()), ("held", Counts::default())];
        let mut times: Vec<Duration> = Vec::new();
        for page in &pages {
            let start = Instant::now();
            let text = black_box(extract(&page.html));
            times.push(start.elapsed());
            halves[usize::from(page.is_held)].1.add(Counts::of(page, &text));
        }
        times.sort();
        let at =
            |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
        let reader = shown.iter().map(|page| shingle_f1(&extract(&page.html), &page.expected)).sum::<f64>()
            / shown.len().max(1) as f64;
        for (half, counts) in halves {
            let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
            println!(
                "{name:16} {half:5} {precision:6.3} {recall:6.3} {f1:6.3} {reader:7.3} {:9.2} {:9.2}",
                at(50),
                at(99)
            );
        }
    }
    arguments.model.map_or(Ok(()), |model| against_tokenising(&pages, &model))
}
