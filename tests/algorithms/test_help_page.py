"""The Help button opens a page written from the algorithm itself."""

import html
import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication, QTranslator, QUrl

from geogap_plugin.algorithms.provider import ALGORITHMS

Flag = QgsProcessingParameterDefinition.Flag


def created(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"geogap:{name}")


def opened(algorithm):
    """Return the text of the page that the Help button opens."""
    return Path(QUrl(algorithm.helpUrl()).toLocalFile()).read_text(encoding="utf-8")


@pytest.fixture(params=ALGORITHMS, ids=lambda kind: kind.NAME)
def algorithm(request, provider):
    return created(request.param.NAME)


def test_the_page_names_and_explains_every_parameter_and_result(algorithm):
    text = html.unescape(opened(algorithm))
    assert f"<h1>{algorithm.displayName()}</h1>" in text
    for item in algorithm.parameterDefinitions():
        assert f"<code>{item.name()}</code>" in text
        assert item.help()
        assert item.help() in text
    for item in algorithm.outputDefinitions():
        assert f"<code>{item.name()}</code>" in text


def test_the_page_stands_by_itself(algorithm):
    assert not re.search(r'(src|href)="', opened(algorithm))
    assert "{" not in opened(algorithm).partition("</style>")[2].partition("<pre>")[0]


def test_the_command_asks_for_what_must_be_given_and_no_more(run, series_file):
    [call] = [line for line in re.findall(r"<pre>(.*?)</pre>", opened(created("findgaps"))) if "processing.run" in line]
    name, values = eval(html.unescape(call).removeprefix("processing.run"))
    assert name == "geogap:findgaps"
    assert values == {"INPUT": "<raster>", "OUTPUT_TABLE": "TEMPORARY_OUTPUT"}
    results, _, _ = run("findgaps", {**values, "INPUT": series_file})
    assert results["EPOCHS"] == 144


def test_a_profile_that_cannot_be_written_leaves_qgis_its_own_help(provider, monkeypatch, tmp_path):
    (tmp_path / "geogap").write_text("a file where the folder would be")
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
    assert created("findgaps").helpUrl() == ""


class Backwards(QTranslator):
    """A language in which every string of GeoGap's algorithms is said backwards."""

    def translate(self, context, source, _disambiguation=None, _number=-1):
        return source[::-1] if context == "FindGaps" else ""


def test_the_page_speaks_the_users_language(provider):
    english = opened(created("findgaps"))
    translator = Backwards()
    QCoreApplication.installTranslator(translator)
    try:
        text = opened(created("findgaps"))
    finally:
        QCoreApplication.removeTranslator(translator)
    assert "<h1>spag dniF</h1>" in text
    assert opened(created("findgaps")) == english
