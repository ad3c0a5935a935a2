"""Units, standard names and variable names as the CF conventions want them."""

import json
import subprocess

import pytest

from geogap_plugin.core.cf_names import standard_name, udunits, variable_name

UNDERSTOOD = {
    # What files call it: what UDUNITS makes of it, in SI.
    "cm": "0.01 m", "mm": "0.001 m", "metres": "m", "cm w.e.": "0.01 m", "m w.e.": "m", "mm EWH": "0.001 m",
    "°C": "degC", "C": "degC", "deg C": "degC", "Celsius": "degC", "degC": "degC", "Kelvin": "K", "K": "K", "k": "K",
    "1": "1", "unitless": "1", "-": "1", "%": "0.01", "kg/m²": "kg m-2", "kg m⁻²": "kg m-2",
    "kg m^-2 s^-1": "kg m-2 s-1",
    "mm/day": "mm day-1", "mm d-1": "mm day-1", "mm/month": "mm month-1", "W/m^2": "W m-2", "m3 m-3": "1",
    "µm": "1e-6 m",
    "μm": "1e-6 m", "W m-2 sr-1 um-1": "W m-2 sr-1 um-1", "°": "degree", "deg": "degree", "hPa": "100 Pa", "K·m": "K m",
    "1e-3": "0.001", "0.01 K": "0.01 K", "m**3/s": "m3 s-1", "US_survey_foot": "US_survey_foot", "nT": "nT",
}  # fmt: skip
NOT_UNDERSTOOD = ["", "DN", "dB", "counts of photons", "psu", "kgm-2", "m/", "/s", "foo", "m; rm -rf", "m" * 500]


@pytest.mark.parametrize("unit", NOT_UNDERSTOOD)
def test_a_unit_that_udunits_does_not_know_is_not_passed_on(unit):
    assert udunits(unit) is None


def test_udunits_understands_every_unit_as_it_was_meant(netcdf_python):
    pairs = [(udunits(unit), meant) for unit, meant in UNDERSTOOD.items()]
    assert None not in [unit for unit, _ in pairs]
    code = """
import json, sys
from cf_units import Unit
print([pair for pair in json.load(sys.stdin) if Unit(pair[0]) != Unit(pair[1])])
"""
    done = subprocess.run(
        [netcdf_python, "-c", code], input=json.dumps(pairs), capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("names", "unit", "expected"),
    [
        ("NDVI", "1", "normalized_difference_vegetation_index"),
        ("250m_16_days_NDVI", "1", "normalized_difference_vegetation_index"),
        ("Normalised difference vegetation index", "1", "normalized_difference_vegetation_index"),
        ("NDVI", "cm", ""),
        ("LST_Day_1km", "K", "surface_temperature"),
        ("land surface temperature", "degC", "surface_temperature"),
        ("surface temperature anomaly", "K", ""),
        ("lst", "1", ""),
        ("t2m", "K", "air_temperature"),
        ("lwe_thickness", "cm", ""),
        ("coastline distance", "K", ""),
        ("", "", ""),
    ],
)
def test_a_standard_name_is_given_only_where_it_is_certain(names, unit, expected):
    assert standard_name(names, unit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("lwe_thickness", "lwe_thickness"), ("Höhe über NN [m]", "Hohe_uber_NN_m"), ("250m NDVI", "value"), ("", "value"),
     ("group/temp", "group_temp"), ("雪", "value"), ("lat", "lat_value")],
)  # fmt: skip
def test_a_variable_name_is_one_that_netcdf_and_cf_allow(text, expected):
    assert variable_name(text, "value") == expected
