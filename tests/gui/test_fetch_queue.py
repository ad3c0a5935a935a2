"""The queue fetches one after another, pauses and goes on where it stopped, tries again, and cancels cleanly."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from geogap_plugin.algorithms.fetch_grace import FetchGrace
from geogap_plugin.core.errors import InputError
from geogap_plugin.gui.fetch_queue import Entry, FetchQueue, QueueView, State

from ..algorithms.test_fetch_grace import write_mascons
from ..sources.loopback import Server
from .conftest import discard, until
from .fetching import CATALOG, COLLECTION, GRACE_URL, Archive

LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.usefixtures("no_circles")


@pytest.fixture
def archive(tmp_path, monkeypatch):
    with Server() as server:
        archive = Archive(server, tmp_path, monkeypatch)
        server.add(
            GRACE_URL, write_mascons(tmp_path / "whole.nc", np.arange("2010-02", "2013-03", dtype="datetime64[M]"))
        )
        yield archive


@pytest.fixture
def view(archive, desk):
    queue = FetchQueue()
    view = QueueView(queue)
    view.resize(700, 250)
    view.queue = queue
    view.show()
    yield view
    archive.server.slow = 0.0
    queue.close()
    until(lambda: not queue.busy)
    discard(view)


def grace(path, **more):
    output = QgsProcessingOutputLayerDefinition(str(path), QgsProject.instance())
    return Entry(
        path.stem,
        "fetchgrace",
        {"PRODUCT": "csr-mascons", "START": "2010-02-01", "END": "2013-02-28", "OUTPUT": output, **more},
    )


def scenes(folder):
    asked = {
        "CATALOG": CATALOG,
        "COLLECTION": COLLECTION,
        "EXTENT": "-60,-59,0.2,1 [EPSG:4326]",
        "START": "2024-05-01",
        "END": "2024-06-30",
        "MAX_CLOUD": 100,
        "OUTPUT_FOLDER": str(folder),
    }
    return Entry(folder.name, "fetchscenes", asked)


def ended(entry):
    until(lambda: entry.state in (State.DONE, State.FAILED, State.CANCELLED, State.PAUSED))
    return entry.state, entry.problem


def began(tmp_path):
    """Wait until a part of the file has arrived, which is later than the server has sent it."""
    until(lambda: any(part.stat().st_size for part in (tmp_path / "cache").rglob(".*.part")))


def left_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_entries_run_one_after_another_and_their_layers_come(view, archive, tmp_path):
    entries = [grace(tmp_path / f"{name}.tif") for name in ("one", "two")]
    history = len(QgsGui.historyProviderRegistry().queryEntries(providerId="processing"))
    for entry in entries:
        view.queue.add(entry)
    assert [entry.state for entry in entries] == [State.RUNNING, State.WAITING]
    seen = []
    view.queue.changed.connect(lambda: seen.append(tuple(entry.state for entry in entries)))
    for entry in entries:
        assert ended(entry) == (State.DONE, "")
    assert (State.RUNNING, State.RUNNING) not in seen
    assert {layer.source() for layer in QgsProject.instance().mapLayers().values()} == {
        str(tmp_path / "one.tif"),
        str(tmp_path / "two.tif"),
    }
    assert len(QgsGui.historyProviderRegistry().queryEntries(providerId="processing")) == history + 2
    # Two runs, and the archive sent its file once.
    assert archive.server.served[GRACE_URL] == len(archive.server.files[GRACE_URL][0])
    QTest.mouseClick(view.clear_button, LEFT)
    assert view.queue.entries == []
    assert view.table.topLevelItemCount() == 0


def test_a_pause_keeps_what_has_arrived_and_resuming_downloads_only_the_rest(view, archive, tmp_path):
    size = len(archive.server.files[GRACE_URL][0])
    archive.server.slow = 0.1
    entry = grace(tmp_path / "out.tif")
    view.queue.add(entry)
    began(tmp_path)
    QTest.mouseClick(view.pause_button, LEFT)
    assert entry.state is State.PAUSING
    assert ended(entry)[0] is State.PAUSED
    assert not (tmp_path / "out.tif").exists()
    [part] = (tmp_path / "cache").rglob(".*.part")
    kept = part.stat().st_size
    assert 0 < kept < size
    assert view.resume_button.isEnabled()
    assert not view.pause_button.isEnabled()
    archive.server.slow = 0.0
    QTest.mouseClick(view.resume_button, LEFT)
    assert ended(entry) == (State.DONE, "")
    _, again = archive.server.requests(GRACE_URL)
    assert again["range"] == f"bytes={kept}-"
    assert gdal.Open(str(tmp_path / "out.tif")).RasterCount == 37
    assert not list((tmp_path / "cache").rglob(".*"))


def test_scenes_that_were_cut_out_before_a_pause_are_not_read_again(view, archive, tmp_path):
    archive.add_scenes()
    archive.server.faults["/files/scene-3.tif"] = ["silence"]
    entry = scenes(tmp_path / "out")
    view.queue.add(entry)
    until(lambda: len([path for path in (tmp_path / "cache").rglob("*.tif") if not path.name.startswith(".")]) == 3)
    view.queue.pause(entry)
    assert ended(entry)[0] is State.PAUSED
    assert not (tmp_path / "out").exists()
    before = len(archive.server.seen)
    view.queue.resume(entry)
    assert ended(entry) == (State.DONE, "")
    read = {path for _, path, _ in archive.server.seen[before:] if path.startswith("/files")}
    assert read == {"/files/scene-3.tif"}
    assert gdal.Open(str(tmp_path / "out" / "b.tif")).RasterCount == 4


def test_a_paused_entry_lets_the_next_one_run(view, archive, tmp_path):
    archive.server.slow = 0.1
    first, second = grace(tmp_path / "first.tif"), grace(tmp_path / "second.tif")
    view.queue.add(first)
    view.queue.add(second)
    began(tmp_path)
    view.queue.pause(first)
    archive.server.slow = 0.0
    assert ended(first)[0] is State.PAUSED
    assert ended(second) == (State.DONE, "")
    assert first.state is State.PAUSED


def test_a_cancel_leaves_neither_output_nor_parts(view, archive, tmp_path):
    archive.server.slow = 0.1
    entry = grace(tmp_path / "out.tif")
    view.queue.add(entry)
    began(tmp_path)
    before = left_in(tmp_path)
    QTest.mouseClick(view.cancel_button, LEFT)
    assert ended(entry) == (State.CANCELLED, "")
    assert [name for name in left_in(tmp_path) if "part" in name or name.startswith("out")] == []
    assert [name for name in before if "part" in name]
    assert not QgsProject.instance().mapLayers()


def test_what_fails_says_why_and_is_tried_again(view, archive, tmp_path):
    archive.server.faults[GRACE_URL] = ["404"]
    entry = grace(tmp_path / "out.tif")
    view.queue.add(entry)
    state, problem = ended(entry)
    assert state is State.FAILED
    assert "is not there" in problem
    assert view.problem.text() == problem
    assert view.problem.isVisible()
    QTest.mouseClick(view.retry_button, LEFT)
    assert ended(entry) == (State.DONE, "")
    assert not view.problem.isVisible()


def test_an_error_that_nobody_foresaw_is_said_in_words_and_leaves_the_buttons_in_sight(
    view, archive, tmp_path, monkeypatch
):
    def breaks(self, parameters, context, feedback):
        raise KeyError(" ".join(["what/was/missing"] * 40))

    monkeypatch.setattr(FetchGrace, "execute", breaks)
    width, height = view.minimumSizeHint().width(), view.table.height()
    entry = grace(tmp_path / "out.tif")
    view.queue.add(entry)
    state, problem = ended(entry)
    assert state is State.FAILED
    assert problem.startswith("Something went wrong that GeoGap did not expect: KeyError: 'what/was/missing")
    assert "Traceback" not in problem
    QApplication.processEvents()
    line = view.problem.fontMetrics().lineSpacing()
    assert line < view.problem.height() < 3 * line
    assert view.problem.toolTip() == problem
    assert height - view.table.height() < 4 * line
    assert view.minimumSizeHint().width() <= width + view.copy_button.sizeHint().width() + 10
    assert all(view.rect().contains(button.geometry()) for button in view.buttons)
    QTest.mouseClick(view.copy_button, LEFT)
    copied = QApplication.clipboard().text()
    assert copied.startswith("Traceback")
    assert "in breaks" in copied


def test_what_the_machine_refuses_is_said_in_words(view, archive, tmp_path):
    archive.add_scenes()
    entry = scenes(tmp_path / ("long" * 80))
    view.queue.add(entry)
    state, problem = ended(entry)
    assert state is State.FAILED
    assert problem.startswith(f"{tmp_path}/longlong")
    assert "cannot be read or written: File name too long." in problem
    assert "Traceback" not in entry.report


def test_what_the_algorithm_refuses_is_not_queued(view, archive, tmp_path):
    with pytest.raises(InputError, match="need a free NASA Earthdata account"):
        view.queue.add(grace(tmp_path / "out.tif", PRODUCT="jpl-mascons"))
    assert view.queue.entries == []


def test_closing_ends_all_of_it(view, archive, tmp_path):
    archive.server.slow = 0.1
    entries = [grace(tmp_path / f"{name}.tif") for name in ("one", "two")]
    for entry in entries:
        view.queue.add(entry)
    began(tmp_path)
    view.queue.close()
    until(lambda: not view.queue.busy)
    assert [entry.state for entry in entries] == [State.CANCELLED] * 2
    assert [name for name in left_in(tmp_path) if name.endswith(".tif")] == []
