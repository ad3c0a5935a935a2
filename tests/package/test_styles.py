"""Every style loads in QGIS on a float raster of several bands, and every icon draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer, QgsSingleBandPseudoColorRenderer
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QIcon

from geogap_plugin.core.series.blending import METHOD_NUMBERS
from geogap_plugin.report.fill import METHOD_NAMES

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "resources" / "styles").glob("*.qml"))
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
PALETTES = {
    "flags": {1: "observed", 2: "filled", 3: "gap left open", 4: "outlier replaced"},
    "methods": {number: METHOD_NAMES[name] for name, number in METHOD_NUMBERS.items()},
}


@pytest.fixture
def layer(qgis_app, tmp_path):
    path = tmp_path / "series.tif"
    data = gdal.GetDriverByName("GTiff").Create(str(path), 4, 3, 5, gdal.GDT_Float32)
    data.WriteArray(np.arange(60, dtype="float32").reshape(5, 3, 4) % 4)
    data = None
    layer = QgsRasterLayer(str(path), "series")
    assert layer.isValid()
    return layer


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.stem)
def test_style_loads_as_it_was_meant(layer, style):
    message, loaded = layer.loadNamedStyle(str(style))
    assert loaded, message
    renderer = layer.renderer()
    if style.stem in PALETTES:
        assert isinstance(renderer, QgsPalettedRasterRenderer)
        assert {int(entry.value): entry.label for entry in renderer.classes()} == {0: "outside", **PALETTES[style.stem]}
        assert renderer.classes()[0].color.alpha() == 0
        return
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    ramp = renderer.shader().rasterShaderFunction()
    assert ramp.sourceColorRamp().count() >= 7
    values = [item.value for item in ramp.colorRampItemList()]
    assert values[0] == pytest.approx(renderer.classificationMin())
    assert values[-1] == pytest.approx(renderer.classificationMax())
    colours = [item.color.name() for item in ramp.colorRampItemList()]
    steps = np.linspace(0, 1, len(colours))
    assert [ramp.sourceColorRamp().color(step).name() for step in steps] == colours


def test_anomaly_colours_are_neutral_at_zero(layer):
    layer.loadNamedStyle(str(ROOT / "resources" / "styles" / "twsa.qml"))
    renderer = layer.renderer()
    assert renderer.classificationMin() == -renderer.classificationMax()
    middle = renderer.shader().rasterShaderFunction().sourceColorRamp().color(0.5)
    assert middle.saturation() == 0
    assert middle.lightness() > 230


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
@pytest.mark.parametrize("size", [16, 64])
def test_icon_draws(qgis_app, icon, size):
    picture = QIcon(str(icon)).pixmap(QSize(size, size)).toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) > 3


def test_the_sample_opens_in_the_colours_of_water_storage(qgis_app):
    layer = QgsRasterLayer(str(ROOT / "resources" / "sample" / "geogap_sample_twsa.tif"), "sample")
    assert isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    assert layer.renderer().classificationMin() == -layer.renderer().classificationMax()
