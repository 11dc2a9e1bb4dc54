"""Makes the torch files beside it, and `expected.json` with the numbers they were made of.

    python make.py

Made with PyTorch 2.15 and CPython 3.11. Files whose names begin with `refused_` hold what is refused.
"""

import argparse
import collections
import io
import json
import os
import pathlib
import pickle
import struct
import warnings
import zipfile

import numpy
import torch

HERE = pathlib.Path(__file__).parent
EXPECTED = {}
warnings.simplefilter("ignore")


def raw(tensor):
    """The bytes of a tensor, row-major and little-endian, in hexadecimal."""
    flat = tensor.detach().clone().contiguous().reshape(-1)
    return bytes(flat.view(torch.uint8).tolist()).hex() if flat.numel() else ""


def described(tensor):
    return {
        "dtype": str(tensor.dtype).removeprefix("torch."),
        "shape": list(tensor.shape),
        "bytes": raw(tensor),
    }


def save(name, held, tensors=None, **how):
    """Saves `held`; `tensors` are those that are read from it."""
    torch.save(held, HERE / name, **how)
    tensors = held if tensors is None else tensors
    EXPECTED[name] = {key: described(value) for key, value in tensors.items()}


def legacy(name, held, tensors=None, **how):
    save(name, held, tensors, _use_new_zipfile_serialization=False, **how)


def count(*shape, dtype=torch.float32):
    size = 1
    for length in shape:
        size *= length
    return torch.arange(1, size + 1).reshape(shape).to(dtype)


CLASSES = [
    torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32,
    torch.int16, torch.int8, torch.uint8, torch.bool, torch.complex64,
]
UNTYPED = [
    torch.uint16, torch.uint32, torch.uint64, torch.float8_e4m3fn, torch.float8_e5m2,
    torch.float8_e4m3fnuz, torch.float8_e5m2fnuz, torch.float8_e8m0fnu,
]


def dtypes(of):
    return {str(dtype).removeprefix("torch."): count(2, 3, dtype=dtype) for dtype in of}


def views():
    base = count(4, 6)
    deep = count(2, 3, 4)
    return {
        "base": base,
        "row": base[1],
        "block": base[1:3, 2:5],
        "stepped": base[::2, ::3],
        "column": base[:, 4],
        "transposed": base.t(),
        "permuted": deep.permute(2, 0, 1),
        "swapped": deep.transpose(0, 1),
        "expanded": count(3, 1).expand(3, 4),
        "everywhere": torch.tensor(7.0).expand(2, 2),
        "overlapping": count(6).unfold(0, 3, 1),
        "element": base[2, 3],
        "nothing": base[:, 6:],
    }


class Own(torch.Tensor):
    pass


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(count(2))


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(3, 2)
        self.norm = torch.nn.BatchNorm1d(2)
        self.head = torch.nn.Linear(2, 3, bias=False)
        self.head.weight = self.embed.weight


def parameters():
    hooked = torch.nn.Parameter(count(2))
    hooked.note = "kept beside"
    return {"plain": torch.nn.Parameter(count(2, 2)), "hooked": hooked, "buffer": count(3)}


def buffers():
    """Tensors with attributes of Python, which are rebuilt by their type."""
    noted = count(3)
    noted.note = "kept beside"
    return {"buffer": torch.nn.Buffer(count(2)), "noted": noted}


def python_2(name):
    """As PyTorch under Python 2 wrote: byte strings, a dict made of pairs, storages behind the pickles."""
    numbers = struct.pack("<q3f", 3, 1, 2, 3)
    item = lambda text: b"U" + bytes([len(text)]) + text
    storage = (
        b"(" + item(b"storage") + b"ctorch\nFloatStorage\n" + item(b"7") + item(b"cpu") + b"K\x03NtQ"
    )
    tensor = (
        b"ctorch._utils\n_rebuild_tensor\n(" + storage + b"K\x00K\x03\x85K\x01\x85tR"
    )
    pickles = [
        b"\x80\x02\x8a\x0a" + bytes.fromhex("6cfc9c46f9206aa85019") + b".",
        b"\x80\x02M\xe9\x03.",
        b"\x80\x02}(" + item(b"little_endian") + b"\x88u.",
        b"\x80\x02ccollections\nOrderedDict\n](](" + item(b"w") + tensor + b"ee\x85R.",
        b"\x80\x02]" + item(b"7") + b"a.",
    ]
    (HERE / name).write_bytes(b"".join(pickles) + numbers)
    EXPECTED[name] = {"w": described(count(3))}


def entries(name):
    with zipfile.ZipFile(HERE / name) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def rezip(name, held, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(HERE / name, "w", method) as archive:
        for entry, content in held:
            archive.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), content, method)


def good():
    save("dtypes.pt", dtypes(CLASSES + UNTYPED))
    legacy("dtypes_legacy.pt", dtypes(CLASSES))
    save("protocol_4.pt", dtypes([torch.float32, torch.uint16]), pickle_protocol=4)
    save("protocol_5.pt", dtypes([torch.float32, torch.float8_e5m2]), pickle_protocol=5)
    legacy("protocol_4_legacy.pt", dtypes([torch.float32, torch.bool]), pickle_protocol=4)
    save("views.pt", views())
    legacy("views_legacy.pt", views())
    save("shapes.pt", {"scalar": torch.tensor(5), "empty": count(0, 3), "ones": count(1, 1, 2)})
    save("parameters.pt", parameters())
    save("buffers.pt", buffers())
    net = Net().state_dict()
    save("module.pt", net)
    legacy("module_legacy.pt", net)
    save("wrapped.pt", {"state_dict": net, "epoch": 3, "args": argparse.Namespace(lr=0.1)}, net)
    save("ordered.bin", collections.OrderedDict(b=count(2), a=count(1)))
    python_2("python_2.pth")
    deflated = {"w": torch.zeros(16, 16), "x": count(3).expand(2, 3)}
    save("deflated.pt", deflated)
    rezip("deflated.pt", entries("deflated.pt"), zipfile.ZIP_DEFLATED)
    save("bare.pt", count(2, 3), {"": count(2, 3)})
    legacy("bare_legacy.pt", count(2), {"": count(2)})


def training():
    model = {"w": count(2), "b": count(1)}
    torch.save(
        {
            "model": model,
            "optimizer": {"state": {0: {"step": torch.tensor(1.0)}}, "lr": 0.1},
            "epoch": 3,
        },
        HERE / "training.pt",
    )
    EXPECTED["training.pt"] = {key: described(value) for key, value in model.items()}
    mixed = {"w": count(2), "epoch": 3, "args": argparse.Namespace(lr=0.1), "note": "x", "s": {1}}
    torch.save(mixed, HERE / "mixed.pt")
    EXPECTED["mixed.pt"] = {"w": described(count(2))}


def refused():
    def put(name, held):
        torch.save(held, HERE / f"refused_{name}.pt")

    put("sparse", {"w": torch.eye(2).to_sparse()})
    put("meta", {"w": torch.zeros(2, device="meta")})
    put("complex128", {"w": count(2, dtype=torch.complex128)})
    put("conjugate", {"w": count(2, dtype=torch.complex64).conj()})
    put("quantised", {"w": torch.quantize_per_tensor(count(2), 0.1, 0, torch.qint8)})
    put("int_keys", {1: count(2)})
    put("list", [count(2)])
    put("subclass", {"w": count(2).as_subclass(Own)})
    put("object", Model())
    put("arrays", {"w": numpy.ones(2), "b": numpy.zeros(1)})
    put("nested", {"a": {"b": {"w": count(2)}}, "object": {"m": Model()}})
    put("optimiser", torch.optim.SGD([torch.nn.Parameter(count(2))]).state_dict())
    put("namespace", argparse.Namespace(w=count(2)))
    torch.jit.save(torch.jit.script(torch.nn.Linear(1, 1)), HERE / "refused_script.pt")


def hostile():
    class Call:
        def __reduce__(self):
            return os.system, ("touch /tmp/brainsurgery-was-here",)

    program = pickle.dumps({"w": Call()}, 2)
    held = entries("ordered.bin")
    prefix = held[0][0].removesuffix("data.pkl")
    put = lambda name, entry, content: rezip(
        f"refused_{name}.pt", [(known, content if known == prefix + entry else old) for known, old in held]
    )
    put("system", "data.pkl", program)
    put("big_endian", "byteorder", b"big")
    put("short_storage", "data/0", b"1234")
    rezip("refused_no_storage.pt", [one for one in held if "data/0" not in one[0]])
    rezip("refused_no_pickle.pt", [one for one in held if "data.pkl" not in one[0]])
    rezip("refused_twice.pt", held + [held[0]])
    archives(prefix)


def archives(prefix):
    """Archives that lie, made of one that does not by changing its central directory."""
    whole = (HERE / "ordered.bin").read_bytes()
    one = central(whole, prefix + "data/0")
    for name, at, content in [
        ("larger", one + 20, struct.pack("<II", 1 << 20, 1 << 20)),
        ("longer", one + 24, struct.pack("<I", 1 << 30)),
        ("overlapping", one + 42, whole[central(whole, prefix + "data/1") + 42 :][:4]),
        ("bomb", one + 10, struct.pack("<HIIII", 8, 0, 0, 20, 1 << 30)),
        ("encrypted", one + 8, struct.pack("<H", 1)),
        ("outside", one + 42, struct.pack("<I", 0xFFFFFFF0)),
        ("unpacked", one + 10, struct.pack("<H", 12)),
    ]:
        changed = whole[:at] + content + whole[at + len(content) :]
        (HERE / f"refused_{name}.pt").write_bytes(changed)


def central(whole, name):
    """Where the entry of this name stands in the central directory."""
    at = whole.rindex(name.encode()) - 46
    assert whole[at : at + 4] == b"PK\x01\x02", name
    return at


if __name__ == "__main__":
    torch.manual_seed(0)
    good()
    training()
    refused()
    hostile()
    lines = [f"{json.dumps(name)}: {json.dumps(held)}" for name, held in EXPECTED.items()]
    (HERE / "expected.json").write_text("{" + ",\n".join(lines) + "}\n")
