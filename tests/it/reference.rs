//! The packed encoder against candle-transformers' padded one, on the toy model: two independent forward passes.

use std::collections::HashMap;
use std::path::Path;

use candle_core::{Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config, DTYPE, HiddenAct, PositionEmbeddingType};
use safetensors::SafeTensors;
use standpoint::model::ModelFolder;
use standpoint::nn::{Network, Window};

#[test]
fn packed_rows_equal_padded_rows() {
    let folder = ModelFolder::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("models/toy")).expect("toy");
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer).expect("network");
    let reference =
        BertModel::load(VarBuilder::from_tensors(tensors(&folder.weights), DTYPE, &Device::Cpu), &config())
            .expect("reference");
    let texts =
        ["Lind spoke.", "The Harbour Party of Norland praised Mayor Ana Petrović on Tuesday.", "NATO"];
    let tokens: Vec<_> = texts.iter().map(|text| network.tokenize(text).expect("tokens")).collect();
    let windows: Vec<&Window> = tokens.iter().map(|tokens| &tokens.windows[0]).collect();
    let encoded = network.encode(&windows, 1024).expect("encoded");

    let longest = windows.iter().map(|window| window.len()).max().expect("windows");
    let padded = |of: &dyn Fn(&Window) -> Vec<u32>| {
        let rows: Vec<u32> = windows
            .iter()
            .flat_map(|window| {
                let mut row = of(window);
                row.resize(longest, 0);
                row
            })
            .collect();
        Tensor::from_vec(rows, (windows.len(), longest), &Device::Cpu).expect("rows")
    };
    let ids = padded(&|window| window.ids().to_vec());
    let types = padded(&|window| window.types().iter().map(|&class| u32::from(class)).collect());
    let mask = padded(&|window| vec![1; window.len()]);
    let hidden = reference
        .forward(&ids, &types, Some(&mask))
        .expect("hidden states")
        .to_vec3::<f32>()
        .expect("values");
    for (index, window) in windows.iter().enumerate() {
        let theirs = hidden[index][..window.len()].concat();
        let largest =
            encoded.hidden(index).iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(largest < 1e-4, "window {index}: largest difference {largest}");
    }
}

fn config() -> Config {
    Config {
        vocab_size: 278,
        hidden_size: 32,
        num_hidden_layers: 2,
        num_attention_heads: 2,
        intermediate_size: 64,
        hidden_act: HiddenAct::Gelu,
        hidden_dropout_prob: 0.0,
        max_position_embeddings: 128,
        type_vocab_size: 5,
        initializer_range: 0.02,
        layer_norm_eps: 1e-12,
        pad_token_id: 0,
        position_embedding_type: PositionEmbeddingType::Absolute,
        use_cache: false,
        classifier_dropout: None,
        model_type: None,
    }
}

/// All tensors of the file, dequantised here once more.
fn tensors(bytes: &[u8]) -> HashMap<String, Tensor> {
    let file = SafeTensors::deserialize(bytes).expect("safetensors");
    let floats = |name: &str| -> Vec<f32> {
        let data = file.tensor(name).expect(name);
        data.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    };
    let names = file.names().into_iter().filter(|name| !name.ends_with(".scale"));
    names
        .map(|name| {
            let view = file.tensor(name).expect(name);
            let values = match view.dtype() {
                safetensors::Dtype::I8 => {
                    let scales = floats(&format!("{name}.scale"));
                    let width = view.shape()[1];
                    view.data()
                        .iter()
                        .enumerate()
                        .map(|(at, &q)| f32::from(q as i8) * scales[at / width])
                        .collect()
                }
                _ => floats(name),
            };
            (name.to_string(), Tensor::from_vec(values, view.shape(), &Device::Cpu).expect(name))
        })
        .collect()
}
