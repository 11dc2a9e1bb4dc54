//! Whole runs of the program against copying the same bytes: `cargo bench --bench whole`. Words after `--`
//! choose the plans whose name holds one of them.
//!
//! For each plan, a run and `cp --reflink=never` of its output with a flush take turns, five times, on a
//! warm cache. The table shows medians; a ratio below 1 is a run faster than the copy. Peak memory is the
//! most that any run had.

use brainsurgery::checkpoint::{Destination, Metadata, write};
use brainsurgery::error::Result;
use brainsurgery::tensor::{Dtype, Engine, Shape, Tensor};
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How often each plan runs.
const ROUNDS: usize = 5;
/// Layers of the checkpoint: 64 matrices of 32 MiB are 2 GiB.
const LAYERS: usize = 64;
/// How often memory is looked at while a program runs.
const PAUSE: Duration = Duration::from_millis(2);

/// A plan and the name of what it writes.
struct Case {
    name: &'static str,
    plan: &'static str,
}

const CASES: [Case; 10] = [
    Case {
        name: "rename",
        plan: r"
inputs: [in.safetensors]
transforms:
- move: {from: 'layers\.(.*)', to: 'model.\1'}
output: {path: out, shard: none}
",
    },
    Case {
        name: "scale half, rename",
        plan: r"
inputs: [in.safetensors]
transforms:
- scale_: {target: 'layers\..*[02468]\.weight', by: 0.5}
- move: {from: 'layers\.(.*)', to: 'model.\1'}
output: {path: out, shard: none}
",
    },
    Case {
        name: "scale all, 512MB shards",
        plan: r"
inputs: [in.safetensors]
transforms:
- scale_: {target: '.*', by: 0.5}
output: {path: out, shard: 512MB}
",
    },
    Case {
        name: "one element-wise step",
        plan: r"
inputs: [in.safetensors]
transforms:
- scale_: {target: '.*', by: 0.5}
output: {path: out, shard: none}
",
    },
    Case {
        name: "12 element-wise steps",
        plan: r"
inputs: [in.safetensors]
transforms:
- scale_: {target: '.*', by: 0.5}
- clamp_: {target: '.*', min: -0.9, max: 0.9}
- scale_: {target: '.*', by: 1.7}
- add_: {from: '.*', to: '\g<0>'}
- clamp_: {target: '.*', min: -1.5}
- cast_: {target: '.*', to: float32}
- scale_: {target: '.*', by: 0.3}
- clamp_: {target: '.*', max: 0.4}
- cast_: {target: '.*', to: bfloat16}
- scale_: {target: '.*', by: -1.1}
- multiply: {from_a: '.*', from_b: '\g<0>', to: '\g<0>'}
- scale_: {target: '.*', by: 0.25}
output: {path: out, shard: none}
",
    },
    Case {
        name: "cast to float32",
        plan: r"
inputs: [in.safetensors]
transforms:
- cast_: {target: '.*', to: float32}
output: {path: out, shard: none}
",
    },
    Case {
        name: "re-shard",
        plan: r"
inputs: [in.safetensors]
output: {path: out, shard: 256MB}
",
    },
    Case {
        name: "sum of two",
        plan: r"
inputs: ['a::in.safetensors', 'b::other.safetensors']
transforms:
- add_: {from: 'b::(.*)', to: 'a::\1'}
output: {path: out, shard: none, alias: a}
",
    },
    Case {
        name: "to a torch file",
        plan: r"
inputs: [in.safetensors]
output: out/model.pt
",
    },
    Case {
        name: "from a torch file",
        plan: r"
inputs: [in.pt]
output: {path: out, shard: none}
",
    },
];

/// A look at all numbers of inputs.
struct Look {
    name: &'static str,
    inputs: &'static [&'static str],
    arguments: &'static [&'static str],
    /// How many GB of them it must see in a second.
    bound: f64,
}

const STAT: &str = "dump: verbosity: stat";
const DIFF: &str = "diff: left: a, right: b";

const LOOKS: [Look; 6] = [
    Look {
        name: "dump stat",
        inputs: &["in.safetensors"],
        arguments: &["-c", STAT],
        bound: 4.0,
    },
    Look {
        name: "dump stat, in detail",
        inputs: &["in.safetensors"],
        arguments: &["-c", STAT, "--json"],
        bound: 4.0,
    },
    Look {
        name: "dump stat, float32",
        inputs: &["single.safetensors"],
        arguments: &["-c", STAT],
        bound: 4.0,
    },
    Look {
        name: "dump stat, float32, in detail",
        inputs: &["single.safetensors"],
        arguments: &["-c", STAT, "--json"],
        bound: 3.0,
    },
    Look {
        name: "diff",
        inputs: &["a::in.safetensors", "b::other.safetensors"],
        arguments: &["-c", DIFF],
        bound: 4.0,
    },
    Look {
        name: "diff, in detail",
        inputs: &["a::in.safetensors", "b::other.safetensors"],
        arguments: &["-c", DIFF, "--json"],
        bound: 1.5,
    },
];

fn main() -> io::Result<()> {
    // A test run of all targets comes here too, without this word.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    for (seed, dtype, name) in [
        (1, Dtype::BF16, "in.safetensors"),
        (2, Dtype::BF16, "other.safetensors"),
        (1, Dtype::BF16, "in.pt"),
        (1, Dtype::F32, "single.safetensors"),
    ] {
        make(&folder.path().join(name), seed, dtype).map_err(io::Error::other)?;
    }
    println!(
        "{:24} {:>9} {:>9} {:>6} {:>9}",
        "", "run", "cp + sync", "ratio", "peak"
    );
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let chosen =
        |case: &&Case| words.is_empty() || words.iter().any(|word| case.name.contains(*word));
    for case in CASES.iter().filter(chosen) {
        measure(folder.path(), case)?;
    }
    println!(
        "{:30} {:>7} {:>9} {:>9} {:>9} {:>9}",
        "", "run", "speed", "bound", "dd", "peak"
    );
    for look in &LOOKS {
        if words.is_empty() || words.iter().any(|word| look.name.contains(*word)) {
            measure_look(folder.path(), look)?;
        }
    }
    Ok(())
}

/// A checkpoint of 2 GiB of bfloat16 numbers between -2 and 2, or the same bytes as another dtype.
fn make(path: &Path, seed: u32, dtype: Dtype) -> Result<()> {
    let mut state = seed;
    let mut number = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let sign_and_fraction = (state >> 16) as u16 & 0x807f;
        let exponent = 0x3a00 + ((state >> 8) as u16 % 12) * 0x80;
        (sign_and_fraction | exponent).to_le_bytes()
    };
    let noise: Vec<u8> = (0..20 << 20).flat_map(|_| number()).collect();
    let noise = Arc::new(noise);
    let layer = |index: usize| {
        let shape = Shape::new(vec![4096, (32 << 20) * 8 / 4096 / u64::from(dtype.bits())])?;
        let offset = (index * 100_000) as u64;
        let tensor = Tensor::stored(dtype, shape, noise.clone(), offset);
        Some((format!("layers.{index}.weight").into(), tensor))
    };
    let tensors: Vec<_> = (0..LAYERS).filter_map(layer).collect();
    let destination = Destination::resolve(path, None, None, None)?;
    write(
        &Engine::new(2),
        &destination,
        &tensors,
        &Metadata::new(),
        None,
    )
    .map(|_| ())
}

/// Runs and copies in turns, and prints a line of the table.
fn measure(folder: &Path, case: &Case) -> io::Result<()> {
    fs::write(folder.join("plan.yaml"), case.plan)?;
    let (mut runs, mut copies, mut peak) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let mut program = Command::new(env!("CARGO_BIN_EXE_brainsurgery"));
        program.args(["plan.yaml", "--no-summarize"]);
        let (seconds, memory) = timed(folder, &mut program)?;
        runs.push(seconds);
        peak = peak.max(memory);

        let mut copy = Command::new("sh");
        copy.args(["-c", "cp -r --reflink=never out copy && sync copy/*"]);
        copies.push(timed(folder, &mut copy)?.0);
        fs::remove_dir_all(folder.join("out"))?;
        fs::remove_dir_all(folder.join("copy"))?;
        // Otherwise the next flush would also wait until the removed blocks are given back.
        timed(folder, &mut Command::new("sync"))?;
    }
    let (run, copy) = (median(runs), median(copies));
    println!(
        "{:24} {run:7.2} s {copy:7.2} s {:6.2} {:5} MiB",
        case.name,
        run / copy,
        peak >> 10
    );
    Ok(())
}

/// Runs a look and reads the same files with `dd` in turns, and prints how fast the bytes of the inputs went by.
fn measure_look(folder: &Path, look: &Look) -> io::Result<()> {
    let files = look
        .inputs
        .iter()
        .map(|input| input.rsplit(':').next().unwrap_or(input));
    let files: Vec<&str> = files.collect();
    let sizes = files
        .iter()
        .map(|file| Ok(fs::metadata(folder.join(file))?.len()));
    let bytes = sizes.sum::<io::Result<u64>>()? as f64;
    let (mut runs, mut reads, mut peak) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let mut read = 0.0;
        for file in &files {
            let from = format!("if={file}");
            let mut dd = Command::new("dd");
            read += timed(
                folder,
                dd.args([&from, "of=/dev/null", "bs=256k", "status=none"]),
            )?
            .0;
        }
        reads.push(read);
        let mut program = Command::new(env!("CARGO_BIN_EXE_brainsurgery"));
        program
            .args(look.inputs)
            .arg("--no-summarize")
            .args(look.arguments);
        let (seconds, memory) = timed(folder, &mut program)?;
        runs.push(seconds);
        peak = peak.max(memory);
    }
    let (run, read) = (median(runs), bytes / median(reads) / 1e9);
    let speed = bytes / run / 1e9;
    let verdict = if speed < look.bound { "  under" } else { "" };
    println!(
        "{:30} {run:5.2} s {speed:4.2} GB/s {:4.2} GB/s {read:4.2} GB/s {:5} MiB{verdict}",
        look.name,
        look.bound,
        peak >> 10
    );
    Ok(())
}

/// Seconds and peak memory, in KiB, of a program that must succeed.
fn timed(folder: &Path, command: &mut Command) -> io::Result<(f64, u64)> {
    let start = Instant::now();
    let mut child = command.current_dir(folder).stdout(Stdio::null()).spawn()?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory(&child));
        match child.try_wait()? {
            Some(status) => break status,
            None => thread::sleep(PAUSE),
        }
    };
    match status.success() {
        true => Ok((start.elapsed().as_secs_f64(), peak)),
        false => Err(io::Error::other(format!("{command:?}: {status}"))),
    }
}

/// The most memory a program had so far, in KiB; 0 once it is gone.
fn memory(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
