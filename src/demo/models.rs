//! The checkpoints of the demonstration.

use super::weights::tensor;
use crate::checkpoint::Sharding;
use crate::error::Result;
use crate::tensor::{Dtype, Tensor};

/// Named tensors in the order of their state dict.
pub(super) type Tensors = Vec<(String, Tensor)>;

/// The size of one shard of the Llama-like checkpoint.
pub(super) const LLAMA_SHARD: Sharding = Sharding::AtMost(12 * 1024);

/// What stands beside the Llama-like checkpoint.
pub(super) const LLAMA_CONFIG: &str = r#"{
  "architectures": ["LlamaForCausalLM"],
  "hidden_size": 16,
  "intermediate_size": 32,
  "model_type": "llama",
  "num_attention_heads": 4,
  "num_hidden_layers": 4,
  "num_key_value_heads": 2,
  "torch_dtype": "bfloat16",
  "vocab_size": 64
}
"#;

/// A GPT-2-like checkpoint of three blocks in float32.
pub(super) fn gpt2() -> Result<Tensors> {
    let mut model = Model::new(Dtype::F32);
    model.add("wte.weight", &[64, 16])?;
    model.add("wpe.weight", &[32, 16])?;
    for block in 0..3 {
        let name = |part: &str| format!("h.{block}.{part}");
        model.norm(&name("ln_1"), 16)?;
        model.linear(&name("attn.c_attn"), 16, 48)?;
        model.linear(&name("attn.c_proj"), 16, 16)?;
        model.norm(&name("ln_2"), 16)?;
        model.linear(&name("mlp.c_fc"), 16, 64)?;
        model.linear(&name("mlp.c_proj"), 64, 16)?;
    }
    model.norm("ln_f", 16)?;
    Ok(model.tensors)
}

/// A Llama-like checkpoint of four layers in bfloat16.
pub(super) fn llama() -> Result<Tensors> {
    let mut model = Model::new(Dtype::BF16);
    model.add("model.embed_tokens.weight", &[64, 16])?;
    for layer in 0..4 {
        let name = |part: &str| format!("model.layers.{layer}.{part}.weight");
        model.add(&name("input_layernorm"), &[16])?;
        model.add(&name("self_attn.q_proj"), &[16, 16])?;
        model.add(&name("self_attn.k_proj"), &[8, 16])?;
        model.add(&name("self_attn.v_proj"), &[8, 16])?;
        model.add(&name("self_attn.o_proj"), &[16, 16])?;
        model.add(&name("post_attention_layernorm"), &[16])?;
        model.add(&name("mlp.gate_proj"), &[32, 16])?;
        model.add(&name("mlp.up_proj"), &[32, 16])?;
        model.add(&name("mlp.down_proj"), &[16, 32])?;
    }
    model.add("model.norm.weight", &[16])?;
    model.add("lm_head.weight", &[64, 16])?;
    Ok(model.tensors)
}

/// A mixture of two experts, two layers, in float16.
pub(super) fn moe() -> Result<Tensors> {
    let mut model = Model::new(Dtype::F16);
    for layer in 0..2 {
        model.add(&format!("layers.{layer}.mlp.gate.weight"), &[2, 16])?;
        for expert in 0..2 {
            let name = |part: &str| format!("layers.{layer}.mlp.experts.{expert}.{part}.weight");
            model.add(&name("gate_proj"), &[32, 16])?;
            model.add(&name("up_proj"), &[32, 16])?;
            model.add(&name("down_proj"), &[16, 32])?;
        }
    }
    Ok(model.tensors)
}

struct Model {
    dtype: Dtype,
    tensors: Tensors,
}

impl Model {
    fn new(dtype: Dtype) -> Self {
        Model {
            dtype,
            tensors: Vec::new(),
        }
    }

    fn add(&mut self, name: &str, sizes: &[u64]) -> Result<()> {
        self.tensors
            .push((name.to_string(), tensor(name, self.dtype, sizes)?));
        Ok(())
    }

    fn norm(&mut self, name: &str, size: u64) -> Result<()> {
        self.add(&format!("{name}.weight"), &[size])?;
        self.add(&format!("{name}.bias"), &[size])
    }

    fn linear(&mut self, name: &str, rows: u64, columns: u64) -> Result<()> {
        self.add(&format!("{name}.weight"), &[rows, columns])?;
        self.add(&format!("{name}.bias"), &[columns])
    }
}
