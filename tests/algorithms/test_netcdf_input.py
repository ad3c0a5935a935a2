"""NetCDF files that QGIS itself loads no layer from are read all the same."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext

from .conftest import read


@pytest.fixture
def two_variables(tmp_path):
    """A CF file of two variables on time, latitude from the south, and longitude; packed, with a fill value."""
    path = str(tmp_path / "two.nc")
    data = gdal.GetDriverByName("netCDF").CreateMultiDimensional(path)
    root = data.GetRootGroup()
    axes = {
        "time": (np.array([15.0, 45.0, 105.0]), "days since 2001-01-01"),
        "lat": (np.array([-1.5, -0.5, 0.5]), "degrees_north"),
        "lon": (np.array([300.5, 301.5]), "degrees_east"),
    }
    dimensions = []
    for name, (numbers, unit) in axes.items():
        dimension = root.CreateDimension(name, "", "", len(numbers))
        axis = root.CreateMDArray(name, [dimension], gdal.ExtendedDataType.Create(gdal.GDT_Float64))
        axis.SetUnit(unit)
        axis.Write(numbers)
        dimensions.append(dimension)
    for name, start in (("storage", 0), ("error", 100)):
        array = root.CreateMDArray(name, dimensions, gdal.ExtendedDataType.Create(gdal.GDT_Int16))
        array.SetNoDataValueDouble(-999)
        array.SetScale(0.5)
        array.SetUnit("cm")
        numbers = np.arange(start, start + 18, dtype=np.int16).reshape(3, 3, 2)
        numbers[1, 0, 0] = -999
        array.Write(numbers)
    array = axis = dimension = root = None
    dimensions.clear()
    data = None
    return path


def test_the_variable_is_named_unpacked_and_turned_north_up(run, two_variables, tmp_path):
    results, _, _ = run(
        "fillseries",
        {"INPUT": two_variables, "VARIABLE": "storage", "METHOD": "linear", "OUTPUT": str(tmp_path / "filled.tif")},
    )
    values, labels, metadata = read(results["OUTPUT"])
    assert labels == ["2001-01-16", "2001-02-15", "2001-03-16", "2001-04-16"]
    assert values[0].tolist() == [[2.0, 2.5], [1.0, 1.5], [0.0, 0.5]]
    assert values[3].tolist() == [[8.0, 8.5], [7.0, 7.5], [6.0, 6.5]]
    assert np.isfinite(values).all()
    assert metadata["GEOGAP_VARIABLE"] == "storage"


def test_without_a_name_the_variables_are_listed(provider, two_variables, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:fillseries")
    parameters = {"INPUT": two_variables, "OUTPUT": str(tmp_path / "x.tif")}
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "storage" in reason
    assert "error" in reason


def test_a_missing_file_is_named(provider, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("geogap:findgaps")
    parameters = {"INPUT": str(tmp_path / "nothing.nc"), "OUTPUT_TABLE": "memory:"}
    accepted, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "nothing.nc" in reason
