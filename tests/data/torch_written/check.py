"""Has PyTorch and numpy read what the program writes: `python check.py PATH/TO/brainsurgery`.

Run by hand with torch 2.15, numpy 2.4 and safetensors 0.8. It ends with `all agree`.
"""

import os
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
import torch
from safetensors.torch import load_file, save_file

PROGRAM = os.path.abspath(sys.argv[1])
BARE_DTYPES = ["bool", "uint8", "int8", "int16", "int32", "int64", "uint16", "uint32", "uint64",
               "float16", "bfloat16", "float32", "float64", "complex64"]
PACKED_DTYPES = ["float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz",
                 "float8_e8m0fnu", "float4_e2m1fn_x2"]


def tensors():
    """Tensors of every dtype and of odd shapes."""
    made = {}
    for name in BARE_DTYPES:
        made[name] = torch.arange(12).reshape(3, 4).to(getattr(torch, name))
    for name in PACKED_DTYPES:
        made[name] = torch.arange(12, dtype=torch.uint8).reshape(3, 4).view(getattr(torch, name))
    made["scalar"] = torch.tensor(2.5)
    made["empty"] = torch.zeros(2, 0, 3)
    made["large"] = torch.randn(1500, 1000)
    made["é 🧠"] = torch.ones(7)
    return made


def bits(tensor):
    return tensor.contiguous().reshape(-1).view(torch.uint8) if tensor.numel() else tensor


def same(found, expected):
    assert found.keys() == expected.keys(), found.keys() ^ expected.keys()
    for name, tensor in expected.items():
        got = found[name]
        assert (got.dtype, got.shape, got.stride()) == (tensor.dtype, tensor.shape, tensor.stride()), name
        assert torch.equal(bits(got), bits(tensor)), name


def run(*lines):
    words = [word for line in lines for word in ("-c", line)]
    subprocess.run([PROGRAM, "in.safetensors", "--no-record", *words], check=True, stdout=subprocess.DEVNULL)


os.chdir(tempfile.mkdtemp())
save_file(tensors(), "in.safetensors")
given = load_file("in.safetensors")

run("save: out.pt", "save: path: one.pt, target: large")
for mmap in (False, True):
    same(torch.load("out.pt", weights_only=True, mmap=mmap), given)
    same({"large": torch.load("one.pt", weights_only=True, mmap=mmap)}, {"large": given["large"]})
assert zipfile.ZipFile("out.pt").testzip() is None
first = open("out.pt", "rb").read()
run("save: other.bin")
assert first == open("other.bin", "rb").read()

for unknown in ("bfloat16", *PACKED_DTYPES):
    given.pop(unknown)
save_file(given, "in.safetensors")
run("save: out.npz", "save: path: one.npy, target: large", "save: path: scalar.npy, target: scalar")
arrays = np.load("out.npz")
assert set(arrays.files) == given.keys()
same({name: torch.from_numpy(arrays[name]) for name in arrays.files}, given)
assert zipfile.ZipFile("out.npz").testzip() is None
for name, path in (("large", "one.npy"), ("scalar", "scalar.npy")):
    np.save("theirs.npy", given[name].numpy())
    assert open(path, "rb").read() == open("theirs.npy", "rb").read(), path
print("all agree")
