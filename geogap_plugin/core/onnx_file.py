"""Looks into an ONNX file without running it, and refuses one that is not safe and self-contained.

An ONNX file is a protobuf message. The reader below follows only the fields that say what the file would do (operators,
inputs and outputs, metadata, where the weights are), steps over everything else, and never trusts a length, a count or
a depth that the file states. Field numbers are those of ``onnx.proto`` (https://github.com/onnx/onnx).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ModelFileError

MAX_BYTES = 64 * 2**20
MAX_METADATA_BYTES = 2**20
MAX_FIELDS = 500_000
MAX_GRAPH_DEPTH = 16

# The standard operators and the classical machine-learning ones (tree ensembles). Anything else is code of a vendor or
# an extension. Versions: the oldest that ONNX Runtime guarantees, and the newest that ONNX Runtime 1.19 reads (the last
# one for Python 3.9), so that a model that is accepted here loads wherever the plugin runs.
OPSETS = {"": (7, 21), "ai.onnx.ml": (1, 5)}
IR_VERSIONS = (3, 10)

_DTYPES = {
    1: "float32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 9: "bool", 10: "float16",
    11: "float64", 12: "uint32", 13: "uint64",
}  # fmt: skip

_OTHER_FORMATS = {
    b"\x89HDF": "a Keras or HDF5 file",
    b"PK\x03\x04": "a zip archive (a .keras or PyTorch file?)",
    b"\x80\x02": "a Python pickle (a PyTorch file?)",
    b"<!DO": "a web page",
    b"<htm": "a web page",
    b"vers": "a Git LFS pointer: the model itself was not downloaded",
}

_VARINT, _BYTES = 0, 2
_ONE, _MANY = False, True
_Span = tuple[int, int]
_Schema = Mapping[int, tuple[str, int, bool]]

_MODEL: _Schema = {
    1: ("ir_version", _VARINT, _ONE),
    7: ("graph", _BYTES, _ONE),
    8: ("opset_import", _BYTES, _MANY),
    14: ("metadata_props", _BYTES, _MANY),
    20: ("training_info", _BYTES, _MANY),
    25: ("functions", _BYTES, _MANY),
}
_OPSET_ID: _Schema = {1: ("domain", _BYTES, _ONE), 2: ("version", _VARINT, _ONE)}
_ENTRY: _Schema = {1: ("key", _BYTES, _ONE), 2: ("value", _BYTES, _ONE)}
_GRAPH: _Schema = {
    1: ("node", _BYTES, _MANY),
    5: ("initializer", _BYTES, _MANY),
    11: ("input", _BYTES, _MANY),
    12: ("output", _BYTES, _MANY),
    15: ("sparse_initializer", _BYTES, _MANY),
}
_NODE: _Schema = {4: ("op_type", _BYTES, _ONE), 5: ("attribute", _BYTES, _MANY), 7: ("domain", _BYTES, _ONE)}
_ATTRIBUTE: _Schema = {
    5: ("tensor", _BYTES, _ONE),
    6: ("graph", _BYTES, _ONE),
    10: ("tensor", _BYTES, _MANY),
    11: ("graph", _BYTES, _MANY),
    22: ("sparse", _BYTES, _ONE),
    23: ("sparse", _BYTES, _MANY),
}
_SPARSE: _Schema = {1: ("values", _BYTES, _ONE), 2: ("indices", _BYTES, _ONE)}
_TENSOR: _Schema = {
    8: ("name", _BYTES, _ONE),
    13: ("external_data", _BYTES, _MANY),
    14: ("data_location", _VARINT, _ONE),
}
_VALUE: _Schema = {1: ("name", _BYTES, _ONE), 2: ("type", _BYTES, _ONE)}
_TYPE: _Schema = {
    1: ("tensor", _BYTES, _ONE),
    4: ("sequence", _BYTES, _ONE),
    5: ("map", _BYTES, _ONE),
    8: ("sparse_tensor", _BYTES, _ONE),
    9: ("optional", _BYTES, _ONE),
}
_TENSOR_TYPE: _Schema = {1: ("elem_type", _VARINT, _ONE), 2: ("shape", _BYTES, _ONE)}
_SHAPE: _Schema = {1: ("dim", _BYTES, _MANY)}
_DIM: _Schema = {1: ("value", _VARINT, _ONE), 2: ("parameter", _BYTES, _ONE)}


@dataclass(frozen=True)
class TensorInfo:
    """Name and type of one input or output of a graph.

    Parameters
    ----------
    name : str
        Name of the tensor.
    dtype : str
        numpy's name of the element type, such as "float32".
    dims : tuple of (int, str or None)
        Size of every dimension: a number, the name of a dynamic size, or None for an unnamed dynamic size.
    """

    name: str
    dtype: str
    dims: tuple[int | str | None, ...]


@dataclass(frozen=True)
class OnnxInfo:
    """What a safe ONNX file says about itself.

    Parameters
    ----------
    inputs, outputs : tuple of TensorInfo
        Inputs (weights excluded) and outputs of the main graph, in order.
    metadata : dict of str to str
        ``metadata_props``; the model card is under the key "geogap".
    ir_version : int
        Version of the file format.
    opsets : dict of str to int
        Version of the operator set of each imported domain; "" is the standard domain ("ai.onnx").
    domains : frozenset of str
        Domains of the operators in use, subgraphs included.
    size : int
        Size of the file in bytes.
    sha256 : str
        Hexadecimal digest of the file.
    """

    inputs: tuple[TensorInfo, ...]
    outputs: tuple[TensorInfo, ...]
    metadata: dict[str, str]
    ir_version: int
    opsets: dict[str, int]
    domains: frozenset[str]
    size: int
    sha256: str

    @property
    def opset(self) -> int:
        """Version of the standard operator set."""
        return self.opsets.get("", 0)


def inspect_onnx(data: bytes, name: str = "The model") -> OnnxInfo:
    """Read what an ONNX file would do, and refuse it unless it is safe and self-contained.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        What messages call the model: its file name.

    Returns
    -------
    OnnxInfo

    Raises
    ------
    ModelFileError
        If the file is no ONNX model; is truncated or malformed; is larger than 64 MB; keeps data in other files; uses
        operators outside the standard and ``ai.onnx.ml`` domains, local functions, or operator sets newer or older than
        GeoGap loads; nests subgraphs absurdly deep; repeats a metadata key; or has inputs or outputs that are not plain
        tensors.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    for signature, kind in _OTHER_FORMATS.items():
        if data.startswith(signature):
            raise ModelFileError(f"{name} is not an ONNX model but {kind}. Export the model to ONNX first.")
    if data[4:8] == b"ORTM":
        # ONNX Runtime tells its own format from ONNX by these bytes alone, and would read the file in another way.
        raise ModelFileError(f"{name} is in ONNX Runtime's own format. Provide the ONNX file that it was made from.")
    try:
        return _Inspection(data).info()
    except _RefusedError as refusal:
        raise ModelFileError(f"{name} {refusal}") from None


def read_model(path: str | Path) -> tuple[bytes, OnnxInfo]:
    """Read an ONNX file into memory and inspect it.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    data : bytes
        The whole file.
    info : OnnxInfo

    Raises
    ------
    ModelFileError
        If the file cannot be read, or for any reason of `inspect_onnx`.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            size = file.seek(0, 2)
    except OSError as error:
        raise ModelFileError(f"The model file {path} cannot be read: {error.strerror or error}.") from error
    if size > MAX_BYTES:
        raise _too_large(path.name, size)
    return data, inspect_onnx(data, path.name)


def _too_large(name: str, size: int) -> ModelFileError:
    return ModelFileError(f"{name} is {size / 2**20:.0f} MB; GeoGap loads models up to {MAX_BYTES // 2**20} MB.")


class _RefusedError(Exception):
    """A reason to refuse a file, as the end of a sentence that begins with the file's name."""


_MALFORMED = "is not a valid ONNX model: it is damaged, cut short or of another kind. Download or export it again."


class _Inspection:
    """One walk through a file; holds what was found on the way."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._fields_left = MAX_FIELDS
        self._domains: dict[str, str] = {}
        self._weights: set[str] = set()
        self._inputs: list[TensorInfo] = []
        self._outputs: list[TensorInfo] = []

    def info(self) -> OnnxInfo:
        """Walk the whole file and judge it."""
        ir_version, graph = 0, None
        opsets: dict[str, int] = {}
        metadata: dict[str, str] = {}
        metadata_bytes = 0
        for field, value in self._fields((0, len(self._data)), _MODEL):
            if field == "ir_version":
                ir_version = value
            elif field == "graph":
                graph = value
            elif field == "opset_import":
                self._read_opset(value, opsets)
            elif field == "metadata_props":
                metadata_bytes += value[1] - value[0]
                if metadata_bytes > MAX_METADATA_BYTES:
                    raise _RefusedError("has more than 1 MB of metadata. Export it again without.")
                self._read_entry(value, metadata)
            elif field == "functions":
                raise _RefusedError("has local functions, which GeoGap does not load. Inline them with onnx.inliner.")
            else:
                raise _RefusedError("carries training graphs, which GeoGap does not load. Export it for inference.")
        if graph is None or not opsets:
            raise _RefusedError(_MALFORMED)
        self._read_graph(graph, 0)
        self._judge(ir_version, opsets)
        return OnnxInfo(
            inputs=tuple(tensor for tensor in self._inputs if tensor.name not in self._weights),
            outputs=tuple(self._outputs),
            metadata=metadata,
            ir_version=ir_version,
            opsets=opsets,
            domains=frozenset(self._domains),
            size=len(self._data),
            sha256=hashlib.sha256(self._data).hexdigest(),
        )

    def _judge(self, ir_version: int, opsets: Mapping[str, int]) -> None:
        if not IR_VERSIONS[0] <= ir_version <= IR_VERSIONS[1]:
            raise _RefusedError(
                f"has IR version {ir_version}; GeoGap loads {IR_VERSIONS[0]} to {IR_VERSIONS[1]}. "
                "Export it again at opset 17."
            )
        for domain, operator in self._domains.items():
            if domain not in OPSETS:
                raise _RefusedError(
                    f"uses the operator {operator!r} of the domain {domain[:80]!r}. GeoGap loads standard operators "
                    "(ai.onnx) and ai.onnx.ml only. Export it again without extensions or vendor optimisations."
                )
            oldest, newest = OPSETS[domain]
            version = opsets.get(domain)
            if version is None:
                raise _RefusedError(_MALFORMED)
            if not oldest <= version <= newest:
                raise _RefusedError(
                    f"uses operator set {version} of {domain or 'ai.onnx'}; GeoGap loads {oldest} to {newest}. "
                    "Export it again at opset 17."
                )
        for kind, tensors in (("inputs", self._inputs), ("outputs", self._outputs)):
            names = [tensor.name for tensor in tensors]
            if len(set(names)) != len(names) or "" in names:
                raise _RefusedError(f"has {kind} without a name of their own. Export it again with named {kind}.")
        if not self._outputs:
            raise _RefusedError("has no outputs. Export it again.")

    def _read_opset(self, span: _Span, opsets: dict[str, int]) -> None:
        domain, version = "", 0
        for field, value in self._fields(span, _OPSET_ID):
            if field == "domain":
                domain = _standard(self._text(value))
            else:
                version = value
        if domain in opsets:
            raise _RefusedError(f"imports the operator set {domain or 'ai.onnx'!r} twice. Export it again.")
        opsets[domain] = version

    def _read_entry(self, span: _Span, entries: dict[str, str]) -> None:
        entry = {field: self._text(value) for field, value in self._fields(span, _ENTRY)}
        key = entry.get("key", "")
        if key in entries:
            raise _RefusedError(f"has the metadata key {key[:80]!r} twice. Export it again.")
        entries[key] = entry.get("value", "")

    def _read_graph(self, span: _Span, depth: int) -> None:
        if depth > MAX_GRAPH_DEPTH:
            raise _RefusedError(
                f"nests subgraphs more than {MAX_GRAPH_DEPTH} deep. Export it again without nested loops."
            )
        for field, value in self._fields(span, _GRAPH):
            if field == "node":
                self._read_node(value, depth)
            elif field == "initializer":
                name = self._read_tensor(value)
                if depth == 0:
                    self._weights.add(name)
            elif field == "sparse_initializer":
                name = self._read_sparse(value)
                if depth == 0:
                    self._weights.add(name)
            elif depth == 0:
                tensors = self._inputs if field == "input" else self._outputs
                tensors.append(self._read_value(value, field))

    def _read_node(self, span: _Span, depth: int) -> None:
        domain, operator = "", ""
        for field, value in self._fields(span, _NODE):
            if field == "domain":
                domain = _standard(self._text(value))
            elif field == "op_type":
                operator = self._text(value)
            else:
                self._read_attribute(value, depth)
        self._domains.setdefault(domain, operator[:80])

    def _read_attribute(self, span: _Span, depth: int) -> None:
        for field, value in self._fields(span, _ATTRIBUTE):
            if field == "graph":
                self._read_graph(value, depth + 1)
            elif field == "tensor":
                self._read_tensor(value)
            else:
                self._read_sparse(value)

    def _read_sparse(self, span: _Span) -> str:
        names = {field: self._read_tensor(value) for field, value in self._fields(span, _SPARSE)}
        return names.get("values", "")

    def _read_tensor(self, span: _Span) -> str:
        name, external = "", False
        for field, value in self._fields(span, _TENSOR):
            if field == "name":
                name = self._text(value)
            elif field == "external_data" or value != 0:
                external = True
        if external:
            raise _RefusedError(
                f"keeps data in another file (tensor {name[:80]!r}). "
                "Export it again with the weights inside the ONNX file."
            )
        return name

    def _read_value(self, span: _Span, kind: str) -> TensorInfo:
        name = ""
        types: dict[str, _Span] = {}
        for field, value in self._fields(span, _VALUE):
            if field == "name":
                name = self._text(value)
            else:
                types = dict(self._fields(value, _TYPE))
        if list(types) != ["tensor"]:
            raise _RefusedError(
                f"has the {kind} {name[:80]!r} that is not a tensor. Export it with plain tensors only."
            )
        element, shape = 0, None
        for field, value in self._fields(types["tensor"], _TENSOR_TYPE):
            if field == "elem_type":
                element = value
            else:
                shape = value
        if element not in _DTYPES:
            raise _RefusedError(
                f"has the {kind} {name[:80]!r} of element type {element}, which is no number. Use float32."
            )
        if shape is None:
            raise _RefusedError(
                f"does not declare the shape of its {kind} {name[:80]!r}. Export it again with named dimensions."
            )
        dims = tuple(self._read_dim(value) for _, value in self._fields(shape, _SHAPE))
        return TensorInfo(name, _DTYPES[element], dims)

    def _read_dim(self, span: _Span) -> int | str | None:
        dim: int | str | None = None
        for field, value in self._fields(span, _DIM):
            dim = self._text(value) or None if field == "parameter" else value
        # Some exporters write a dynamic size as -1.
        return None if isinstance(dim, int) and dim >= 2**63 else dim

    def _text(self, span: _Span) -> str:
        try:
            return self._data[span[0] : span[1]].decode("utf-8")
        except UnicodeDecodeError:
            raise _RefusedError(_MALFORMED) from None

    def _fields(self, span: _Span, schema: _Schema) -> Iterator[tuple[str, Any]]:
        """Yield the fields of one message that `schema` knows: (name, number) or (name, span of bytes).

        A field that may occur once and occurs twice is refused: readers differ on which of the two counts, and a file
        must not look harmless here and mean something else to ONNX Runtime. So is a known field with a foreign wire
        type.
        """
        position, end = span
        seen: set[int] = set()
        while position < end:
            self._fields_left -= 1
            if self._fields_left < 0:
                raise _RefusedError("has more parts than GeoGap reads (500,000 fields). Simplify or export it again.")
            tag, position = self._varint(position, end)
            number, wire = tag >> 3, tag & 7
            value: int | _Span
            if wire == _VARINT:
                value, position = self._varint(position, end)
            elif wire == _BYTES:
                length, position = self._varint(position, end)
                value = (position, position + length)
                position += length
            elif wire in (1, 5):
                value = position
                position += 8 if wire == 1 else 4
            else:
                raise _RefusedError(_MALFORMED)
            if position > end or not 0 < number < 2**29:
                raise _RefusedError(_MALFORMED)
            known = schema.get(number)
            if known is None:
                continue
            name, expected_wire, repeated = known
            if wire != expected_wire or (number in seen and not repeated):
                raise _RefusedError(_MALFORMED)
            seen.add(number)
            yield name, value

    def _varint(self, position: int, end: int) -> tuple[int, int]:
        value = 0
        for shift in range(0, 70, 7):
            if position >= end:
                break
            byte = self._data[position]
            position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                if value >= 2**64:
                    break
                return value, position
        raise _RefusedError(_MALFORMED)


def _standard(domain: str) -> str:
    """Return the one spelling of a domain: "ai.onnx" is another name of the standard domain ""."""
    return "" if domain == "ai.onnx" else domain
