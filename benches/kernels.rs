//! How fast one thread evaluates: blocks in elements a second, permutes from a file in bytes a second.

use brainsurgery::error::{Error, Result};
use brainsurgery::tensor::{Buffers, Bytes, Distribution, Dtype, Engine, Seed, Shape, Tensor};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fs::File;
use std::hint::black_box;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

/// As many elements as two blocks of an evaluation.
const ELEMENTS: u64 = 128 * 1024;

/// A tensor of small numbers in memory.
fn numbers(dtype: Dtype) -> Tensor {
    let values = (0..ELEMENTS).map(|number| (number % 1999) as f32 / 64.0 - 15.0);
    let bytes: Vec<u8> = values.flat_map(f32::to_le_bytes).collect();
    let shape = Shape::new(vec![ELEMENTS]).expect("small");
    let floats = Tensor::stored(Dtype::F32, shape.clone(), Arc::new(bytes), 0);
    let numbers = floats.cast(dtype).expect("castable");
    let mut bytes = vec![0; numbers.bytes() as usize];
    let read = numbers.read(0, &mut bytes, &mut Buffers::default());
    read.expect("in memory");
    Tensor::stored(dtype, shape, Arc::new(bytes), 0)
}

/// Twelve steps on a tensor, each of which changes every element.
fn chain(tensor: &Tensor) -> Tensor {
    let steps = (0..6).try_fold(tensor.clone(), |tensor, _| {
        tensor.scale(1.01)?.clamp(-12.0, 12.0)
    });
    steps.expect("floats")
}

fn measure(criterion: &mut Criterion, name: &str, tensor: &Tensor) {
    let mut into = vec![0; tensor.bytes() as usize];
    let mut buffers = Buffers::default();
    let mut group = criterion.benchmark_group("block");
    group.throughput(Throughput::Elements(ELEMENTS));
    group.bench_function(name, |bencher| {
        bencher.iter(|| tensor.read(0, black_box(&mut into), &mut buffers));
    });
}

fn blocks(criterion: &mut Criterion) {
    let dtypes = [Dtype::F64, Dtype::F32, Dtype::F16, Dtype::BF16];
    for dtype in dtypes {
        let tensor = numbers(dtype);
        measure(criterion, &format!("{dtype} read"), &tensor);
        let scaled = tensor.scale(1.7).expect("floats");
        measure(criterion, &format!("{dtype} scale"), &scaled);
        let sum = tensor.add(&numbers(dtype)).expect("same");
        measure(criterion, &format!("{dtype} add"), &sum);
        let product = tensor.multiply(&numbers(dtype)).expect("same");
        measure(criterion, &format!("{dtype} multiply"), &product);
        let clamped = tensor.clamp(-0.5, 0.5).expect("fits");
        measure(criterion, &format!("{dtype} clamp"), &clamped);
        measure(criterion, &format!("{dtype} chain of 12"), &chain(&tensor));
    }
    let casts = [
        (Dtype::F32, Dtype::BF16),
        (Dtype::BF16, Dtype::F32),
        (Dtype::F32, Dtype::F16),
        (Dtype::F16, Dtype::F32),
        (Dtype::F16, Dtype::BF16),
        (Dtype::F32, Dtype::F8E4M3),
        (Dtype::F8E4M3, Dtype::BF16),
        (Dtype::F8E5M2, Dtype::BF16),
        (Dtype::F64, Dtype::F32),
        (Dtype::I64, Dtype::F32),
        (Dtype::F32, Dtype::I32),
        (Dtype::F32, Dtype::I64),
        (Dtype::F32, Dtype::U8),
        (Dtype::F64, Dtype::I64),
        (Dtype::F64, Dtype::I32),
        (Dtype::F64, Dtype::U8),
        (Dtype::F16, Dtype::I32),
        (Dtype::BF16, Dtype::I8),
    ];
    for (from, to) in casts {
        let cast = numbers(from).cast(to).expect("castable");
        measure(criterion, &format!("{from} to {to}"), &cast);
    }
}

fn random(criterion: &mut Criterion) {
    let uniform = Distribution::Uniform {
        low: -0.02,
        high: 0.02,
    };
    let normal = Distribution::Normal {
        mean: 0.0,
        std: 0.02,
    };
    for (name, distribution) in [("uniform", uniform), ("normal", normal)] {
        for dtype in [Dtype::F64, Dtype::F32, Dtype::BF16] {
            let (shape, seed) = (Shape::new(vec![ELEMENTS]), Seed::new(0));
            let (shape, seed) = shape.zip(seed).expect("in range");
            let tensor = Tensor::random(dtype, shape, distribution, seed).expect("floats");
            measure(criterion, &format!("{dtype} {name}"), &tensor);
        }
    }
}

fn reductions(criterion: &mut Criterion) {
    let engine = Engine::new(1);
    let mut group = criterion.benchmark_group("reduction");
    group.throughput(Throughput::Elements(ELEMENTS));
    for dtype in [Dtype::F32, Dtype::F16, Dtype::BF16] {
        let tensor = numbers(dtype);
        let other = tensor.scale(1.7).expect("floats");
        group.bench_function(format!("{dtype} statistics"), |bencher| {
            bencher.iter(|| engine.statistics(black_box(&tensor)));
        });
        group.bench_function(format!("{dtype} survey"), |bencher| {
            bencher.iter(|| engine.survey(black_box(&tensor)));
        });
        group.bench_function(format!("{dtype} difference"), |bencher| {
            bencher.iter(|| engine.difference(black_box(&tensor), &other, None));
        });
        group.bench_function(format!("{dtype} compare"), |bencher| {
            bencher.iter(|| engine.compare(black_box(&tensor), &other, None));
        });
    }
}

/// A matrix in a file of its own, and that file.
fn in_a_file(dtype: Dtype, side: u64) -> (Tensor, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let bits = side * side * u64::from(dtype.bits());
    let bytes: Vec<u8> = (0..bits / 8).map(|number| (number % 251) as u8).collect();
    std::fs::write(file.path(), bytes).expect("a file is written");
    let bytes = Stored(file.reopen().expect("a file is opened"));
    let shape = Shape::new(vec![side, side]).expect("small");
    (Tensor::stored(dtype, shape, Arc::new(bytes), 0), file)
}

/// A file that is read at positions.
#[derive(Debug)]
struct Stored(File);

impl Bytes for Stored {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        let read = self.0.read_exact_at(into, offset);
        read.map_err(|cause| Error::io("the file".as_ref(), "read", &cause))
    }
}

fn permutes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("permute from a file");
    group.sample_size(10);
    for dtype in [Dtype::U8, Dtype::BF16, Dtype::F32] {
        let (matrix, _file) = in_a_file(dtype, 4096);
        let turned = matrix.permute(&[1, 0]).expect("an order");
        let heads = matrix.reshape(&[32, 128, 4096]).expect("as many");
        let heads = heads.permute(&[1, 0, 2]).expect("an order");
        let mut block = vec![0; 192 << 10];
        group.throughput(Throughput::Bytes(matrix.bytes()));
        for (name, tensor) in [("transpose", turned), ("heads", heads)] {
            group.bench_function(format!("{dtype} {name}"), |bencher| {
                let mut buffers = Buffers::default();
                let step = block.len() as u64 * 8 / u64::from(dtype.bits());
                bencher.iter(|| {
                    for first in (0..tensor.shape().elements()).step_by(step as usize) {
                        let left = tensor.shape().elements() - first;
                        let bytes = left.min(step) as usize * dtype.bits() as usize / 8;
                        let read = tensor.read(first, &mut block[..bytes], &mut buffers);
                        read.expect("readable");
                    }
                });
            });
        }
    }
}

criterion_group!(benches, blocks, random, reductions, permutes);
criterion_main!(benches);
