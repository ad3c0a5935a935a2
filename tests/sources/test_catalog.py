"""The registry is complete, and its patterns fit the names that the archives really use."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.errors import InputError
from geogap_plugin.core.units import conversion
from geogap_plugin.sources import catalog
from geogap_plugin.sources.catalog import read_catalog
from geogap_plugin.sources.cmr import file_name

CATALOG = read_catalog(Path(catalog.__file__).with_name("catalog.json"))
# As the archives name them (PO.DAAC, GSFC).
NAMES = {
    "jpl-mascons": "GRCTellus.JPL.200204_202601.GLO.RL06.3M.MSCNv04CRI.nc",
    "gsfc-mascons": "gsfc.glb_.200204_202603_rl06v2.0_obp-ice6gd_halfdegree.nc",
    "jpl-grids": "GRD-3_2018152-2018181_GRFO_JPLEM_BA01_0600_LND_v03.nc",
    "csr-grids": "GRD-3_2018152-2018181_GRFO_UTCSR_BA01_0601_LND_v04.nc",
    "gfz-grids": "GRD-3_2002094-2002120_GRAC_GFZOP_BA01_0600_LND_v04.nc",
}
OTHERS = [
    "CLM4.SCALE_FACTOR.JPL.MSCNv03CRI.nc",
    "LAND_MASK.CRI.nc",
    "GRD-3_2018152-2018181_GRFO_JPLEM_BA01_0600_LND_v03.tif",
]


@pytest.mark.parametrize("product", CATALOG.products, ids=lambda product: product.id)
def test_every_product_says_all_that_a_user_needs(product):
    assert all((product.title, product.centre, product.about, product.resolution, product.licence, product.variable))
    assert product.citation
    assert all("doi.org/10." in text for text in product.citation)
    assert conversion(product.unit, "m")[0] in (1, 0.01)
    assert Cadence.parse(product.cadence) == Cadence("month")
    assert product.credentials in ("", "earthdata")
    texts = [product.access.get(key, "") for key in ("url", "page")] + [product.land_mask.get("url", "")]
    assert all(text.startswith("https://") for text in texts if text)


def test_ids_are_unique_and_the_first_is_the_recommended_one():
    ids = [product.id for product in CATALOG.products]
    assert len(set(ids)) == len(ids) == 6
    assert ids[0] == "jpl-mascons"


@pytest.mark.parametrize(("product", "name"), NAMES.items())
def test_the_patterns_fit_the_data_and_nothing_else(product, name):
    pattern = CATALOG.product(product).access["file"]
    assert re.fullmatch(pattern, name, re.IGNORECASE)
    assert not any(re.fullmatch(pattern, other, re.IGNORECASE) for other in OTHERS)


def test_the_months_that_do_not_exist_are_the_official_ones():
    known = CATALOG.known_gaps(CATALOG.product("jpl-mascons"))
    missing = known.missing
    assert len(missing) == len(np.unique(missing)) == 33
    between = missing[(missing >= np.datetime64("2017-07")) & (missing <= np.datetime64("2018-05"))]
    assert len(between) == 11
    # GRCTellus.JPL.200204_202501 holds 241 solutions.
    assert len(np.arange(known.first, np.datetime64("2025-02"))) - len(missing) == 241


def test_an_entry_with_a_wrong_field_is_refused(tmp_path):
    content = json.loads(Path(catalog.__file__).with_name("catalog.json").read_text(encoding="utf-8"))
    content["products"][0]["citatoin"] = content["products"][0].pop("citation")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=r"jpl-mascons lacks \['citation'\].*citatoin"):
        read_catalog(wrong)
    with pytest.raises(InputError, match="no registry"):
        read_catalog(tmp_path / "absent.json")


def test_an_unknown_product_is_answered_with_the_known_ones():
    with pytest.raises(InputError, match="csr-mascons"):
        CATALOG.product("grace")


def test_file_names_are_taken_from_addresses():
    assert file_name("https://host/a/b%20c.nc?x=/y.nc") == "b c.nc"


@pytest.mark.parametrize("product", CATALOG.weather, ids=lambda product: product.id)
def test_every_weather_data_set_says_all_that_a_user_needs(product):
    assert all((product.title, product.centre, product.about, product.resolution, product.licence))
    assert any("doi.org/10." in text for text in product.citation)
    assert str(Cadence.parse(product.cadence)) in ("hour", "month")
    assert product.credentials in ("", "cds")
    west, south, east, north = product.bbox
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    ids = [variable.id for variable in product.variables]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"\w+", one) for one in ids)
    assert all(variable.title and variable.unit for variable in product.variables)
    assert {one.id for one in product.chosen([])} == {one.id for one in product.variables if one.usual}
    assert product.chosen([ids[-1]]) == product.variables[-1:]
    with pytest.raises(InputError, match=f"no variable snow_angels. It has {ids[0]}, "):
        product.chosen([ids[0], "snow_angels"])


def test_the_weather_data_sets_are_the_published_ones():
    assert [one.id for one in CATALOG.weather] == ["inca-hourly", "era5-land-monthly", "era5-land-hourly"]
    with pytest.raises(InputError, match="It knows inca-hourly, era5-land-monthly"):
        CATALOG.weather_product("era6")


def test_a_weather_entry_with_a_wrong_field_is_refused(tmp_path):
    for place, words in ((lambda entry: entry, "lacks"), (lambda entry: entry["variables"][0], "variable T2M lacks")):
        content = json.loads(Path(catalog.__file__).with_name("catalog.json").read_text(encoding="utf-8"))
        entry = place(content["weather"][0])
        entry["titel"] = entry.pop("title")
        wrong = tmp_path / "wrong.json"
        wrong.write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(InputError, match=rf"{words} \['title'\].*titel"):
            read_catalog(wrong)
