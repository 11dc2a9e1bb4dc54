"""Makes vectors.txt: what PyTorch computes on a CPU, as one checksum for each operation and dtype.

Run with PyTorch 2.15: python make.py > vectors.txt

Inputs are the same 65 536 numbers on both sides. 16-bit dtypes take every bit pattern, 8-bit dtypes every one
256 times, wider ones the mixed numbers of `inputs`. A checksum is the sum of mix(code + place * GOLDEN) over all
elements, where a NaN has the code of the quiet one without sign: the bits of a NaN are not part of the contract.
"""

import warnings

import numpy
import torch

COUNT = 65536
GOLDEN = numpy.uint64(0x9E3779B97F4A7C15)
PLACES = numpy.arange(COUNT, dtype=numpy.uint64)

FLOATS = {
    "float64": (torch.int64, 0x7FF8000000000000),
    "float32": (torch.int32, 0x7FC00000),
    "float16": (torch.int16, 0x7E00),
    "bfloat16": (torch.int16, 0x7FC0),
    "float8_e4m3fn": (torch.int8, 0x7F),
    "float8_e5m2": (torch.int8, 0x7F),
}
INTEGERS = ["int64", "int32", "int16", "int8", "uint8"]
READ_ONLY = ["uint64", "uint32", "uint16", "float8_e5m2fnuz", "float8_e4m3fnuz", "float8_e8m0fnu"]
# Fractions of a float32 on both sides of the ties of narrower formats, of even and of odd ones.
EDGES = [0, 1, 0x0FFF, 0x1000, 0x1001, 0x3000, 0x7FFF, 0x8000, 0x8001, 0x18000, 0x7FFFF, 0x80000, 0x180000, 0x100000]
EDGES = numpy.array(EDGES + [0x300000, 0x7FFFFF], dtype=numpy.uint64)
BOUNDS = ["-0.1..0.3", "0..inf", "-0.0..inf", "-inf..0", "-inf..-0.0", "0.5..0.5", "-1e-40..1e-7", "nan..1", "0..nan"]
WHOLE_BOUNDS = ["3..100", "-inf..17", "9..inf"]
FACTORS = ["0.5", "0.3333333333333333", "-1.7", "1e30", "1e39", "1e-40", "0", "inf", "nan"]


def mix(codes):
    codes = (codes ^ (codes >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> numpy.uint64(31))


def edges(name):
    """Floats of every exponent between those of float8 and float32, and those of zeros, infinities and NaNs."""
    index = PLACES >> numpy.uint64(2)
    fraction = EDGES[index % numpy.uint64(16)]
    exponent = index >> numpy.uint64(4)
    if name == "float32":
        sign = index >> numpy.uint64(12) & numpy.uint64(1)
        return sign << numpy.uint64(31) | (exponent % numpy.uint64(256)) << numpy.uint64(23) | fraction
    sign = mix(PLACES) >> numpy.uint64(63)
    below = index >> numpy.uint64(13) & numpy.uint64(1)
    exponent = exponent % numpy.uint64(512)
    exponent = numpy.where(exponent == 0, 0, numpy.where(exponent == 511, 2047, exponent + numpy.uint64(767)))
    exponent = exponent.astype(numpy.uint64)
    return sign << numpy.uint64(63) | exponent << numpy.uint64(52) | fraction << numpy.uint64(29) | below


def inputs(name):
    """Even places hold arbitrary bits; odd places numbers of every size, whole and broken, for floats also edges."""
    if name == "bool":
        return torch.arange(COUNT) % 3 == 0
    dtype = getattr(torch, name)
    bits = dtype.itemsize * 8
    if bits <= 16:
        codes = PLACES
    else:
        codes = mix(PLACES * GOLDEN)
        sized = codes.view(numpy.int64) >> (PLACES // 2 % 64).astype(numpy.int64)
        if name == "float64":
            sized = (sized.astype(numpy.float64) / 1024.0).view(numpy.uint64)
        elif name == "float32":
            sized = (sized.astype(numpy.float32) / numpy.float32(1024.0)).view(numpy.uint32)
        codes = numpy.where(PLACES % 2 == 0, codes, sized.astype(numpy.uint64))
        if name.startswith("float"):
            codes = numpy.where(PLACES % 4 == 3, edges(name), codes)
    codes = codes.astype(getattr(numpy, f"uint{bits}"))
    return torch.from_numpy(codes.copy()).view(dtype)


def checksum(tensor):
    name = str(tensor.dtype).removeprefix("torch.")
    if name in FLOATS:
        integer, quiet = FLOATS[name]
        nan = tensor.to(torch.float64).isnan().numpy()
        codes = tensor.view(integer).numpy()
    else:
        nan, quiet = False, 0
        codes = tensor.to(torch.uint8).numpy() if name == "bool" else tensor.numpy()
    codes = codes.view(getattr(numpy, f"uint{codes.itemsize * 8}")).astype(numpy.uint64)
    codes = numpy.where(nan, numpy.uint64(quiet), codes)
    return f"{int(mix(codes + PLACES * GOLDEN).sum(dtype=numpy.uint64)):016x}"


def clamped(values, bounds):
    number = float if values.is_floating_point() else int
    low, high = bounds.split("..")
    low = None if low == "-inf" else number(low)
    high = None if high == "inf" else number(high)
    return values.clamp(min=low, max=high)


def main():
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    computed = list(FLOATS) + INTEGERS + ["bool"]
    for source in computed + READ_ONLY:
        for target in computed:
            if target != source:
                values = inputs(source)
                if source in READ_ONLY and source.startswith("float8"):
                    # Straight to an integer, a NaN of these becomes whatever the compiler folded it to.
                    values = values.to(torch.float32)
                result = values.to(getattr(torch, target))
                print("cast", source, target, checksum(result))
    for name in list(FLOATS)[:4]:
        for factor in FACTORS:
            print("scale", name, factor, checksum(inputs(name) * float(factor)))
    for name in list(FLOATS)[:4] + INTEGERS + ["bool"]:
        left, right = inputs(name), inputs(name).roll(-1)
        print("add", name, "next", checksum(left + right))
        if name != "bool":
            print("subtract", name, "next", checksum(left - right))
        print("multiply", name, "next", checksum(left * right))
    for name in list(FLOATS)[:4] + INTEGERS:
        for bounds in BOUNDS if name in FLOATS else WHOLE_BOUNDS:
            print("clamp", name, bounds, checksum(clamped(inputs(name), bounds)))


main()
