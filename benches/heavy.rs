//! Heavy steps against the plainest way to the same numbers: `cargo bench --bench heavy`.
//!
//! Low-rank factors take turns with a whole singular value decomposition, and `matmul` with faer's product of
//! matrices at hand, three times each, on all cores. The table shows the best of each, their ratio, what it may be
//! at most, and the most memory that the step took beside its operands.

use brainsurgery::tensor::{Buffers, Dtype, Engine, Shape, Tensor};
use faer::linalg::matmul::matmul;
use faer::{Accum, Mat, Par};
use std::fs;
use std::hint::black_box;
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Instant;

/// How often each side runs.
const ROUNDS: usize = 3;

fn main() {
    println!(
        "{:34} {:>8} {:>8} {:>7} {:>7} {:>9}",
        "", "ours", "plain", "ratio", "bound", "memory"
    );
    for (rows, columns) in [(2048, 2048), (5632, 2048)] {
        let weights = noise(rows, columns, 1);
        let plain = doubles(&weights);
        for dtype in [Dtype::F32, Dtype::BF16] {
            let weights = stored(&weights, dtype);
            let name = format!("phlora rank 64, {rows}x{columns} {dtype}");
            compare(&name, 0.25, || factors(&weights), || svd(&plain));
        }
    }
    let (left, right) = (noise(4096, 4096, 1), noise(4096, 4096, 2));
    let (left, right) = (stored(&left, Dtype::F32), stored(&right, Dtype::F32));
    let plain = [singles(&left), singles(&right)];
    let mut into = Mat::zeros(4096, 4096);
    compare(
        "matmul 4096^3 float32",
        1.0 / 0.9,
        || product(&left, &right),
        || gemm(&mut into, &plain),
    );
    let halves = [&left, &right].map(|tensor| stored(tensor, Dtype::BF16));
    compare(
        "matmul 4096^3 bfloat16",
        1.0 / 0.9,
        || product(&halves[0], &halves[1]),
        || gemm(&mut into, &plain),
    );
}

/// Runs both sides in turn and prints a row of the table.
fn compare(name: &str, bound: f64, mut ours: impl FnMut(), mut plain: impl FnMut()) {
    let mut best = [f64::INFINITY; 2];
    let mut memory = 0;
    for _ in 0..ROUNDS {
        let before = peak_from_now();
        best[0] = best[0].min(seconds(&mut ours));
        memory = memory.max(peak().saturating_sub(before));
        best[1] = best[1].min(seconds(&mut plain));
    }
    let [ours, plain] = best;
    let ratio = ours / plain;
    let verdict = if ratio <= bound { "" } else { "  over" };
    let memory = memory / 1024;
    println!("{name:34} {ours:7.3}s {plain:7.3}s {ratio:7.3} {bound:7.3} {memory:5} MiB{verdict}");
}

fn seconds(work: &mut impl FnMut()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Forgets the most memory taken so far, and returns what is taken now, in KiB.
fn peak_from_now() -> u64 {
    fs::write("/proc/self/clear_refs", "5").expect("Linux");
    peak()
}

/// The most memory taken, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let words = line.and_then(|line| line.split_whitespace().nth(1));
    words
        .and_then(|kilobytes| kilobytes.parse().ok())
        .expect("a number")
}

/// A float32 tensor of numbers between -1 and 1 without order.
fn noise(rows: u64, columns: u64, seed: u64) -> Tensor {
    let mut state = seed;
    let numbers = (0..rows * columns).map(|_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((state >> 11) as f64 / 2_f64.powi(52) - 1.0) as f32
    });
    let bytes: Vec<u8> = numbers.flat_map(f32::to_le_bytes).collect();
    Tensor::stored(Dtype::F32, shape(rows, columns), Arc::new(bytes), 0)
}

fn shape(rows: u64, columns: u64) -> Shape {
    Shape::new(vec![rows, columns]).expect("small")
}

fn bytes(tensor: &Tensor) -> Vec<u8> {
    let mut bytes = vec![0; tensor.bytes() as usize];
    let read = tensor.read(0, &mut bytes, &mut Buffers::default());
    read.expect("in memory");
    bytes
}

/// The tensor in another dtype, in memory.
fn stored(tensor: &Tensor, dtype: Dtype) -> Tensor {
    let cast = tensor.cast(dtype).expect("castable");
    Tensor::stored(dtype, cast.shape().clone(), Arc::new(bytes(&cast)), 0)
}

fn singles(tensor: &Tensor) -> Mat<f32> {
    let sizes = tensor.shape().dimensions();
    let (rows, columns) = (sizes[0] as usize, sizes[1] as usize);
    let bytes = bytes(tensor);
    let numbers = bytes.as_chunks().0;
    Mat::from_fn(rows, columns, |row, column| {
        f32::from_le_bytes(numbers[row * columns + column])
    })
}

fn doubles(tensor: &Tensor) -> Mat<f64> {
    let singles = singles(tensor);
    Mat::from_fn(singles.nrows(), singles.ncols(), |row, column| {
        f64::from(singles[(row, column)])
    })
}

fn engine() -> Engine {
    Engine::new(std::thread::available_parallelism().map_or(1, |threads| threads.get()))
}

fn factors(weights: &Tensor) {
    let rank = NonZeroU64::new(64).expect("positive");
    let factors = weights.low_rank_factors(rank, "weights").expect("a matrix");
    engine().settle(&factors).expect("finite");
}

fn svd(weights: &Mat<f64>) {
    black_box(weights.thin_svd().expect("finite"));
}

fn product(left: &Tensor, right: &Tensor) {
    let product = left.matmul(right).expect("they fit");
    engine().settle([&product]).expect("in memory");
}

fn gemm(into: &mut Mat<f32>, [left, right]: &[Mat<f32>; 2]) {
    matmul(
        into.as_mut(),
        Accum::Replace,
        left,
        right,
        1.0,
        Par::rayon(0),
    );
}
