"""Writes small ONNX files byte by byte, so that tests need no onnx package and can write broken ones too."""

import struct

import numpy as np

FLOAT, INT64, BOOL = 1, 7, 9
_ELEMENT = {"float32": FLOAT, "int64": INT64, "bool": BOOL}


def varint(number):
    """Base-128 of a number; negative numbers as 64-bit two's complement."""
    number &= 2**64 - 1
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def field(number, value):
    """One field: an integer as a varint, a float as four bytes, text or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def tensor(name, array, external=None):
    """A TensorProto; `external` names the file that would hold the numbers."""
    array = np.asarray(array)
    out = b"".join(field(1, size) for size in array.shape) + field(2, _ELEMENT[array.dtype.name]) + field(8, name)
    if external is None:
        return out + field(9, array.tobytes())
    return out + field(13, field(1, "location") + field(2, external)) + field(14, 1)


def value(name, dims, element=FLOAT):
    """A ValueInfoProto of a tensor: numbers are fixed sizes, texts dynamic ones, None unnamed dynamic ones."""
    shape = b"".join(
        field(1, b"" if dim is None else field(2, dim) if isinstance(dim, str) else field(1, dim)) for dim in dims
    )
    return field(1, name) + field(2, field(1, field(1, element) + field(2, shape)))


def node(operator, inputs, outputs, domain="", **attributes):
    """A NodeProto; attributes may be integers, lists of integers, texts, and ("graph" or "tensor", bytes) pairs."""
    out = b"".join(field(1, name) for name in inputs) + b"".join(field(2, name) for name in outputs)
    out += field(4, operator) + (field(7, domain) if domain else b"")
    for name, content in attributes.items():
        if isinstance(content, int):
            body = field(3, content) + field(20, 2)
        elif isinstance(content, str):
            body = field(4, content) + field(20, 3)
        elif isinstance(content, tuple):
            body = (
                field(5, content[1]) + field(20, 4) if content[0] == "tensor" else field(6, content[1]) + field(20, 5)
            )
        else:
            body = b"".join(field(8, number) for number in content) + field(20, 7)
        out += field(5, field(1, name) + body)
    return out


def graph(nodes, inputs, outputs, tensors=()):
    """A GraphProto."""
    parts = [(1, nodes), (11, inputs), (12, outputs), (5, tensors)]
    return field(2, "graph") + b"".join(field(number, item) for number, items in parts for item in items)


def model(graph_bytes, metadata=(), opset=17, ir_version=8, imports=()):
    """A ModelProto: the bytes of an ONNX file."""
    out = field(1, ir_version) + field(7, graph_bytes)
    for domain, version in [("", opset), *imports]:
        out += field(8, (field(1, domain) if domain else b"") + field(2, version))
    return out + b"".join(field(14, field(1, key) + field(2, text)) for key, text in dict(metadata).items())


def affine(factor=2.0, offset=1.0, features=3, **options):
    """y = x * factor + offset, for x of shape (batch, features)."""
    constants = [tensor("a", np.float32(factor)), tensor("b", np.float32(offset))]
    nodes = [node("Mul", ["x", "a"], ["m"]), node("Add", ["m", "b"], ["y"])]
    body = graph(nodes, [value("x", ["batch", features])], [value("y", ["batch", features])], constants)
    return model(body, **options)


def endless():
    """A loop of 2**62 rounds over x of shape (batch, 3): as good as a model that never answers."""
    step = graph(
        [node("Identity", ["go"], ["go_on"]), node("Cos", ["state"], ["next"])],
        [value("round", [], INT64), value("go", [], BOOL), value("state", ["batch", 3])],
        [value("go_on", [], BOOL), value("next", ["batch", 3])],
    )
    constants = [tensor("rounds", np.int64(2**62)), tensor("yes", np.bool_(True))]
    loop = node("Loop", ["rounds", "yes", "x"], ["y"], body=("graph", step))
    return model(graph([loop], [value("x", ["batch", 3])], [value("y", ["batch", 3])], constants))


def greedy():
    """Asks for `n` numbers, whatever `n` is: shape of y = n."""
    body = graph([node("ConstantOfShape", ["n"], ["y"])], [value("n", [1], INT64)], [value("y", [None])])
    return model(body)


def bilstm(units=64, features=6, outputs=5, seed=0):
    """A bidirectional LSTM with a linear head: x (batch, time, features) to y (batch, time, outputs)."""
    rng = np.random.default_rng(seed)

    def weights(*shape):
        return rng.normal(0, 0.1, shape).astype("float32")

    constants = [
        tensor("w", weights(2, 4 * units, features)),
        tensor("r", weights(2, 4 * units, units)),
        tensor("head", weights(2 * units, outputs)),
        tensor("shape", np.array([0, 0, 2 * units])),
    ]
    nodes = [
        node("Transpose", ["x"], ["time_first"], perm=[1, 0, 2]),
        node("LSTM", ["time_first", "w", "r"], ["states"], hidden_size=units, direction="bidirectional"),
        node("Transpose", ["states"], ["batch_first"], perm=[2, 0, 1, 3]),
        node("Reshape", ["batch_first", "shape"], ["joined"]),
        node("MatMul", ["joined", "head"], ["y"]),
    ]
    inputs, results = [value("x", ["batch", "time", features])], [value("y", ["batch", "time", outputs])]
    return model(graph(nodes, inputs, results, constants))
