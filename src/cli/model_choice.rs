//! Which model `--model` means: a folder, the name of one, or a hub model that was pulled.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::hub;
use crate::model::{self, ModelFolder};

/// Opens the model that the user named; the embedded one without a name.
pub(super) fn open(choice: Option<&str>) -> Result<ModelFolder> {
    let Some(choice) = choice else { return ModelFolder::embedded() };
    let as_path = Path::new(choice);
    if as_path.join("model.toml").is_file() {
        return ModelFolder::open(as_path);
    }
    if choice.contains('@') {
        return open_pulled(choice);
    }
    if let Ok(embedded) = ModelFolder::embedded()
        && embedded.manifest.name == choice
    {
        return Ok(embedded);
    }
    let named = directory().join(choice);
    if named.join("model.toml").is_file() {
        return ModelFolder::open(&named);
    }
    let message = format!(
        "no such model: neither a folder with a model.toml nor a name under {}; `standpoint models list` shows what there is",
        directory().display()
    );
    Err(Error::Model { folder: choice.into(), message })
}

fn open_pulled(choice: &str) -> Result<ModelFolder> {
    let folder = directory().join(hub::Spec::parse(choice)?.folder_name());
    match folder.join("model.toml").is_file() {
        true => ModelFolder::open(&folder),
        false => Err(Error::Model {
            folder: choice.into(),
            message: format!("not here yet; `standpoint models pull {choice}` fetches it"),
        }),
    }
}

/// Where named and pulled models lie: $STANDPOINT_MODELS, else `models` in the current folder.
pub(super) fn directory() -> PathBuf {
    std::env::var_os("STANDPOINT_MODELS").map_or_else(|| PathBuf::from("models"), PathBuf::from)
}

/// The folders there.
pub(super) fn folders() -> Vec<PathBuf> {
    model::folders(&directory())
}
