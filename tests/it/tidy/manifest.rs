//! Dependencies say why they are there and under which licence; model folders are whole.

use standpoint::model::{ModelFolder, folders};

use super::code::{code, find_word};
use super::{TextFile, none, one, page, root, tree};

/// The most direct dependencies, those of tests included: nine formats of input need a library each.
const MAX_DEPENDENCIES: usize = 36;

/// Licences that a dependency may have; MPL-2.0 unmodified.
const LICENCES: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Unlicense",
    "Unicode-3.0",
    "Zlib",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MPL-2.0",
];

/// The names of the direct dependencies, with the comment at the end of their lines.
fn dependencies(manifest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_inside = line.ends_with("dependencies]");
        } else if is_inside
            && !line.starts_with('#')
            && let Some((name, rest)) = line.split_once(" = ")
        {
            found.push((name, rest.split_once('#').map_or("", |(_, comment)| comment.trim())));
        }
    }
    found
}

/// Dependencies without a reason or a licence, and too many of them.
fn check(manifest: &str) -> Vec<String> {
    let found = dependencies(manifest);
    let mut complaints = Vec::new();
    for (name, comment) in &found {
        let (reason, licence) = comment.rsplit_once("; ").unwrap_or((comment, ""));
        let mut parts = licence.split([' ', '(', ')']).filter(|part| !matches!(*part, "" | "OR" | "AND"));
        if reason.is_empty() || licence.is_empty() || !parts.all(|part| LICENCES.contains(&part)) {
            complaints.push(format!("Cargo.toml: {name}: end the line with `# why; licence`"));
        }
    }
    if found.len() > MAX_DEPENDENCIES {
        complaints.push(format!(
            "Cargo.toml: {} direct dependencies; {MAX_DEPENDENCIES} are the most",
            found.len()
        ));
    }
    complaints
}

/// Dependencies that no file names.
fn unused(manifest: &str, files: &[TextFile]) -> Vec<String> {
    // These rules name crates without using them.
    let is_user = |file: &&TextFile| file.extension() == "rs" && !file.path.starts_with("tests/it/tidy");
    let rust: Vec<&TextFile> = files.iter().filter(is_user).collect();
    let is_named = |name: &str| {
        let path = format!("{}::", name.replace('-', "_"));
        let link = format!("extern crate {} ", name.replace('-', "_"));
        // Inline tests count here, so the whole text is read, without the comment lines.
        rust.iter().any(|file| {
            code(&file.text.replace("#[cfg(test)]", ""))
                .lines()
                .any(|line| [&path, &link].iter().any(|way| find_word(line, way).is_some()))
        })
    };
    let names = dependencies(manifest).into_iter().map(|(name, _)| name).filter(|name| !is_named(name));
    names.map(|name| format!("Cargo.toml: {name}: no file uses it; delete it")).collect()
}

#[test]
fn dependencies_say_why_and_under_which_licence() {
    none(check(&page("Cargo.toml")));
}

#[test]
fn dependencies_are_used() {
    none(unused(&page("Cargo.toml"), &tree()));
}

#[test]
fn a_bad_dependency_is_seen() {
    let start = "[package]\nname = \"x\"\n\n[dependencies]\n# Group.\n";
    assert!(one(check(&format!("{start}serde = \"1\"\n"))).contains("serde: end the line"));
    assert!(one(check(&format!("{start}serde = \"1\" # the wire\n"))).contains("serde: end the line"));
    assert!(
        one(check(&format!("{start}serde = \"1\" # the wire; GPL-3.0\n"))).contains("serde: end the line")
    );
    none(check(&format!("{start}serde = \"1\" # the wire; (MIT OR Apache-2.0) AND Unicode-3.0\n")));
    let many: String = (0..40).map(|n| format!("a{n} = \"1\" # why; MIT\n")).collect();
    assert!(one(check(&format!("[dev-dependencies]\n{many}"))).contains("40 direct dependencies"));
    let file = TextFile::new("src/a.rs", "//! hf-hub and csv\nuse serde_json::Value;\n");
    assert!(
        one(unused("[dependencies]\ncsv = \"1\"\nserde_json = \"1\"\n", &[file])).contains("csv: no file")
    );
}

#[test]
fn model_folders_are_whole() {
    let models = folders(&root().join("models"));
    assert!(models.len() >= 2, "models/ holds {} models", models.len());
    let check = |path: &std::path::PathBuf| ModelFolder::open(path).err().map(|error| error.to_string());
    none(models.iter().filter_map(check).collect());
}

#[test]
fn a_damaged_model_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["model.toml", "model.safetensors", "tokenizer.json"] {
        std::fs::copy(root().join("models/toy").join(name), folder.path().join(name)).expect("a copy");
    }
    assert!(ModelFolder::open(folder.path()).is_ok());
    std::fs::write(folder.path().join("tokenizer.json"), "{}").expect("damage");
    let error = ModelFolder::open(folder.path()).err().expect("an error").to_string();
    assert!(error.contains("tokenizer.json has sha256"), "{error}");
}
