//! Weights out of a safetensors file: every tensor is taken exactly once, in the shape that the model wants.
//!
//! A missing, unused or misshapen tensor is an error, so that a file of another model never loads quietly.
//! 8-bit weights are an `I8` tensor NAME beside an `F32` tensor NAME.scale with one scale a row.
//! 4-bit weights are a `U8` tensor NAME, two in a byte, beside a `BF16` tensor NAME.scale with one scale for [`GROUP`].

use std::collections::BTreeSet;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use crate::error::{Error, Result};

/// Neighbours in a row that share a scale at 4 bits.
pub(super) const GROUP: usize = 64;

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

    /// Takes the tensor `name` of `shape` as f32, dequantised where it has 8 or 4 bits.
    pub(super) fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        if let &[rows, columns] = shape
            && self.has_4_bits(name)
        {
            let (values, scales) = self.take_4_bits(name, rows, columns)?;
            let groups = values.as_chunks::<GROUP>().0.iter().zip(scales);
            return Ok(groups.flat_map(|(group, scale)| group.map(|q| f32::from(q) * scale)).collect());
        }
        let tensor = self.claim(name, shape)?;
        match tensor.dtype() {
            Dtype::F32 => Ok(floats(tensor.data())),
            Dtype::I8 => {
                let scales = floats(self.take_scales(name, Dtype::F32, &shape[..1])?);
                let width = tensor.data().len() / shape[0].max(1);
                let rows = tensor.data().chunks_exact(width.max(1)).zip(scales);
                Ok(rows
                    .flat_map(|(row, scale)| row.iter().map(move |&q| f32::from(q as i8) * scale))
                    .collect())
            }
            other => Err(self.refused(format!(
                "tensor \"{name}\" is {other:?} of shape {shape:?}; F32, I8 and groups of {GROUP} in U8 are read"
            ))),
        }
    }

    /// Whether a tensor is there and has 4 bits.
    pub(super) fn has_4_bits(&self, name: &str) -> bool {
        self.file.tensor(name).is_ok_and(|tensor| tensor.dtype() == Dtype::U8)
    }

    /// Takes a tensor `(rows, columns)` of 4 bits as it is: values from -8 to 7 and scales `(rows, columns / GROUP)`.
    pub(super) fn take_4_bits(
        &mut self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<(Vec<i8>, Vec<f32>)> {
        let tensor = self.claim(name, &[rows, columns / 2])?;
        if tensor.dtype() != Dtype::U8 || !columns.is_multiple_of(GROUP) {
            let found = tensor.dtype();
            return Err(self.refused(format!(
                "tensor \"{name}\" is {found:?} with rows of {columns}; 4 bits want U8, as in its neighbours, and whole \
                 groups of {GROUP}"
            )));
        }
        let scales = self.take_scales(name, Dtype::BF16, &[rows, columns / GROUP])?;
        let value = |half: u8| half as i8 - 8;
        let values = tensor.data().iter().flat_map(|byte| [value(byte & 15), value(byte >> 4)]).collect();
        let scale = |bytes: &[u8]| f32::from_bits(u32::from_le_bytes([0, 0, bytes[0], bytes[1]]));
        Ok((values, scales.chunks_exact(2).map(scale).collect()))
    }

    /// The tensor `name`, if it is stored in that shape; from now on it counts as taken.
    fn claim(&mut self, name: &str, shape: &[usize]) -> Result<TensorView<'a>> {
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
        Ok(tensor)
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

    /// The bytes of NAME.scale.
    fn take_scales(&mut self, name: &str, kind: Dtype, shape: &[usize]) -> Result<&'a [u8]> {
        let name = format!("{name}.scale");
        match self.file.tensor(&name) {
            Ok(scale) if scale.dtype() == kind && scale.shape() == shape => {
                self.unused.remove(&name);
                Ok(scale.data())
            }
            Ok(_) => Err(self.refused(format!("tensor \"{name}\" must be {kind:?} of shape {shape:?}"))),
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

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::tensor::serialize;

    /// A file with a tensor `w` of one kind and shape, and its scales.
    fn taken(kind: Dtype, shape: &[usize], data: &[u8], scale: (Dtype, &[usize], &[u8])) -> Result<Vec<f32>> {
        let view = |kind, shape: &[usize], data| TensorView::new(kind, shape.to_vec(), data).expect("view");
        let tensors = [("w", view(kind, shape, data)), ("w.scale", view(scale.0, scale.1, scale.2))];
        let bytes = serialize(tensors, None).expect("file");
        Weights::open("test", &bytes)?.take("w", &[2, 64])
    }

    /// Rows that are no whole groups are refused, as whole numbers and as floats.
    #[test]
    fn groups_are_whole() {
        for columns in [32, 96] {
            for stored in [columns / 2, columns] {
                let data = vec![0; 2 * stored];
                let values = TensorView::new(Dtype::U8, vec![2, stored], &data).expect("view");
                let scales =
                    TensorView::new(Dtype::BF16, vec![2, columns / GROUP], &data[..columns / GROUP * 4]);
                let tensors = [("w", values), ("w.scale", scales.expect("view"))];
                let bytes = serialize(tensors, None).expect("file");
                let open = || Weights::open("test", &bytes).expect("header");
                assert!(open().take_4_bits("w", 2, columns).is_err());
                assert!(open().take("w", &[2, columns]).is_err());
            }
        }
    }

    #[test]
    fn four_bits_come_back_in_order() {
        let scales: Vec<u8> =
            [0.5f32, -0.25].iter().flat_map(|x| x.to_bits().to_le_bytes()[2..].to_vec()).collect();
        let data: Vec<u8> = [[0xf0; 32], [0x19; 32]].concat();
        let values = taken(Dtype::U8, &[2, 32], &data, (Dtype::BF16, &[2, 1], &scales)).expect("values");
        let expected: Vec<f32> = [[-4.0, 3.5].repeat(32), [-0.25, 1.75].repeat(32)].concat();
        assert_eq!(values, expected);
    }

    #[test]
    fn other_shapes_and_scales_are_refused() {
        let zeros = [0; 256];
        let good = (Dtype::BF16, [2, 1].as_slice(), &zeros[..4]);
        assert!(taken(Dtype::U8, &[2, 32], &zeros[..64], good).is_ok());
        assert!(taken(Dtype::U8, &[2, 64], &zeros[..128], good).is_err());
        assert!(taken(Dtype::U8, &[2, 31], &zeros[..62], good).is_err());
        assert!(taken(Dtype::U8, &[64], &zeros[..64], good).is_err());
        assert!(taken(Dtype::U8, &[0, 1 << 63], &[], good).is_err());
        assert!(taken(Dtype::U8, &[2, 32], &zeros[..64], (Dtype::F32, &[2], &zeros[..8])).is_err());
        assert!(taken(Dtype::U8, &[2, 32], &zeros[..64], (Dtype::BF16, &[2], &zeros[..4])).is_err());
        assert!(taken(Dtype::I8, &[2, 64], &zeros[..128], (Dtype::F32, &[2], &zeros[..8])).is_ok());
    }
}
