"""What an ONNX file says is read without running it, and nothing unsafe gets through."""

import hashlib
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geogap_plugin.core import onnx_file
from geogap_plugin.core.errors import ModelFileError
from geogap_plugin.core.onnx_file import TensorInfo, inspect_onnx, read_model
from tests.worker import onnx_builder as build
from tests.worker.onnx_builder import field, graph, model, node, tensor, value, varint

X, Y = value("x", ["batch", 3]), value("y", ["batch", 3])


def one_node(operator="Cos", domain="", inputs=("x",), tensors=(), **attributes):
    return graph([node(operator, inputs, ["y"], domain, **attributes)], [X], [Y], tensors)


def nested(levels, innermost):
    """An If in an If in an If ... around one node."""
    inner = graph([innermost], [], [value("z", [1])])
    for _ in range(levels - 1):
        inner = graph([node("If", ["c"], ["z"], then_branch=("graph", inner))], [], [value("z", [1])])
    return graph([node("If", ["c"], ["y"], then_branch=("graph", inner))], [X], [Y])


def test_a_file_tells_its_tensors_metadata_and_versions():
    data = build.affine(metadata={"geogap": '{"name": "Köln"}', "other": ""}, opset=15, ir_version=8)
    info = inspect_onnx(data)
    assert info.inputs == (TensorInfo("x", "float32", ("batch", 3)),)
    assert info.outputs == (TensorInfo("y", "float32", ("batch", 3)),)
    assert info.metadata == {"geogap": '{"name": "Köln"}', "other": ""}
    assert (info.ir_version, info.opset, info.opsets, info.domains) == (8, 15, {"": 15}, frozenset({""}))
    assert (info.size, info.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_dimensions_are_numbers_names_or_unknown():
    body = graph([node("Cos", ["x"], ["y"])], [value("x", ["n", 4, None, -1, 0])], [value("y", [])])
    info = inspect_onnx(model(body))
    assert info.inputs[0].dims == ("n", 4, None, None, 0)
    assert info.outputs[0].dims == ()


def test_weights_that_are_listed_as_inputs_are_not_inputs():
    weights = [tensor("w", np.zeros(3, "float32"))]
    body = graph([node("Add", ["x", "w"], ["y"])], [X, value("w", [3])], [Y], weights)
    assert [item.name for item in inspect_onnx(model(body, ir_version=3)).inputs] == ["x"]


def test_tree_ensembles_and_the_long_name_of_the_standard_domain_are_welcome():
    body = graph([node("Scaler", ["x"], ["z"], "ai.onnx.ml"), node("Cos", ["z"], ["y"], "ai.onnx")], [X], [Y])
    info = inspect_onnx(model(body, imports=[("ai.onnx.ml", 3)]))
    assert info.domains == {"", "ai.onnx.ml"}


def test_an_import_of_a_foreign_domain_that_nothing_uses_is_harmless():
    assert inspect_onnx(model(one_node(), imports=[("com.microsoft", 1)])).domains == {""}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a valid ONNX model"),
        (b"\0" * 100, "not a valid ONNX model"),
        (b"date,value\n2020-01,3\n", "not a valid ONNX model"),
        (b"PK\x03\x04" + b"\0" * 50, "zip archive"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (b"\x20\x00\x00\x00ORTM" + b"\0" * 50, "ONNX Runtime's own format"),
        (field(1, 8) + field(8, field(2, 17)), "not a valid ONNX model"),
        (model(one_node(), opset=99), "operator set 99"),
        (model(one_node(), opset=3), "operator set 3"),
        (model(one_node(), opset=-1), "operator set"),
        (model(one_node(), ir_version=11), "IR version 11"),
        (model(one_node(), ir_version=0), "IR version 0"),
        (model(one_node("FusedConv", "com.microsoft"), imports=[("com.microsoft", 1)]), "'FusedConv' of the domain"),
        (model(one_node("StringSplit", "ai.onnx.contrib")), "'ai.onnx.contrib'"),
        (model(one_node("Scaler", "ai.onnx.ml")), "not a valid ONNX model"),
        (model(nested(1, node("Evil", [], ["z"], "evil"))), "'Evil'"),
        (model(nested(4, node("Evil", [], ["z"], "evil"))), "'Evil'"),
        (model(nested(40, node("Cos", [], ["z"]))), "deep"),
        (model(one_node(tensors=[tensor("w", np.zeros(2, "float32"), external="../secret")])), "another file"),
        (model(one_node("Constant", value=("tensor", tensor("w", [1], external="/etc/passwd")))), "another file"),
        (
            model(nested(2, node("Constant", [], ["z"], value=("tensor", tensor("w", [1], external="a"))))),
            "another file",
        ),
        (model(one_node() + field(15, field(1, tensor("w", [1], external="a")))), "another file"),
        (model(one_node(tensors=[field(8, "w") + field(14, 1)])), "another file"),
        (model(one_node(tensors=[field(8, "w") + field(14, 2**32 + 1)])), "another file"),
        (model(one_node()) + field(14, field(1, "a")) * 2, "metadata key 'a' twice"),
        (model(one_node()) + field(14, field(1, "a") + field(2, "x" * 2**21)), "metadata"),
        (model(one_node()) + field(7, one_node()), "not a valid ONNX model"),
        (model(one_node()) + field(25, field(1, "f")), "local functions"),
        (model(one_node()) + field(20, b""), "training"),
        (model(one_node(), imports=[("ai.onnx", 99)]), "twice"),
        (model(graph([node("Cos", ["x"], ["y"])], [X, X], [Y])), "without a name of their own"),
        (model(graph([node("Cos", ["x"], ["y"])], [X], [value("", [1])])), "without a name of their own"),
        (model(graph([node("Cos", ["x"], ["y"])], [X], [])), "no outputs"),
        (model(graph([node("Cos", ["x"], ["y"])], [value("x", [1], 8)], [Y])), "element type 8"),
        (model(graph([node("Cos", ["x"], ["y"])], [field(1, "x")], [Y])), "not a tensor"),
        (model(graph([node("Cos", ["x"], ["y"])], [X], [field(1, "y") + field(2, field(4, b""))])), "not a tensor"),
        (model(graph([node("Cos", ["x"], ["y"])], [X], [field(1, "y") + field(2, field(1, field(1, 1)))])), "shape"),
        (model(one_node()) + field(14, field(1, b"\xff\xfe")), "not a valid ONNX model"),
        (model(one_node()) + varint(3 << 3 | 3), "not a valid ONNX model"),
        (model(one_node()) + b"\x80" * 20, "not a valid ONNX model"),
        (model(one_node()) + varint(50 << 3 | 2) + varint(2**63), "not a valid ONNX model"),
        (model(one_node()) + field(1, "text where a number belongs"), "not a valid ONNX model"),
    ],
)
def test_unsafe_and_foreign_files_are_refused_by_name_and_reason(data, said):
    with pytest.raises(ModelFileError) as raised:
        inspect_onnx(data, "gaps.onnx")
    assert raised.value.message.startswith("gaps.onnx ")
    assert said in raised.value.message


def test_a_subgraph_within_reason_is_welcome():
    assert inspect_onnx(model(nested(10, node("Cos", [], ["z"])))).domains == {""}


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.onnx"
    with path.open("wb") as file:
        file.truncate(onnx_file.MAX_BYTES * 100)
    tracemalloc.start()
    with pytest.raises(ModelFileError, match=r"huge\.onnx is 6400 MB"):
        read_model(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * onnx_file.MAX_BYTES
    with pytest.raises(ModelFileError, match="65 MB"):
        inspect_onnx(bytes(65 * 2**20))


def test_reading_a_file_gives_its_bytes_and_what_they_say(tmp_path):
    path = tmp_path / "affine.onnx"
    path.write_bytes(build.affine())
    data, info = read_model(str(path))
    assert data == build.affine()
    assert info == inspect_onnx(data)


@pytest.mark.parametrize("name", ["missing.onnx", "."])
def test_a_file_that_cannot_be_read_says_so(tmp_path, name):
    with pytest.raises(ModelFileError, match="cannot be read"):
        read_model(tmp_path / name)


def test_a_file_of_countless_tiny_parts_is_refused_quickly_and_in_little_memory():
    data = model(one_node()) + field(99, b"") * 5_000_000
    tracemalloc.start()
    begin = time.process_time()
    with pytest.raises(ModelFileError, match="more parts"):
        inspect_onnx(data)
    seconds, peak = time.process_time() - begin, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 10
    assert peak < 5e6


SEEDS = [
    build.affine(metadata={"geogap": "{}"}),
    build.endless(),
    build.bilstm(units=2),
    model(nested(3, node("Cos", [], ["z"])), imports=[("ai.onnx.ml", 3)]),
]


def judged(data):
    """Inspect; the only error there may be is the one for users."""
    try:
        return inspect_onnx(data)
    except ModelFileError:
        return None


@settings(max_examples=300, deadline=1000)
@given(st.data())
def test_no_mutation_of_a_file_causes_another_error_than_a_refusal(data):
    mutated = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(mutated)))
        kind = data.draw(st.sampled_from(["set", "insert", "delete", "repeat"]))
        size = data.draw(st.integers(0, 40))
        if kind == "set":
            mutated[position : position + 1] = bytes([data.draw(st.integers(0, 255))])
        elif kind == "insert":
            mutated[position:position] = data.draw(st.binary(max_size=40))
        elif kind == "delete":
            del mutated[position : position + size]
        else:
            mutated[position:position] = mutated[position : position + size]
    judged(bytes(mutated))


@settings(max_examples=200, deadline=1000)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_cause_another_error_than_a_refusal(data):
    judged(data)


@pytest.mark.parametrize("data", SEEDS, ids=["affine", "loop", "lstm", "nested"])
def test_a_file_that_was_cut_short_is_not_taken_for_the_whole(data):
    whole = inspect_onnx(data)
    for length in range(len(data)):
        info = judged(data[:length])
        # Metadata and imports stand last: a cut between two of them leaves a valid, shorter file with another digest.
        assert info is None or (info.sha256 != whole.sha256 and info.size < whole.size)


def test_the_reader_agrees_with_the_onnx_package(tmp_path):
    onnx = pytest.importorskip("onnx", reason="the onnx package is not in this environment")
    for data in SEEDS:
        ours, theirs = inspect_onnx(data), onnx.load_model_from_string(data)
        assert ours.opsets == {item.domain: item.version for item in theirs.opset_import}
        assert ours.ir_version == theirs.ir_version
        assert ours.metadata == {item.key: item.value for item in theirs.metadata_props}
        for tensors, values in ((ours.inputs, theirs.graph.input), (ours.outputs, theirs.graph.output)):
            dims = [
                tuple(dim.dim_param or (dim.dim_value if dim.HasField("dim_value") else None) for dim in shape)
                for shape in (item.type.tensor_type.shape.dim for item in values)
            ]
            assert [(tensor.name, tensor.dims) for tensor in tensors] == [
                (item.name, dims[index]) for index, item in enumerate(values)
            ]
