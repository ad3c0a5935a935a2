"""Small files to read, made with plain GDAL and SciPy: not with the code under test."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from scipy.io import netcdf_file

gdal.UseExceptions()


@pytest.fixture
def write_tif(tmp_path):
    """Write a GeoTIFF: values (T, h, w), north-up 1 degree cells from 10 E, 50 N unless told otherwise."""

    def write(name, values, descriptions=(), *, place=(10, 1, 0, 50, 0, -1), epsg=4326, options=(), **band):
        values = np.asarray(values)
        kind = {"f4": gdal.GDT_Float32, "f8": gdal.GDT_Float64, "i2": gdal.GDT_Int16, "u1": gdal.GDT_Byte}
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(path), values.shape[2], values.shape[1], len(values), kind[values.dtype.str[1:]], options=list(options)
        )
        if place:
            dataset.SetGeoTransform(place)
        if epsg:
            crs = osr.SpatialReference()
            crs.ImportFromEPSG(epsg)
            dataset.SetProjection(crs.ExportToWkt())
        dataset.SetMetadata(band.get("tags", {}))
        for number, layer in enumerate(values, start=1):
            target = dataset.GetRasterBand(number)
            if number <= len(descriptions):
                target.SetDescription(descriptions[number - 1])
            if "nodata" in band:
                target.SetNoDataValue(band["nodata"])
            if "scale" in band:
                target.SetScale(band["scale"])
                target.SetOffset(band["offset"])
            target.SetUnitType(band.get("unit", ""))
            target.SetMetadata(band.get("metadata", [{}] * len(values))[number - 1])
            target.WriteArray(layer)
        dataset.FlushCache()
        return str(path)

    return write


@pytest.fixture
def write_netcdf(tmp_path):
    """Write a classic NetCDF file: `variables` maps a name to (dimensions, values, attributes)."""

    def write(name, variables, **attributes):
        path = tmp_path / name
        with netcdf_file(str(path), "w") as file:
            for key, value in attributes.items():
                setattr(file, key, value)
            for variable, (dimensions, values, found) in variables.items():
                values = np.asarray(values)
                for dimension, size in zip(dimensions, values.shape):
                    if dimension not in file.dimensions:
                        file.createDimension(dimension, size)
                made = file.createVariable(variable, values.dtype.newbyteorder("="), dimensions)
                made[...] = values
                for key, value in found.items():
                    setattr(made, key, value)
        return str(path)

    return write


@pytest.fixture
def cube():
    """Values of three epochs, four rows and six columns, all different."""
    return np.arange(72, dtype=np.float32).reshape(3, 4, 6) + np.float32(0.1)


LON = (("lon",), np.arange(6) + 10.5, {"units": "degrees_east"})
LAT = (("lat",), 49.5 - np.arange(4), {"units": "degrees_north"})
TIME = (("time",), np.array([0.0, 31.0, 59.0]), {"units": "days since 2010-01-01", "calendar": "standard"})


@pytest.fixture
def axes():
    """Coordinates for `cube`: January to March 2010, 50 to 46 N, 10 to 16 E; copies, to be changed at will."""
    return {
        name: (dimensions, values.copy(), dict(found))
        for name, (dimensions, values, found) in {"time": TIME, "lat": LAT, "lon": LON}.items()
    }
