"""Scenes of made-up ground that is known between its pixels: waves, evaluated wherever they are wanted."""

from __future__ import annotations

import numpy as np

SIZE = 224
CELL = 30.0
WEST, NORTH = 700_000.0, 3_560_000.0  # UTM 43N, in the Himalaya
GLACIER = (70, 150)
"""First and last-plus-one column of a glacier that flows from north to south through all rows."""


class Ground:
    """A texture without pixels: a sum of plane waves of 4 to 40 pixels."""

    def __init__(self, seed=5, waves=160):
        random = np.random.default_rng(seed)
        length = 4 * 10 ** random.uniform(0, 1, waves)
        angle = random.uniform(0, 2 * np.pi, waves)
        self.across, self.down = 2 * np.pi / length * np.cos(angle), 2 * np.pi / length * np.sin(angle)
        self.phase = random.uniform(0, 2 * np.pi, waves)
        self.height = length**0.3

    def __call__(self, columns, rows):
        """Return the values at places in pixels, whole numbers being the centres of pixels."""
        values = np.zeros(np.shape(columns))
        for across, down, phase, height in zip(self.across, self.down, self.phase, self.height):
            values += height * np.cos(across * columns + down * rows + phase)
        return 1000 + 40 * values


def places(height=SIZE, width=SIZE):
    """Return the columns and rows of pixels."""
    rows, columns = np.indices((height, width)).astype(float)
    return columns, rows


def flowing(ground, glacier, metres, motion=(0.0, 0.0), noise=0.0, seed=0):
    """Return a scene: ground, with a glacier that has moved by metres (east, north), seen by a displaced camera.

    The camera shows at (column, row) what lies at (column, row) less `motion`.
    """
    columns, rows = places()
    columns, rows = columns - motion[0], rows - motion[1]
    still = ground(columns, rows)
    moved = glacier(columns - metres[0] / CELL, rows + metres[1] / CELL)
    inside = (columns >= GLACIER[0]) & (columns < GLACIER[1])
    scene = np.where(inside, moved, still)
    return scene + noise * np.random.default_rng(seed).standard_normal(scene.shape)


def write_scene(path, values, west=WEST, north=NORTH, cell=(CELL, CELL), epsg=32643, nodata=None, kind=None):
    """Write bands with plain GDAL."""
    from osgeo import gdal, osr  # here, for the tests that want arrays only run without it, too

    gdal.UseExceptions()
    values = np.asarray(values)
    bands = values[np.newaxis] if values.ndim == 2 else values
    kind = kind or gdal.GDT_Float32
    data = gdal.GetDriverByName("GTiff").Create(str(path), bands.shape[2], bands.shape[1], len(bands), kind)
    data.SetGeoTransform((west, cell[0], 0.0, north, 0.0, -cell[1]))
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        data.SetProjection(reference.ExportToWkt())
    for number, band in enumerate(bands, start=1):
        if nodata is not None:
            data.GetRasterBand(number).SetNoDataValue(nodata)
            band = np.where(np.isnan(band), nodata, band)
        data.GetRasterBand(number).WriteArray(band)
    data = None
    return str(path)


def outline():
    """Return the outline of the glacier as WKT, a few cells wider than it is."""
    west, east = WEST + (GLACIER[0] - 6) * CELL, WEST + (GLACIER[1] + 6) * CELL
    north, south = NORTH + 600, NORTH - SIZE * CELL - 600
    return f"MULTIPOLYGON((({west} {north},{east} {north},{east} {south},{west} {south},{west} {north})))"
