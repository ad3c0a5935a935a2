"""The inference process as its user sees it: right numbers, clear errors, quick cancel, nothing left behind."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.errors import Cancelled, InputError, ModelFileError, RuntimeMissingError, WorkerError
from geogap_plugin.core.onnx_file import TensorInfo
from geogap_plugin.worker import connection, exchange
from geogap_plugin.worker.client import InferenceWorker
from geogap_plugin.worker.runtime import Runtime

from . import onnx_builder as build

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def ones(rows=2, features=3):
    return {"x": np.ones((rows, features), "float32")}


def alive(pid):
    """Whether a process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def wait_until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def exchange_folders():
    parents = {tempfile.gettempdir(), "/dev/shm"}
    return {path for parent in parents for path in Path(parent).glob("geogap-worker-*")}


def test_a_model_says_what_it_takes_and_returns(worker):
    model = build.affine(metadata={"geogap": '{"schema": 1}'})
    loaded = worker.load(model)
    assert loaded.inputs == (TensorInfo("x", "float32", ("batch", 3)),)
    assert loaded.outputs == (TensorInfo("y", "float32", ("batch", 3)),)
    assert loaded.metadata == {"geogap": '{"schema": 1}'}
    assert loaded.onnxruntime_version.count(".") >= 1


def test_predictions_are_the_models_arithmetic_for_every_batch_size(worker):
    worker.load(build.affine(factor=3.0, offset=-0.5))
    rng = np.random.default_rng(1)
    for rows in (1, 1000, 7, 200_000, 2):
        x = rng.normal(size=(rows, 3)).astype("float32")
        np.testing.assert_allclose(worker.predict({"x": x})["y"], x * 3 - 0.5, rtol=1e-6)


def test_any_memory_layout_of_the_input_gives_the_same_answer(worker):
    worker.load(build.affine())
    x = np.arange(24, dtype="float32").reshape(3, 8).T
    np.testing.assert_array_equal(worker.predict({"x": x})["y"], x * 2 + 1)
    every_other = np.arange(24, dtype="float32").reshape(8, 3)[::2]
    np.testing.assert_array_equal(worker.predict({"x": every_other})["y"], every_other * 2 + 1)


def test_earlier_results_survive_later_predictions(worker):
    worker.load(build.affine())
    first = worker.predict(ones())["y"]
    worker.predict({"x": np.full((2, 3), 100, "float32")})
    np.testing.assert_array_equal(first, np.full((2, 3), 3, "float32"))
    first[:] = 0  # the caller's own: writable


def test_the_answer_does_not_depend_on_how_the_batch_is_split_or_on_threads(runtime):
    x = np.random.default_rng(2).normal(size=(50, 36, 6)).astype("float32")
    results = []
    for threads, size in ((1, 50), (1, 1), (1, 16), (2, 50), (3, 7)):
        with InferenceWorker(runtime, threads=threads) as worker:
            worker.load(build.bilstm(units=16))
            parts = [worker.predict({"x": x[start : start + size]})["y"] for start in range(0, 50, size)]
        results.append(np.concatenate(parts))
    scale = np.abs(results[0]).max()
    assert scale > 0.01
    for result in results[1:]:
        assert np.abs(result - results[0]).max() <= 1e-6 * scale


@pytest.mark.parametrize("first_axis", ["time", None, 4])
def test_only_a_batch_is_shared_out_among_threads(runtime, first_axis):
    x, y = build.value("x", [first_axis, 2]), build.value("y", [first_axis, 2])
    nodes = [build.node("ReduceMean", ["x"], ["mean"], axes=[0], keepdims=1), build.node("Sub", ["x", "mean"], ["y"])]
    with InferenceWorker(runtime, threads=2) as worker:
        worker.load(build.model(build.graph(nodes, [x], [y])))
        rows = np.array([[0, 0], [0, 4], [10, 4], [10, 0]], "float32")
        np.testing.assert_allclose(worker.predict({"x": rows})["y"], rows - [5, 2])


@pytest.mark.parametrize("rows", [1, 2, 3, 5])
def test_fewer_rows_than_threads_are_no_trouble(runtime, rows):
    x = np.arange(rows * 3, dtype="float32").reshape(rows, 3)
    with InferenceWorker(runtime, threads=4) as worker:
        worker.load(build.affine())
        np.testing.assert_array_equal(worker.predict({"x": x})["y"], x * 2 + 1)


def test_a_second_model_takes_the_place_of_the_first(worker):
    worker.load(build.affine(offset=1.0))
    pid = worker.pid
    worker.load(build.affine(offset=5.0))
    assert worker.pid == pid
    np.testing.assert_array_equal(worker.predict(ones())["y"], np.full((2, 3), 7, "float32"))


def test_two_workers_do_not_disturb_each_other(runtime):
    with InferenceWorker(runtime) as one, InferenceWorker(runtime) as two:
        one.load(build.affine(offset=1.0))
        two.load(build.affine(offset=2.0))
        failures = []

        def repeat(worker, expected):
            for _ in range(30):
                got = worker.predict(ones(500))["y"]
                if not (got == expected).all():
                    failures.append(got)

        threads = [threading.Thread(target=repeat, args=pair) for pair in ((one, 3.0), (two, 4.0))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        two.kill()
        np.testing.assert_array_equal(one.predict(ones())["y"], np.full((2, 3), 3, "float32"))


def test_several_threads_may_share_one_worker(worker):
    worker.load(build.affine())
    wrong = []

    def repeat(value):
        x = np.full((100, 3), value, "float32")
        wrong.extend(value for _ in range(30) if not (worker.predict({"x": x})["y"] == value * 2 + 1).all())

    threads = [threading.Thread(target=repeat, args=(value,)) for value in (1.0, 2.0, 3.0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "lacks x"),
        ({"x": np.ones((2, 3), "float32"), "z": np.ones(1, "float32")}, "does not know z"),
        ({"x": np.ones((2, 3))}, "float64"),
        ({"x": [[1.0, 2.0, 3.0]]}, "list"),
        ({"x": np.ones((2, 3), ">f4")}, ">f4"),
        ({"x": np.ones((2, 4), "float32")}, "(2, 4)"),
        ({"x": np.ones(3, "float32")}, "(batch, 3)"),
        ({"x": np.ones((0, 3), "float32")}, "(0, 3)"),
    ],
)
def test_inputs_that_do_not_fit_are_named_before_anything_runs(worker, inputs, said):
    worker.load(build.affine())
    with pytest.raises(InputError) as raised:
        worker.predict(inputs)
    assert said in raised.value.message
    np.testing.assert_array_equal(worker.predict(ones())["y"], np.full((2, 3), 3, "float32"))


def test_a_dynamic_size_must_be_the_same_wherever_its_name_stands(worker):
    body = build.graph(
        [build.node("Add", ["p", "q"], ["y"])],
        [build.value("p", ["n"]), build.value("q", ["n"])],
        [build.value("y", ["n"])],
    )
    worker.load(build.model(body))
    with pytest.raises(InputError, match="input q"):
        worker.predict({"p": np.ones(4, "float32"), "q": np.ones(1, "float32")})


def test_an_unsafe_file_never_reaches_the_process(worker):
    with pytest.raises(ModelFileError, match="operator set 99"):
        worker.load(build.affine(opset=99))
    assert worker.pid is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (build.graph([build.node("Wobble", ["x"], ["y"])], [build.value("x", [1])], [build.value("y", [1])]), "Wobble"),
        (build.graph([build.node("Cos", ["x"], ["z"])], [build.value("x", [1])], [build.value("y", [1])]), "y"),
    ],
)
def test_a_wrong_graph_is_refused_in_a_sentence(worker, body, said):
    with pytest.raises(WorkerError) as raised:
        worker.load(build.model(body))
    message = raised.value.message
    assert message.startswith("ONNX Runtime could not load the model: ")
    assert said in message
    assert "Traceback" not in message
    assert ".cc:" not in message
    assert "\n" not in message
    worker.load(build.affine())
    assert worker.predict(ones())["y"].shape == (2, 3)


def test_a_model_that_needs_more_memory_than_there_is_says_so_and_the_process_lives(worker):
    worker.load(build.greedy())
    with pytest.raises(WorkerError, match="not enough memory to run the model"):
        worker.predict({"n": np.array([2**40])})
    assert worker.predict({"n": np.array([4])})["y"].shape == (4,)


def test_a_failing_model_says_which_operator_failed(worker):
    worker.load(build.greedy())
    with pytest.raises(WorkerError, match=r"^ONNX Runtime could not run the model: .*ConstantOfShape") as raised:
        worker.predict({"n": np.array([-5])})
    assert "onnxruntime_src" not in raised.value.message


def test_predicting_without_a_model_says_so(worker):
    with pytest.raises(WorkerError, match="No model is loaded"):
        worker.predict(ones())


def test_a_runtime_folder_without_the_package_says_so(runtime, tmp_path):
    with (
        InferenceWorker(Runtime(runtime.interpreter, str(tmp_path), "?")) as worker,
        pytest.raises(RuntimeMissingError, match="does not start") as raised,
    ):
        worker.load(build.affine())
    assert str(tmp_path) in raised.value.message


def test_an_interpreter_that_is_gone_says_so(runtime, tmp_path):
    before = exchange_folders()
    with (
        InferenceWorker(Runtime(str(tmp_path / "python"), runtime.site, "?")) as worker,
        pytest.raises(WorkerError, match="cannot be started"),
    ):
        worker.load(build.affine())
    assert exchange_folders() == before


def test_no_threads_is_no_number_of_threads(runtime):
    with pytest.raises(InputError, match="threads is 0"):
        InferenceWorker(runtime, threads=0)


def test_cancel_answers_within_a_second_and_leaves_no_process(runtime):
    pressed = threading.Event()
    with InferenceWorker(runtime, cancelled=pressed.is_set) as worker:
        worker.load(build.endless())
        pid = worker.pid
        moment = []
        threading.Timer(0.3, lambda: (moment.append(time.monotonic()), pressed.set())).start()
        with pytest.raises(Cancelled):
            worker.predict(ones())
        assert time.monotonic() - moment[0] < 1.0
        assert not alive(pid)
        pressed.clear()
        worker.load(build.affine())
        assert worker.predict(ones())["y"].shape == (2, 3)


def test_cancel_is_asked_often_while_waiting(runtime):
    asked = []

    def cancelled():
        asked.append(time.monotonic())
        return len(asked) > 1 and asked[-1] - asked[0] > 2.0

    with InferenceWorker(runtime, cancelled=cancelled) as worker:
        worker.load(build.endless())
        del asked[:]
        with pytest.raises(Cancelled):
            worker.predict(ones())
    assert np.diff(asked).max() < 0.2  # 0.1 s promised; the rest is for a busy test machine
    assert len(asked) > 15


def test_kill_from_another_thread_ends_the_wait_as_a_cancel(worker):
    worker.load(build.endless())
    threading.Timer(0.2, worker.kill).start()
    with pytest.raises(Cancelled):
        worker.predict(ones())


def test_a_killed_worker_loads_again_in_a_new_process(worker):
    worker.load(build.affine())
    worker.kill()
    assert worker.pid is None
    with pytest.raises(WorkerError, match="Load the model again"):
        worker.predict(ones())
    worker.load(build.affine())
    assert worker.predict(ones())["y"].shape == (2, 3)


@linux
def test_a_process_that_is_killed_is_reported_and_the_next_worker_works(runtime):
    before = exchange_folders()
    with InferenceWorker(runtime) as worker:
        worker.load(build.endless())
        pid = worker.pid
        threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
        with pytest.raises(WorkerError, match="died") as raised:
            worker.predict(ones())
        assert "signal 9" in raised.value.message
        assert "memory" in raised.value.message
        assert not alive(pid)
        with pytest.raises(WorkerError, match="Load the model again"):
            worker.predict(ones())
    assert exchange_folders() == before
    with InferenceWorker(runtime) as fresh:
        fresh.load(build.affine())
        assert fresh.predict(ones())["y"].shape == (2, 3)


@linux
def test_a_process_that_is_killed_between_two_calls_is_reported_too(worker):
    worker.load(build.affine())
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerError, match="died"):
        worker.predict(ones())


def test_the_end_of_what_the_process_complained_about_is_in_the_details(runtime, tmp_path):
    package = tmp_path / "onnxruntime"
    package.mkdir()
    package.joinpath("__init__.py").write_text(
        "import os, sys\nsys.stderr.write('x' * 100000 + 'the disk caught fire')\nsys.stderr.flush()\nos._exit(7)\n"
    )
    with (
        InferenceWorker(Runtime(runtime.interpreter, str(tmp_path), "?")) as worker,
        pytest.raises(WorkerError, match="exit status 7") as raised,
    ):
        worker.load(build.affine())
    assert raised.value.details.endswith("the disk caught fire")
    assert len(raised.value.details) < 10_000


def test_a_library_that_prints_does_not_disturb_the_answers(runtime, tmp_path):
    package = tmp_path / "onnxruntime"
    package.mkdir()
    package.joinpath("__init__.py").write_text(
        "import os, sys\nprint('hello from python', flush=True)\nos.write(1, b'hello from C\\n')\n"
        f"sys.path.insert(0, {runtime.site!r})\ndel sys.modules['onnxruntime']\nimport onnxruntime\n"
        "sys.modules[__name__] = onnxruntime\n"
    )
    if runtime.site is None:
        pytest.skip("needs an ONNX Runtime in a folder")
    with InferenceWorker(Runtime(runtime.interpreter, str(tmp_path), "?")) as worker:
        worker.load(build.affine())
        assert worker.predict(ones())["y"].shape == (2, 3)


def test_a_start_that_takes_too_long_is_given_up(runtime, tmp_path, monkeypatch):
    package = tmp_path / "onnxruntime"
    package.mkdir()
    package.joinpath("__init__.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(connection, "_START_SECONDS", 0.5)
    with (
        InferenceWorker(Runtime(runtime.interpreter, str(tmp_path), "?")) as worker,
        pytest.raises(WorkerError, match="to start"),
    ):
        worker.load(build.affine())


@linux
@pytest.mark.parametrize("busy", [False, True])
def test_the_process_ends_when_qgis_is_killed(runtime, busy):
    before = exchange_folders()
    script = (
        "import sys, numpy as np\n"
        "from geogap_plugin.worker.client import InferenceWorker\n"
        "from geogap_plugin.worker.runtime import Runtime\n"
        "from tests.worker import onnx_builder as build\n"
        "worker = InferenceWorker(Runtime(sys.argv[1], sys.argv[2] or None, '?'))\n"
        "worker.load(build.endless())\n"
        "print(worker.pid, flush=True)\n"
        "busy = sys.argv[3] == 'True'\n"
        "worker.predict({'x': np.ones((2, 3), 'float32')}) if busy else input()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, runtime.interpreter, runtime.site or "", str(busy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with parent:
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert alive(child)
        parent.kill()
    assert wait_until(lambda: not alive(child))
    assert exchange_folders() == before


@linux
def test_many_predictions_leave_no_file_handle_thread_or_process(runtime):
    def handles():
        gc.collect()
        return len(os.listdir("/proc/self/fd"))

    before, folders, threads = handles(), exchange_folders(), threading.active_count()
    worker = InferenceWorker(runtime)
    worker.load(build.affine())
    for _ in range(20):
        worker.predict(ones(1000))
    ours, theirs = handles(), len(os.listdir(f"/proc/{worker.pid}/fd"))
    for _ in range(200):
        worker.predict(ones(1000))
    assert handles() == ours
    assert len(os.listdir(f"/proc/{worker.pid}/fd")) == theirs
    pid = worker.pid
    worker.close()
    worker.close()
    assert handles() == before
    assert threading.active_count() == threads
    assert exchange_folders() == folders
    assert not Path(f"/proc/{pid}").exists()


@linux
def test_memory_goes_back_when_the_worker_closes(runtime):
    def shared_and_own():
        fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        free = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
        return int(fields["VmRSS"].split()[0]), int(free["Shmem"].split()[0])

    own, shared = shared_and_own()
    with InferenceWorker(runtime) as worker:
        worker.load(build.affine(features=1000))
        worker.predict({"x": np.ones((25_000, 1000), "float32")})  # 100 MB in, 100 MB out
        pid = worker.pid
    gc.collect()
    own_after, shared_after = shared_and_own()
    assert not alive(pid)
    assert own_after - own < 50_000
    assert shared_after - shared < 50_000


def test_the_files_of_a_killed_qgis_are_swept_at_the_next_start(runtime, tmp_path, monkeypatch):
    monkeypatch.setattr(exchange, "_parent_folder", lambda: tmp_path)
    old, young = tmp_path / "geogap-worker-old", tmp_path / "geogap-worker-young"
    for folder in (old, young):
        folder.mkdir()
        folder.joinpath("inbox").write_bytes(b"numbers")
    os.utime(old, (time.time() - 3600,) * 2)
    with InferenceWorker(runtime) as worker:
        worker.load(build.affine())
        assert not old.exists()
        assert young.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_files_are_private(tmp_path, monkeypatch):
    monkeypatch.setattr(exchange, "_parent_folder", lambda: tmp_path)
    files = exchange.Exchange()
    assert files.folder.stat().st_mode & 0o777 == 0o700
    assert (files.folder / "inbox").stat().st_mode & 0o777 == 0o600
    files.close()
    assert list(tmp_path.iterdir()) == []


@linux
def test_a_full_disk_is_an_error_and_not_a_crash(runtime):
    if not os.path.exists("/dev/full"):
        pytest.skip("needs /dev/full")
    with InferenceWorker(runtime) as worker:
        worker.load(build.affine())
        files = worker._connection._exchange
        real = files.inbox
        with open("/dev/full", "r+b", buffering=0) as full:
            files.inbox = full
            with pytest.raises(WorkerError, match="no room"):
                worker.predict(ones())
            files.inbox = real
        assert worker.predict(ones())["y"].shape == (2, 3)


@linux
def test_the_process_gets_neither_python_settings_nor_qgis_ones(runtime, monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("LD_PRELOAD", "")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/nowhere")
    with InferenceWorker(runtime) as worker:
        worker.load(build.affine())
        names = {item.split(b"=")[0] for item in Path(f"/proc/{worker.pid}/environ").read_bytes().split(b"\0")}
    assert b"PATH" in names
    assert not names & {b"PYTHONHOME", b"PYTHONPATH", b"LD_PRELOAD", b"QT_PLUGIN_PATH"}


def test_starting_and_loading_takes_little_time(runtime):
    begin = time.perf_counter()
    with InferenceWorker(runtime) as worker:
        worker.load(build.bilstm())
        seconds = time.perf_counter() - begin
    print(f"start and load: {seconds:.2f} s")
    assert seconds < 10
