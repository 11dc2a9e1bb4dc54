"""Makes the numpy files beside it. Written with numpy 2.4.6: `python make.py`."""

import os
import zipfile
import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))

KINDS = {
    "float64": "<f8", "float32": "<f4", "float16": "<f2", "complex64": "<c8",
    "int64": "<i8", "int32": "<i4", "int16": "<i2", "int8": "<i1",
    "uint64": "<u8", "uint32": "<u4", "uint16": "<u2", "uint8": "<u1", "bool": "|b1",
}


def six(kind):
    """0 to 5 in two rows; as truth values, whether they are odd."""
    numbers = np.arange(6).reshape(2, 3)
    return (numbers % 2 == 1) if kind == "|b1" else numbers.astype(kind)


for name, kind in KINDS.items():
    np.save(f"{name}.npy", six(kind))

np.save("scalar.npy", np.float32(2.5))
np.save("vector.npy", np.arange(3, dtype="<i8"))
np.save("empty.npy", np.zeros((0, 2), "<f4"))
np.save("cube.npy", np.arange(24, dtype="<i2").reshape(2, 3, 4))
np.save("fortran.npy", np.asfortranarray(np.arange(24, dtype="<i2").reshape(2, 3, 4)))
for major in (2, 3):
    with open(f"version{major}.npy", "wb") as file:
        np.lib.format.write_array(file, six("<f4"), version=(major, 0))

named = {"a.weight": six("<f4"), "b": np.arange(3, dtype="<i8"), "é/x": np.asfortranarray(six("<f2"))}
np.savez("stored.npz", **named)
np.savez_compressed("deflated.npz", **named)
np.savez("one.npz", only=six("<f4"))
np.savez("none.npz")

np.save("refused_objects.npy", np.array([None, "x"], dtype=object), allow_pickle=True)
np.save("refused_texts.npy", np.array(["ab", "c"]))
np.save("refused_fields.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i2")]))
np.save("refused_big.npy", six(">f4"))
np.save("refused_complex.npy", six("<c16"))
np.save("refused_dates.npy", np.zeros(2, "<M8[s]"))
np.savez("refused_inside.npz", fine=six("<f4"), odd=np.array(["ab"]))
with zipfile.ZipFile("refused_twice.npz", "w") as archive, open("vector.npy", "rb") as file:
    content = file.read()
    for entry in ("vector.npy", "vector"):
        archive.writestr(zipfile.ZipInfo(entry), content)
