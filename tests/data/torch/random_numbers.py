"""Makes random_numbers.txt: the random numbers of PyTorch on a CPU, as one checksum for each recipe.

Run with PyTorch 2.15 on x86-64 with AVX2 or AVX-512: python random_numbers.py > random_numbers.txt

A line holds distribution, dtype, its two parameters, the seed, the sizes and the checksum. The sizes are a single
one, or all from 1 to 40. A checksum is the sum of mix(code + place * GOLDEN) over all elements of all sizes, where
the place goes on from size to size.
"""

import numpy
import torch

GOLDEN = numpy.uint64(0x9E3779B97F4A7C15)
INTEGERS = {"float64": torch.int64, "float32": torch.int32, "float16": torch.int16, "bfloat16": torch.int16}
RECIPES = [
    ("uniform", "0", "1", 0),
    ("uniform", "-0.02", "0.02", -1),
    ("uniform", "-3000", "0", 12345),
    ("normal", "0", "1", 0),
    ("normal", "0.5", "0.02", 18446744073709551615),
    ("normal", "-3", "1e30", 7),
    ("normal", "inf", "1", 7),
]
SIZES = ["1-40", "100", "1000", "1008", "70003"]


def mix(codes):
    codes = (codes ^ (codes >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> numpy.uint64(31))


def filled(distribution, dtype, first, second, seed, size):
    generator = torch.Generator()
    generator.manual_seed(seed)
    tensor = torch.empty(size, dtype=getattr(torch, dtype))
    if distribution == "uniform":
        return tensor.uniform_(float(first), float(second), generator=generator)
    return tensor.normal_(float(first), float(second), generator=generator)


def codes(tensor, dtype):
    raw = tensor.view(INTEGERS[dtype]).numpy()
    return raw.view(getattr(numpy, f"uint{raw.itemsize * 8}")).astype(numpy.uint64)


def line(recipe, dtype, sizes):
    distribution, first, second, seed = recipe
    counts = range(1, 41) if sizes == "1-40" else [int(sizes)]
    tensors = [filled(distribution, dtype, first, second, seed, count) for count in counts]
    all_codes = numpy.concatenate([codes(tensor, dtype) for tensor in tensors])
    places = numpy.arange(len(all_codes), dtype=numpy.uint64)
    checksum = int(mix(all_codes + places * GOLDEN).sum(dtype=numpy.uint64))
    print(distribution, dtype, first, second, seed, sizes, f"{checksum:016x}")


def main():
    numpy.seterr(all="ignore")
    for recipe in RECIPES:
        for dtype in INTEGERS:
            for sizes in SIZES:
                line(recipe, dtype, sizes)
    # A last bit of one constant of the logarithm changes one in a million.
    line(("normal", "0", "1", 1), "float32", "4000003")


main()
