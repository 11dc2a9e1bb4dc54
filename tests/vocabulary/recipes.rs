//! What people do to models, in a few lines each: every recipe can be written, and its numbers are right.

use crate::steps::leaves;

#[test]
fn a_low_rank_adapter_is_merged() {
    leaves(
        "h.0.q.w: float32 [2, 2] = 1, 0, 0, 1\nh.1.q.w: float32 [2, 2] = 2, 0, 0, 2\n\
         lora.h.0.q.a: float32 [1, 2] = 1, 2\nlora.h.0.q.b: float32 [2, 1] = 10, 20\n\
         lora.h.1.q.a: float32 [1, 2] = 3, 4\nlora.h.1.q.b: float32 [2, 1] = 1, 2",
        "matmul: from_a: lora\\.(.*)\\.b, from_b: lora.\\1.a, to: delta.\\1\n\
         scale_: target: delta\\..*, by: 0.5\n\
         add_: from: delta\\.(.*), to: \\1.w\n\
         delete: target: (lora|delta)\\..*",
        "h.0.q.w: float32 [2, 2] = 6, 10, 10, 21\nh.1.q.w: float32 [2, 2] = 3.5, 2, 3, 6",
    );
}

#[test]
fn a_vocabulary_grows_by_rows_of_the_mean_of_two() {
    leaves(
        "emb: float16 [2, 2] = 1, 2, 3, 4\nhead: float16 [2, 2] = 5, 6, 7, 8",
        "fill: from: '(emb|head)::[:1]', to: new.\\1, mode: constant, value: 0\n\
         add: from_a: '(emb|head)::[:1]', from_b: '\\1::[1:]', to: new.\\1\n\
         scale_: target: new\\..*, by: 0.5\n\
         concat: from: [emb, new.emb], to: all.emb\n\
         concat: from: [head, new.head], to: all.head\n\
         delete: target: emb|head|new\\..*\n\
         move: from: all\\.(.*), to: \\1",
        "emb: float16 [3, 2] = 1, 2, 3, 4, 2, 3\nhead: float16 [3, 2] = 5, 6, 7, 8, 6, 7",
    );
}

#[test]
fn layers_are_cut_out_and_those_behind_move_up() {
    let layer = |name: u64, value: u64| format!("h.{name}.w: int8 [1] = {value}");
    let given: Vec<String> = (0..12).map(|number| layer(number, number)).collect();
    let kept = [(0, 0), (1, 1), (2, 8), (3, 9), (4, 10), (5, 11)];
    let after: Vec<String> = kept.map(|(name, value)| layer(name, value)).to_vec();
    leaves(
        &given.join("\n"),
        "delete: target: h\\.[2-7]\\..*\n\
         move: from: h\\.8\\.(.*), to: h.2.\\1\n\
         move: from: h\\.9\\.(.*), to: h.3.\\1\n\
         move: from: [h, 10, *rest], to: [h, 4, *rest]\n\
         move: from: [h, 11, *rest], to: [h, 5, *rest]",
        &after.join("\n"),
    );
}

#[test]
fn heads_are_cut_on_both_sides() {
    leaves(
        "h.0.o: int8 [2, 4] = 0, 1, 2, 3, 4, 5, 6, 7\nh.0.q: int8 [4, 2] = 0, 1, 2, 3, 4, 5, 6, 7",
        "copy: from: '(.*)\\.o::[:, 2:]', to: cut.\\g<0>\n\
         copy: from: '(.*)\\.q::[2:]', to: cut.\\g<0>\n\
         delete: target: h\\..*\n\
         move: from: cut\\.(.*), to: \\1",
        "h.0.o: int8 [2, 2] = 2, 3, 6, 7\nh.0.q: int8 [2, 2] = 4, 5, 6, 7",
    );
}

#[test]
fn a_fused_projection_is_taken_apart_turned_and_fused_again() {
    leaves(
        "qkv: int8 [2, 3] = 1, 2, 3, 4, 5, 6\nqkv.bias: int8 [3] = 7, 8, 9",
        "permute: from: qkv, to: t, order: [1, 0]\n\
         split: from: t, to: [q, k, v], sizes: [1, 1, 1]\n\
         split: from: qkv.bias, to: [q.bias, k.bias, v.bias], sizes: [1, 1, 1]\n\
         delete: target: t|qkv.*\n\
         concat: from: [v, q], to: vq\n\
         delete: target: '[qv]'",
        "k: int8 [1, 2] = 2, 5\nq.bias: int8 [1] = 7\nk.bias: int8 [1] = 8\nv.bias: int8 [1] = 9\n\
         vq: int8 [2, 2] = 3, 6, 1, 4",
    );
}

#[test]
fn the_bias_of_a_norm_is_folded_into_the_layer_behind_it() {
    leaves(
        "h.0.ln.b: float32 [2] = 1, 2\nh.0.fc.w: float32 [2, 3] = 1, 2, 3, 4, 5, 6\n\
         h.0.fc.b: float32 [3] = 100, 200, 300",
        "matmul: from_a: h\\.(\\d+)\\.ln\\.b, from_b: h.\\1.fc.w, to: fold.\\1\n\
         add_: from: fold\\.(\\d+), to: h.\\1.fc.b\n\
         fill_: target: .*\\.ln\\.b, mode: constant, value: 0\n\
         delete: target: fold.*",
        "h.0.ln.b: float32 [2] = 0, 0\nh.0.fc.w: float32 [2, 3] = 1, 2, 3, 4, 5, 6\n\
         h.0.fc.b: float32 [3] = 109, 212, 315",
    );
}

#[test]
fn two_models_are_averaged_and_a_task_is_added() {
    let given = "w: float32 [2] = 1, 2";
    let other = "prefixes: mode: add, alias: other\nfill: from: w, to: other::w, mode: tensor, values: [3, 8]";
    leaves(
        given,
        &format!(
            "{other}\nadd_: from: other::(.*), to: model::\\1\nscale_: target: model::.*, by: 0.5"
        ),
        "w: float32 [2] = 2, 5",
    );
    leaves(
        given,
        &format!(
            "{other}\nsubtract_: from: model::(.*), to: other::\\1\n\
             scale_: target: other::.*, by: 0.5\nadd_: from: other::(.*), to: model::\\1"
        ),
        "w: float32 [2] = 2, 5",
    );
}

#[test]
fn dense_layers_become_experts_with_a_router_of_zeros() {
    leaves(
        "h.0.mlp.up: int8 [1, 2] = 1, 2\nh.0.q: float32 [3, 2] = 1, 1, 1, 1, 1, 1",
        "prefixes: mode: add, alias: other\n\
         fill: from: h.0.mlp.up, to: other::h.0.mlp.up, mode: tensor, values: [3, 4]\n\
         move: from: model::h\\.(\\d+)\\.mlp\\.(.*), to: model::h.\\1.mlp.experts.0.\\2\n\
         copy: from: other::h\\.(\\d+)\\.mlp\\.(.*), to: model::h.\\1.mlp.experts.1.\\2\n\
         fill: from: 'model::h\\.(\\d+)\\.q::[:2]', to: model::h.\\1.mlp.gate, mode: constant, value: 0",
        "h.0.q: float32 [3, 2] = 1, 1, 1, 1, 1, 1\nh.0.mlp.experts.0.up: int8 [1, 2] = 1, 2\n\
         h.0.mlp.experts.1.up: int8 [1, 2] = 3, 4\nh.0.mlp.gate: float32 [2, 2] = 0, 0, 0, 0",
    );
}

#[test]
fn shared_heads_are_repeated_for_each_head_that_used_them() {
    leaves(
        "k: int8 [4, 2] = 0, 1, 2, 3, 4, 5, 6, 7",
        "reshape: from: k, to: t, shape: [2, 1, 2, 2]\n\
         concat: from: [t, t], to: tt, dim: 1\n\
         reshape_: target: tt, shape: [8, 2]\n\
         delete: target: k|t\nmove: from: tt, to: k",
        "k: int8 [8, 2] = 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7",
    );
}
