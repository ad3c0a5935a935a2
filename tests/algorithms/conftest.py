"""Real QGIS with GeoGap's provider, and small series made with plain GDAL."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from geogap_plugin.algorithms.provider import GeoGapProvider

from ..glacier import outline
from .polygons import polygon_layer

gdal.UseExceptions()

MISSING_MONTHS = ("2004-03", "2007-05", "2007-06", "2007-07", "2011-12")
CLOUDED = ("2005-02", 2, 3)  # month, row, column
SEA = (0, 0)


@pytest.fixture(scope="module")
def provider(qgis_app):
    """GeoGap's provider in the registry of a running QGIS."""
    provider = GeoGapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def run(provider):
    """Run an algorithm as Processing does; return its outputs, the feedback and the context."""

    def run(name, parameters, feedback=None, *, load=False):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"geogap:{name}")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = feedback or QgsProcessingFeedback()
        accepted, reason = algorithm.checkParameterValues(parameters, context)
        assert accepted, reason
        if load:
            context.setLayersToLoadOnCompletion(load)
        results, succeeded = algorithm.run(parameters, context, feedback, {}, False)
        assert succeeded, feedback.textLog()
        return results, feedback, context

    return run


def refused(name, parameters, feedback=None):
    """Run an algorithm that has to fail, as Processing does; return all that the user sees of its failure."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"geogap:{name}")
    context, feedback = QgsProcessingContext(), feedback or QgsProcessingFeedback()
    accepted, reason = algorithm.checkParameterValues(parameters, context)
    if accepted:
        _, accepted = algorithm.run(parameters, context, feedback, {}, True)
    assert not accepted
    return reason + feedback.textLog()


def truth(months, rows=6, columns=5):
    """A seasonal cycle with a trend and a smooth wobble, different in every cell; cm."""
    phase = np.arange(rows * columns).reshape(rows, columns) / 7.0
    t = np.arange(len(months))[:, np.newaxis, np.newaxis]
    return (10 * np.sin(2 * np.pi * t / 12 + phase) + 0.02 * t + 2 * np.sin(t / 17.0 + phase)).astype(np.float32)


@pytest.fixture
def series_file(tmp_path):
    """A monthly series of twelve years with missing months, one clouded pixel and one cell of sea."""
    return write_series(tmp_path / "lwe_series.tif")


def write_series(path, missing=MISSING_MONTHS, years=12):
    """Write the series with plain GDAL: one band a month that is there."""
    months = np.arange(np.datetime64("2003-01"), np.datetime64("2003-01") + 12 * years)
    values = truth(months)
    values[:, SEA[0], SEA[1]] = np.nan
    if CLOUDED[0] not in missing:
        values[months == np.datetime64(CLOUDED[0]), CLOUDED[1], CLOUDED[2]] = np.nan
    there = [index for index, month in enumerate(months) if str(month) not in missing]
    data = gdal.GetDriverByName("GTiff").Create(str(path), 5, 6, len(there), gdal.GDT_Float32)
    data.SetGeoTransform((-60.0, 1.0, 0.0, 3.0, 0.0, -1.0))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    data.SetProjection(reference.ExportToWkt())
    for band, index in enumerate(there, start=1):
        raster = data.GetRasterBand(band)
        raster.SetDescription(f"{months[index]}-16")
        raster.SetUnitType("cm")
        raster.SetNoDataValue(-9999.0)
        raster.WriteArray(np.where(np.isnan(values[index]), -9999.0, values[index]))
    data = None
    return str(path)


def read(path):
    """Read a GeoTIFF with plain GDAL: values with NaN for nodata, band descriptions, dataset metadata."""
    data = gdal.Open(path)
    values = data.ReadAsArray()
    values = values.reshape(-1, data.RasterYSize, data.RasterXSize)
    nodata = data.GetRasterBand(1).GetNoDataValue()
    if nodata is not None and values.dtype.kind == "f":
        values = np.where(values == nodata, np.nan, values)
    labels = [data.GetRasterBand(band).GetDescription() for band in range(1, data.RasterCount + 1)]
    return values, labels, data.GetMetadata()


@pytest.fixture
def glaciers(qgis_app):
    """The outline of the glacier that flows through made-up scenes, as a layer of the project."""
    layer = polygon_layer({"glacier": outline()}, "EPSG:32643")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeMapLayer(layer)
