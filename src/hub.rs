//! Models from the Hugging Face hub: fetched, pinned to a commit and checked against their own checksums.
//!
//! The only network code of the program. A model arrives in a hidden folder beside its place and is renamed into
//! it once every checksum holds, so that nobody ever loads half a model.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use hf_hub::api::sync::{ApiBuilder, ApiError, ApiRepo};
use hf_hub::{Cache, Repo, RepoType};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// The file that describes a model and lists the checksums of its other files.
const DESCRIPTION: &str = "model.toml";
/// The files that a model cannot do without.
const REQUIRED: [&str; 2] = ["model.safetensors", "tokenizer.json"];
/// The file for people, which a model may lack.
const CARD: &str = "card.md";

/// Fetches the model `spec` (`org/repo@commit`) into a new folder of `models_dir` and returns that folder.
///
/// With `offline`, or where the environment variable `HF_HUB_OFFLINE` is set to anything but 0 or false, only the
/// hub's cache on this machine is asked.
pub fn pull(spec: &str, models_dir: &Path, offline: bool) -> Result<PathBuf> {
    let spec = Spec::parse(spec)?;
    check_free(&spec, &models_dir.join(spec.folder_name()))?;
    let switch = std::env::var("HF_HUB_OFFLINE").ok();
    let cache = hub_cache(&spec)?;
    let origin = if offline || is_switched_on(switch.as_deref()) {
        Origin::Cache(cache)
    } else {
        let api = ApiBuilder::from_env().with_retries(3).build();
        Origin::Hub(Box::new(api.map_err(|error| spec.error(explain(&error)))?.repo(spec.repo())))
    };
    install(&spec, models_dir, &origin)
}

/// A model on the hub at one commit, which never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    repository: String,
    commit: String,
}

impl Spec {
    /// Reads `org/repo@commit`, where the commit has all of its 40 hexadecimal digits.
    pub fn parse(spec: &str) -> Result<Self> {
        let fail = |message: String| Error::Hub { model: spec.to_owned(), message };
        let (repository, commit) = spec.split_once('@').unwrap_or((spec, ""));
        let parts: Vec<&str> = repository.split('/').collect();
        if parts.len() != 2 || !parts.iter().all(|part| is_hub_name(part)) {
            return Err(fail("not a model of the hub; write org/repo@commit".to_owned()));
        }
        if !is_hexadecimal(commit, 40) {
            let found =
                if commit.is_empty() { "no commit is given" } else { "only a full commit never moves" };
            let list = format!("https://huggingface.co/{repository}/commits/main");
            return Err(fail(format!(
                "{found}; write {repository}@ and the 40 digits of a commit from {list}"
            )));
        }
        Ok(Self { repository: repository.to_owned(), commit: commit.to_ascii_lowercase() })
    }

    /// The folder of `models_dir` that holds it: the name of the repository and the start of the commit, so that
    /// two versions stand side by side.
    pub fn folder_name(&self) -> String {
        let (_, name) = self.repository.split_once('/').unwrap_or_default();
        format!("{name}-{}", &self.commit[..8])
    }

    fn repo(&self) -> Repo {
        Repo::with_revision(self.repository.clone(), RepoType::Model, self.commit.clone())
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::Hub { model: format!("{}@{}", self.repository, self.commit), message: message.into() }
    }
}

fn is_hub_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    name.bytes().all(is_plain) && name.starts_with(|first: char| first.is_ascii_alphanumeric())
}

fn is_hexadecimal(digits: &str, n_digits: usize) -> bool {
    digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_switched_on(value: Option<&str>) -> bool {
    value.is_some_and(|value| !["", "0", "false", "no", "off"].contains(&value.to_ascii_lowercase().as_str()))
}

/// The hub's cache on this machine. The library panics where there is no home, so that is asked first.
fn hub_cache(spec: &Spec) -> Result<Cache> {
    if std::env::var_os("HF_HOME").is_none() && std::env::home_dir().is_none() {
        return Err(spec.error("there is no home directory for the hub's cache; set HF_HOME to a directory"));
    }
    Ok(Cache::from_env())
}

fn check_free(spec: &Spec, folder: &Path) -> Result<()> {
    if fs::symlink_metadata(folder).is_ok() {
        let remedy = "use it, or remove the folder to fetch it again";
        return Err(spec.error(format!("{} is already there; {remedy}", folder.display())));
    }
    Ok(())
}

/// Where files come from.
enum Origin {
    /// What earlier downloads left on this machine.
    Cache(Cache),
    /// The hub, which puts what it gives into that cache.
    Hub(Box<ApiRepo>),
}

impl Origin {
    /// A file of the model on this machine; nothing where the model does not have it.
    fn file(&self, spec: &Spec, name: &str) -> Result<Option<PathBuf>> {
        match self {
            Self::Cache(cache) => {
                let path = cache.repo(spec.repo()).pointer_path(&spec.commit).join(name);
                Ok(path.is_file().then_some(path))
            }
            Self::Hub(repo) => match repo.get(name) {
                Ok(path) => Ok(Some(path)),
                Err(error) if is_not_found(&error) => Ok(None),
                Err(error) => Err(spec.error(format!("cannot fetch {name}: {}", explain(&error)))),
            },
        }
    }

    fn required(&self, spec: &Spec, name: &str) -> Result<PathBuf> {
        self.file(spec, name)?.ok_or_else(|| match self {
            Self::Cache(cache) => {
                let place = cache.path().display();
                spec.error(format!("{name} is not in the cache {place}; pull once without --offline"))
            }
            Self::Hub(_) => spec.error(format!("no {name} at this commit; is it a standpoint model?")),
        })
    }
}

fn is_not_found(error: &ApiError) -> bool {
    match error {
        ApiError::RequestError(error) => error.to_string().ends_with("status: 404"),
        ApiError::TooManyRetries(error) => is_not_found(error),
        _ => false,
    }
}

fn explain(error: &ApiError) -> String {
    let text = error.to_string();
    let remedy = if text.contains("401") || text.contains("403") {
        "check the name; a private model needs your hub token in HF_HOME/token"
    } else if matches!(error, ApiError::LockAcquisition(_)) {
        "another download of it is running; wait for it"
    } else {
        "check the connection and try again, or use --offline for what was fetched before"
    };
    format!("{text}; {remedy}")
}

/// Brings all files together, checks them and puts the folder into its place.
fn install(spec: &Spec, models_dir: &Path, origin: &Origin) -> Result<PathBuf> {
    let folder = models_dir.join(spec.folder_name());
    check_free(spec, &folder)?;
    let staging = Staging::new(models_dir, spec)?;
    let description = staging.add(&origin.required(spec, DESCRIPTION)?, DESCRIPTION)?;
    let checksums = checksums(spec, &description)?;
    for (name, expected) in &checksums {
        let copy = staging.add(&origin.required(spec, name)?, name)?;
        check_sum(spec, name, &copy, expected)?;
    }
    if !checksums.iter().any(|(name, _)| name == CARD)
        && let Some(card) = origin.file(spec, CARD)?
    {
        staging.add(&card, CARD)?;
    }
    fs::rename(&staging.folder, &folder).map_err(io_error(&folder, "create"))?;
    Ok(folder)
}

/// The `[files]` of a description: names and their sha256.
fn checksums(spec: &Spec, description: &Path) -> Result<Vec<(String, String)>> {
    let fail = |message: String| spec.error(format!("{DESCRIPTION}: {message}; ask its publisher"));
    let text = fs::read_to_string(description).map_err(io_error(description, "read"))?;
    let table: toml::Table = text.parse().map_err(|error| fail(format!("not TOML: {error}")))?;
    let files = table.get("files").and_then(toml::Value::as_table);
    let files = files.ok_or_else(|| fail("no [files] with the sha256 of each file".to_owned()))?;
    if let Some(missing) = REQUIRED.iter().find(|&&name| !files.contains_key(name)) {
        return Err(fail(format!("[files] does not list {missing}")));
    }
    let read = |(name, value): (&String, &toml::Value)| {
        // A name from elsewhere must not lead out of the folder, nor replace the description itself.
        if !is_hub_name(name) || name == DESCRIPTION {
            return Err(fail(format!("[files] lists \"{name}\", which is not the name of a file beside it")));
        }
        match value.as_str() {
            Some(sum) if is_hexadecimal(sum, 64) => Ok((name.clone(), sum.to_ascii_lowercase())),
            _ => Err(fail(format!("[files] gives {name} no sha256 of 64 hexadecimal digits"))),
        }
    };
    files.iter().map(read).collect()
}

fn check_sum(spec: &Spec, name: &str, path: &Path, expected: &str) -> Result<()> {
    let found = sha256_of(path).map_err(io_error(path, "read"))?;
    if found == expected {
        return Ok(());
    }
    let remedy = "the download is damaged: remove it from the hub's cache and pull again";
    Err(spec.error(format!("{name} has sha256 {found}, {DESCRIPTION} says {expected}; {remedy}")))
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut hasher = Sha256::new();
    loop {
        let piece = file.fill_buf()?;
        if piece.is_empty() {
            break;
        }
        hasher.update(piece);
        let n_read = piece.len();
        file.consume(n_read);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn io_error(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { path, action, source }
}

/// The hidden folder in which a model is put together. It is gone when this is dropped, unless it was renamed.
struct Staging {
    folder: PathBuf,
}

impl Staging {
    fn new(models_dir: &Path, spec: &Spec) -> Result<Self> {
        let folder = models_dir.join(format!(".{}.{}.partial", spec.folder_name(), std::process::id()));
        if let Err(error) = fs::remove_dir_all(&folder)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(io_error(&folder, "replace")(error));
        }
        fs::create_dir_all(&folder).map_err(io_error(&folder, "create"))?;
        Ok(Self { folder })
    }

    /// Copies a file in and returns the copy.
    fn add(&self, file: &Path, name: &str) -> Result<PathBuf> {
        let copy = self.folder.join(name);
        fs::copy(file, &copy).map_err(io_error(file, "copy"))?;
        Ok(copy)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing to do about a failure: the folder is hidden, and the next attempt replaces it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};

    use tempfile::TempDir;

    use super::*;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

    fn spec() -> Spec {
        Spec::parse(&format!("org/small-v1@{COMMIT}")).unwrap()
    }

    /// A cache as earlier downloads leave it, with these files of the model.
    fn cache(files: &[(&str, &str)]) -> (TempDir, Origin) {
        let home = TempDir::new().unwrap();
        let cache = Cache::new(home.path().to_owned());
        let snapshot = cache.repo(spec().repo()).pointer_path(COMMIT);
        fs::create_dir_all(&snapshot).unwrap();
        for (name, content) in files {
            fs::write(snapshot.join(name), content).unwrap();
        }
        (home, Origin::Cache(cache))
    }

    fn sum_of(content: &str) -> String {
        Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn description(weights: &str, tokenizer: &str) -> String {
        let (weights, tokenizer) = (sum_of(weights), sum_of(tokenizer));
        format!("[files]\n\"model.safetensors\" = \"{weights}\"\n\"tokenizer.json\" = \"{tokenizer}\"\n")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn check_spec(spec: &str, expected: &str) {
        let found = match Spec::parse(spec) {
            Ok(spec) => spec.folder_name(),
            Err(error) => error.to_string(),
        };
        assert!(found.contains(expected), "{spec}: {found}");
    }

    #[test]
    fn a_model_is_named_by_repository_and_whole_commit() {
        check_spec(&format!("org/small-v1@{COMMIT}"), "small-v1-01234567");
        check_spec(&format!("o.r-g/x_1@{}", COMMIT.to_uppercase()), "x_1-01234567");
        check_spec("org/small-v1", "no commit is given; write org/small-v1@");
        check_spec("org/small-v1@main", "only a full commit never moves");
        check_spec(
            "org/small-v1@0123456",
            "the 40 digits of a commit from https://huggingface.co/org/small-v1",
        );
        check_spec(&format!("small-v1@{COMMIT}"), "write org/repo@commit");
        check_spec(&format!("a/b/c@{COMMIT}"), "write org/repo@commit");
        check_spec(&format!("../b@{COMMIT}"), "write org/repo@commit");
        check_spec(&format!("a/@{COMMIT}"), "write org/repo@commit");
        check_spec(&format!("a/b c@{COMMIT}"), "write org/repo@commit");
        check_spec(&format!("org/small-v1@{COMMIT}@x"), "only a full commit never moves");
        check_spec("", "write org/repo@commit");
    }

    #[test]
    fn the_variable_means_what_people_write() {
        for (value, expected) in
            [(None, false), (Some(""), false), (Some("0"), false), (Some("False"), false), (Some("1"), true)]
        {
            assert_eq!(is_switched_on(value), expected, "{value:?}");
        }
    }

    /// Installs these files of the cache and gives what became of it; a failure must leave nothing behind.
    #[track_caller]
    fn check_install(files: &[(&str, &str)], expected: &str) {
        let (_home, origin) = cache(files);
        let models = TempDir::new().unwrap();
        match install(&spec(), models.path(), &origin) {
            Ok(folder) => assert_eq!(names(&folder).join(" "), expected),
            Err(error) => {
                assert!(error.to_string().contains(expected), "{error}");
                assert_eq!(names(models.path()), [""; 0]);
            }
        }
    }

    #[test]
    fn a_folder_is_complete_and_checked() {
        let good = description("w", "t");
        let files = [("model.toml", good.as_str()), ("model.safetensors", "w"), ("tokenizer.json", "t")];
        check_install(&files, "model.safetensors model.toml tokenizer.json");
        check_install(
            &[files[0], files[1], files[2], ("card.md", "# Card"), ("extra.bin", "x")],
            "card.md model.safetensors model.toml tokenizer.json",
        );
        check_install(&files[..2], "tokenizer.json is not in the cache");
        check_install(&[], "model.toml is not in the cache");
        let damaged =
            format!("model.safetensors has sha256 {}, model.toml says {}", sum_of("W"), sum_of("w"));
        check_install(&[files[0], ("model.safetensors", "W"), files[2]], &damaged);
        check_install(&[("model.toml", "format = 2")], "no [files] with the sha256");
        check_install(&[("model.toml", "format = ")], "not TOML");
        check_install(
            &[("model.toml", "[files]\n\"tokenizer.json\" = \"\"")],
            "does not list model.safetensors",
        );
        check_install(&[("model.toml", &good.replace(&sum_of("t"), "12"))], "gives tokenizer.json no sha256");
        let astray = format!("{good}\"../evil\" = \"{}\"", sum_of("x"));
        check_install(
            &[("model.toml", &astray)],
            "lists \"../evil\", which is not the name of a file beside it",
        );
    }

    #[test]
    fn a_folder_is_never_replaced() {
        let models = TempDir::new().unwrap();
        fs::create_dir(models.path().join(spec().folder_name())).unwrap();
        let error = pull(&format!("org/small-v1@{COMMIT}"), models.path(), true).unwrap_err();
        assert!(error.to_string().contains("small-v1-01234567 is already there"), "{error}");
        assert_eq!(names(&models.path().join(spec().folder_name())), [""; 0]);
    }

    /// Answers as the hub does, on this machine: headers that pin the commit, and ranges of the content.
    fn answer(mut stream: TcpStream, files: &[(&str, String)]) {
        let mut request = String::new();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while reader.read_line(&mut request).unwrap() > 2 {}
        let file = files.iter().find(|(name, _)| request.contains(&format!("/resolve/{COMMIT}/{name} ")));
        let response = match file {
            None => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
            Some((name, content)) => {
                let is_probe = request.contains("bytes=0-0");
                let body = if is_probe { &content[..1] } else { content.as_str() };
                let (n_body, n_content, last) = (body.len(), content.len(), body.len() - 1);
                format!(
                    "HTTP/1.1 206 Partial Content\r\nContent-Length: {n_body}\r\nETag: \"{name}\"\r\n\
                     X-Repo-Commit: {COMMIT}\r\nContent-Range: bytes 0-{last}/{n_content}\r\n\
                     Connection: close\r\n\r\n{body}"
                )
            }
        };
        stream.write_all(response.as_bytes()).unwrap();
    }

    #[test]
    fn a_download_arrives_through_the_cache() {
        let has_proxy = |name| std::env::var_os(name).is_some();
        if ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"].into_iter().any(has_proxy) {
            return;
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let files = [
            ("model.toml", description("weights", "words")),
            ("model.safetensors", "weights".to_owned()),
            ("tokenizer.json", "words".to_owned()),
        ];
        std::thread::spawn(move || listener.incoming().for_each(|stream| answer(stream.unwrap(), &files)));
        let (home, models) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let api = ApiBuilder::from_cache(Cache::new(home.path().to_owned())).with_endpoint(endpoint);
        let repo = api.with_progress(false).build().unwrap().repo(spec().repo());
        let folder = install(&spec(), models.path(), &Origin::Hub(Box::new(repo))).unwrap();
        assert_eq!(names(&folder), ["model.safetensors", "model.toml", "tokenizer.json"]);
        let offline = Origin::Cache(Cache::new(home.path().to_owned()));
        fs::remove_dir_all(&folder).unwrap();
        install(&spec(), models.path(), &offline).unwrap();
        assert_eq!(fs::read_to_string(folder.join("model.safetensors")).unwrap(), "weights");
    }
}
