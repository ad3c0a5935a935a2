"""How outputs look on the map."""

import numpy as np
from osgeo import gdal
from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer

from geogap_plugin.algorithms.layers import LayerStyle, apply_style
from geogap_plugin.raster.classes import Classes

gdal.UseExceptions()


def test_classes_have_names_and_colours_of_their_own(provider, tmp_path):
    path = tmp_path / "cover.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 4, 3, 1, gdal.GDT_Byte)
    dataset.GetRasterBand(1).WriteArray(np.arange(12, dtype=np.uint8).reshape(3, 4))
    dataset = None
    known = Classes(
        "flag_meanings", "uint8", 255.0, {"flag_values": "3, 4", "flag_meanings": "cloud_shadow vegetation"}
    )
    names = known.names(np.array([0.0, 4.0, np.nan, 11.0], dtype=np.float32))
    assert names == {0: "0", 3: "cloud shadow", 4: "vegetation", 11: "11"}

    layer = QgsRasterLayer(str(path))
    apply_style(layer, LayerStyle("default", "GeoGap", classes={number: str(number) for number in range(12)}))
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    entries = layer.renderer().classes()
    assert [int(entry.value) for entry in entries] == list(range(12))
    assert len({entry.color.name() for entry in entries}) == 12
