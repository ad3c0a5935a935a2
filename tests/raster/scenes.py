"""Satellite scenes made with plain GDAL: not with the code under test."""

import numpy as np
from osgeo import gdal, gdal_array, osr

from geogap_plugin.raster.grid import Grid

gdal.UseExceptions()


def wkt(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    return reference.ExportToWkt()


def grid(west, north, cell, width, height, epsg=32633):
    return Grid(wkt(epsg), (float(west), cell, 0.0, float(north), 0.0, -cell), width, height)


def write_scene(
    path, values, west=500000, north=5300000, cell=10, *, epsg=32633, overviews=(), how="AVERAGE", options=(), **band
):
    """Write an array as a GeoTIFF; nodata, scale and offset of its band, if given.

    Parameters
    ----------
    overviews : sequence of int
        Factors; `how` says how they are made.
    """
    values = np.asarray(values)
    height, width = values.shape
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(values.dtype.type)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, kind, options=list(options))
    dataset.SetGeoTransform((west, cell, 0, north, 0, -cell))
    if epsg:
        dataset.SetProjection(wkt(epsg))
    for name, number in band.items():
        getattr(dataset.GetRasterBand(1), {"nodata": "SetNoDataValue"}.get(name, f"Set{name.title()}"))(number)
    dataset.GetRasterBand(1).WriteArray(values)
    if overviews:
        dataset.BuildOverviews(how, list(overviews))
    dataset.FlushCache()
    return str(path)


def damage_tile(path, tile="1_1"):
    """Overwrite the beginning of a compressed tile (column and row, as `1_1`) of a GeoTIFF.

    Damage in the middle of a deflated tile may go unnoticed: libtiff does not look at its checksum.
    """
    dataset = gdal.Open(str(path))
    place = int(dataset.GetRasterBand(1).GetMetadataItem(f"BLOCK_OFFSET_{tile}", "TIFF"))
    dataset = None
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(b"\xff" * 100)
