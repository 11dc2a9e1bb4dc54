//! How fast one thread evaluates a block, in elements a second.

use brainsurgery::tensor::{Buffers, Dtype, Engine, Shape, Tensor};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
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
        group.bench_function(format!("{dtype} compare"), |bencher| {
            bencher.iter(|| engine.compare(black_box(&tensor), &other, None));
        });
    }
}

criterion_group!(benches, blocks, reductions);
criterion_main!(benches);
