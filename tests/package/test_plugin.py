"""The plugin comes and goes cleanly, says what its parameters mean, and loads nothing heavy."""

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication, QEvent

import geogap_plugin
from geogap_plugin.algorithms.provider import ALGORITHMS
from geogap_plugin.core.calendar import DUPLICATES

ROOT = Path(__file__).resolve().parents[2]


def test_the_plugin_loads_and_unloads_three_times(qgis_app):
    registry = QgsApplication.processingRegistry()
    for _ in range(3):
        plugin = geogap_plugin.classFactory(None)
        plugin.initProcessing()
        assert {algorithm.id() for algorithm in registry.providerById("geogap").algorithms()} == {
            *(f"geogap:{algorithm.NAME}" for algorithm in ALGORITHMS),
            "geogap:Cloudy scenes to NetCDF",
            "geogap:Glacier velocity",
            "geogap:Water storage of basins",
        }
        assert not registry.providerById("geogap").icon().isNull()
        plugin.unload()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert registry.providerById("geogap") is None
    plugin.unload()


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.NAME)
def test_every_parameter_has_a_label_and_help(qgis_app, algorithm):
    instance = algorithm().create()
    assert instance.shortHelpString()
    assert instance.shortDescription()
    for definition in instance.parameterDefinitions():
        assert definition.help(), definition.name()
        assert definition.description() != definition.name()
        assert not definition.description().endswith((".", ":"))


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.NAME)
def test_optional_outputs_are_off_by_default(qgis_app, algorithm):
    instance = algorithm().create()
    for definition in instance.destinationParameterDefinitions():
        optional = bool(definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional)
        assert definition.createByDefault() != optional, definition.name()


def test_choices_are_plain_words_that_never_change(qgis_app):
    instance = next(algorithm for algorithm in ALGORITHMS if algorithm.NAME == "fillseries")().create()
    assert instance.parameterDefinition("METHOD").options() == [
        "auto",
        "model",
        "gp",
        "harmonic",
        "climatology",
        "linear",
    ]
    assert instance.parameterDefinition("DUPLICATES").options() == list(DUPLICATES)
    assert instance.parameterDefinition("METHOD").usesStaticStrings()


def test_loading_the_plugin_loads_no_heavy_library():
    program = (
        "import sys, geogap_plugin.plugin\n"
        "heavy = ('matplotlib', 'onnxruntime', 'xarray', 'scipy', 'tensorflow')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stdout.splitlines()[-1] == "[]"
