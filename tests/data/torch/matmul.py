"""Makes matmul.txt: what PyTorch's matmul computes on a CPU, as one checksum for each dtype and pair of shapes.

Run with PyTorch 2.15: python matmul.py > matmul.txt

The number at a place is made of the mixed place: integers take its low bits, floats a quarter of a small integer, so
that every sum is exact in float32 and rounds once, wherever it is rounded. Right operands begin at place 1000003. A
checksum is that of make.py.
"""

import numpy
import torch

GOLDEN = numpy.uint64(0x9E3779B97F4A7C15)
LATER = 1000003
FLOATS = ["float64", "float32", "float16", "bfloat16"]
INTEGERS = ["int64", "int32", "int16", "int8", "uint8"]
SHAPES = [
    ([7], [7]),
    ([5, 7], [7, 3]),
    ([7], [7, 3]),
    ([5, 7], [7]),
    ([4, 5, 7], [7]),
    ([7], [4, 7, 3]),
    ([4, 5, 7], [7, 3]),
    ([5, 7], [4, 7, 3]),
    ([5, 1, 2, 3], [4, 3, 2]),
    ([2, 1, 3, 9], [1, 3, 9, 1]),
    ([3, 0], [0, 2]),
    ([0, 2, 3], [3, 2]),
    ([33, 300], [300, 65]),
    ([1, 300], [300, 129]),
    ([300], [300]),
]


def mix(codes):
    codes = (codes ^ (codes >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    codes = (codes ^ (codes >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return codes ^ (codes >> numpy.uint64(31))


def numbers(name, shape, first):
    count = int(numpy.prod(shape))
    codes = mix(numpy.arange(first, first + count, dtype=numpy.uint64) * GOLDEN)
    if name in FLOATS:
        values = ((codes % numpy.uint64(17)).astype(numpy.float64) - 8.0) / 4.0
        return torch.from_numpy(values).to(getattr(torch, name)).reshape(shape)
    return torch.from_numpy(codes.astype(getattr(numpy, name))).reshape(shape)


def checksum(tensor):
    flat = tensor.contiguous().reshape(-1)
    codes = flat.view(torch.uint8).numpy().reshape(-1, tensor.dtype.itemsize)
    wide = numpy.zeros((len(codes), 8), dtype=numpy.uint8)
    wide[:, : codes.shape[1]] = codes
    codes = wide.reshape(-1).view(numpy.uint64)
    places = numpy.arange(len(codes), dtype=numpy.uint64) * GOLDEN
    return f"{int(mix(codes + places).sum(dtype=numpy.uint64)):016x}"


def main():
    numpy.seterr(all="ignore")
    for name in FLOATS + INTEGERS:
        for left, right in SHAPES:
            result = torch.matmul(numbers(name, left, 0), numbers(name, right, LATER))
            shapes = " ".join("x".join(map(str, shape)) for shape in (left, right))
            print(name, shapes, checksum(result + 0))


main()
