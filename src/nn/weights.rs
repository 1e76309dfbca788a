//! Weights out of a safetensors file: every tensor is taken exactly once, in the shape that the model wants.
//!
//! A missing, unused or misshapen tensor is an error, so that a file of another model never loads quietly.
//! 8-bit weights are an `I8` tensor NAME beside an `F32` tensor NAME.scale with one scale a row.

use std::collections::BTreeSet;

use safetensors::{Dtype, SafeTensors};

use crate::error::{Error, Result};

/// The tensors of one file, and those that nobody has taken yet.
pub(super) struct Weights<'a> {
    file: SafeTensors<'a>,
    model: String,
    unused: BTreeSet<String>,
}

impl<'a> Weights<'a> {
    /// Reads the header; the values stay where they are until they are taken.
    pub(super) fn open(model: &str, bytes: &'a [u8]) -> Result<Self> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| Error::Model {
            folder: model.into(),
            message: format!("model.safetensors cannot be read: {error}; fetch the folder again"),
        })?;
        let unused = file.names().into_iter().map(String::from).collect();
        Ok(Self { file, model: model.into(), unused })
    }

    /// Takes the tensor `name` of `shape` as f32, dequantised where it is 8-bit.
    pub(super) fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let tensor = self
            .file
            .tensor(name)
            .map_err(|_| self.refused(format!("model.safetensors has no tensor \"{name}\"")))?;
        if tensor.shape() != shape {
            let found = tensor.shape();
            return Err(
                self.refused(format!("tensor \"{name}\" has shape {found:?}, model.toml wants {shape:?}"))
            );
        }
        self.unused.remove(name);
        match tensor.dtype() {
            Dtype::F32 => Ok(floats(tensor.data())),
            Dtype::I8 => {
                let scales = self.take_scales(name, shape[0])?;
                let width = tensor.data().len() / shape[0].max(1);
                let rows = tensor.data().chunks_exact(width.max(1)).zip(scales);
                Ok(rows
                    .flat_map(|(row, scale)| row.iter().map(move |&q| f32::from(q as i8) * scale))
                    .collect())
            }
            other => Err(self.refused(format!("tensor \"{name}\" is {other:?}; only F32 and I8 are read"))),
        }
    }

    /// Says so if a tensor was left over.
    pub(super) fn finish(self) -> Result<()> {
        match self.unused.first() {
            None => Ok(()),
            Some(name) => {
                let n_unused = self.unused.len();
                Err(self.refused(format!(
                    "{n_unused} tensors belong to no part of the model, the first is \"{name}\""
                )))
            }
        }
    }

    fn take_scales(&mut self, name: &str, n_rows: usize) -> Result<Vec<f32>> {
        let name = format!("{name}.scale");
        match self.file.tensor(&name) {
            Ok(scale) if scale.dtype() == Dtype::F32 && scale.shape() == [n_rows] => {
                self.unused.remove(&name);
                Ok(floats(scale.data()))
            }
            Ok(_) => Err(self.refused(format!("tensor \"{name}\" must be F32 of shape [{n_rows}]"))),
            Err(_) => Err(self.refused(format!("model.safetensors has no tensor \"{name}\""))),
        }
    }

    fn refused(&self, message: String) -> Error {
        Error::Model { folder: self.model.clone(), message }
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}
