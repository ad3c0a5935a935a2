"""The outlines of the river basins are valid, as large as is published, and lie where the rivers flow."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr

ogr.UseExceptions()
BASINS = Path(__file__).resolve().parents[2] / "resources" / "outlines" / "basins.geojson"
# Radius of the sphere with the area of the WGS 84 ellipsoid, in km, and the square of the ellipsoid's eccentricity.
RADIUS = 6371.0072
ECCENTRICITY2 = 0.00669437999014

# Longitude and latitude of cities: sources, mouths, tributaries, and the near side of the divides.
INSIDE = {
    "Amazon": {"Manaus": (-60.02, -3.1), "Iquitos": (-73.25, -3.75), "Cuzco": (-71.97, -13.53)},
    "Amur": {"Khabarovsk": (135.07, 48.48), "Harbin": (126.63, 45.75), "Chita": (113.5, 52.03)},
    "Aral Sea (Amu Darya–Syr Darya)": {"Tashkent": (69.24, 41.3), "Dushanbe": (68.78, 38.54), "Naryn": (76, 41.43)},
    "Colorado": {"Phoenix": (-112.07, 33.45), "Grand Junction": (-108.55, 39.07), "Las Vegas": (-115.14, 36.17)},
    "Columbia": {"Portland": (-122.68, 45.52), "Boise": (-116.2, 43.62), "Butte": (-112.53, 46)},
    "Congo": {"Kinshasa": (15.31, -4.32), "Lubumbashi": (27.47, -11.66), "Bujumbura": (29.36, -3.38)},
    "Danube": {"Vienna": (16.37, 48.21), "Munich": (11.58, 48.14), "Sofia": (23.32, 42.7)},
    "Dnieper": {"Kyiv": (30.52, 50.45), "Smolensk": (32.05, 54.78), "Minsk": (27.57, 53.9)},
    "Don": {"Voronezh": (39.2, 51.67), "Kharkiv": (36.25, 50), "Rostov": (39.72, 47.24)},
    "Elbe": {"Prague": (14.42, 50.09), "Berlin": (13.4, 52.52), "Hamburg": (9.99, 53.55)},
    "Euphrates–Tigris": {"Baghdad": (44.37, 33.32), "Erzurum": (41.27, 39.9), "Kermanshah": (47.06, 34.31)},
    "Fraser": {"Prince George": (-122.75, 53.92), "Kamloops": (-120.33, 50.67), "Chilliwack": (-121.95, 49.16)},
    "Ganges–Brahmaputra": {"Delhi": (77.25, 28.65), "Lhasa": (91.14, 29.65), "Dhaka": (90.41, 23.81)},
    "Godavari": {"Nashik": (73.79, 20), "Nagpur": (79.09, 21.15), "Rajahmundry": (81.8, 17)},
    "Great Lakes–St Lawrence": {"Montreal": (-73.57, 45.5), "Duluth": (-92.1, 46.79), "Syracuse": (-76.15, 43.05)},
    "Huang He (Yellow River)": {"Lanzhou": (103.83, 36.06), "Xi'an": (108.94, 34.34), "Taiyuan": (112.55, 37.87)},
    "Indus": {"Lahore": (74.34, 31.55), "Kabul": (69.17, 34.53), "Leh": (77.58, 34.16)},
    "Irrawaddy": {"Mandalay": (96.08, 21.98), "Imphal": (93.94, 24.82), "Myitkyina": (97.4, 25.38)},
    "Kolyma": {"Srednekolymsk": (153.7, 67.46), "Susuman": (148.15, 62.78), "Bilibino": (166.44, 68.05)},
    "Krishna": {"Hyderabad": (78.47, 17.38), "Pune": (73.86, 18.52), "Vijayawada": (80.62, 16.52)},
    "Lake Chad": {"N'Djamena": (15.04, 12.11), "Kano": (8.52, 12), "Bossangoa": (17.45, 6.49)},
    "Lake Eyre": {"Birdsville": (139.35, -25.9), "Alice Springs": (133.88, -23.7), "Longreach": (144.25, -23.44)},
    "Lena": {"Yakutsk": (129.73, 62.03), "Kirensk": (108.11, 57.78), "Mirny": (113.96, 62.54)},
    "Limpopo": {"Pretoria": (28.19, -25.75), "Gaborone": (25.91, -24.65), "Francistown": (27.51, -21.17)},
    "Mackenzie": {"Yellowknife": (-114.37, 62.45), "Jasper": (-118.08, 52.87), "Inuvik": (-133.72, 68.36)},
    "Magdalena": {"Bogotá": (-74.07, 4.71), "Cali": (-76.53, 3.45), "Valledupar": (-73.25, 10.47)},
    "Mekong": {"Phnom Penh": (104.92, 11.56), "Chamdo": (97.17, 31.14), "Khon Kaen": (102.83, 16.43)},
    "Mississippi": {"Saint Louis": (-90.2, 38.63), "Pittsburgh": (-79.99, 40.44), "Billings": (-108.5, 45.78)},
    "Murray–Darling": {"Canberra": (149.13, -35.28), "Bourke": (145.94, -30.09), "Roma": (148.79, -26.57)},
    "Nelson": {"Winnipeg": (-97.14, 49.9), "Edmonton": (-113.49, 53.55), "Fargo": (-96.79, 46.88)},
    "Niger": {"Bamako": (-8, 12.65), "Niamey": (2.11, 13.51), "Garoua": (13.4, 9.3)},
    "Nile": {"Cairo": (31.24, 30.05), "Kampala": (32.58, 0.32), "Bahir Dar": (37.38, 11.59)},
    "Northern Dvina": {"Arkhangelsk": (40.55, 64.54), "Vologda": (39.9, 59.22), "Syktyvkar": (50.83, 61.67)},
    "Ob": {"Novosibirsk": (82.93, 55.03), "Astana": (71.43, 51.15), "Yekaterinburg": (60.6, 56.84)},
    "Okavango": {"Maun": (23.42, -19.98), "Menongue": (17.69, -14.66), "Nata": (26.18, -20.21)},
    "Orange": {"Maseru": (27.48, -29.32), "Upington": (21.26, -28.46), "Keetmanshoop": (18.13, -26.58)},
    "Orinoco": {"Ciudad Bolívar": (-63.55, 8.12), "Villavicencio": (-73.63, 4.15), "Barinas": (-70.2, 8.6)},
    "Paraná (La Plata)": {"Asunción": (-57.6, -25.28), "São Paulo": (-46.63, -23.55), "Cuiabá": (-56.1, -15.6)},
    "Pearl River": {"Guangzhou": (113.26, 23.13), "Guilin": (110.29, 25.27), "Qujing": (103.8, 25.49)},
    "Pechora": {"Naryan-Mar": (53, 67.64), "Vorkuta": (64.05, 67.5), "Ukhta": (53.7, 63.57)},
    "Po": {"Turin": (7.69, 45.07), "Milan": (9.19, 45.46), "Modena": (10.93, 44.65)},
    "Rhine": {"Cologne": (6.96, 50.94), "Zürich": (8.54, 47.37), "Nuremberg": (11.08, 49.45)},
    "Rhône": {"Lyon": (4.84, 45.76), "Sion": (7.36, 46.23), "Avignon": (4.81, 43.95)},
    "Rio Grande": {"Albuquerque": (-106.65, 35.08), "Chihuahua": (-106.07, 28.63), "Roswell": (-104.52, 33.39)},
    "Salween": {"Nagqu": (92.05, 31.48), "Taunggyi": (97.04, 20.78), "Hpa-an": (97.63, 16.89)},
    "Senegal": {"Kayes": (-11.44, 14.45), "Kita": (-9.49, 13.03), "Rosso": (-15.8, 16.51)},
    "São Francisco": {"Belo Horizonte": (-43.94, -19.92), "Petrolina": (-40.5, -9.39), "Penedo": (-36.6, -10.28)},
    "Tocantins": {"Palmas": (-48.33, -10.18), "Marabá": (-49.13, -5.37), "Barra do Garças": (-52.25, -15.89)},
    "Ural": {"Orenburg": (55.1, 51.77), "Magnitogorsk": (58.98, 53.41), "Aktobe": (57.2, 50.28)},
    "Vistula": {"Warsaw": (21.01, 52.23), "Kraków": (19.94, 50.06), "Brest": (23.69, 52.1)},
    "Volga": {"Moscow": (37.62, 55.75), "Ufa": (55.97, 54.74), "Astrakhan": (48.03, 46.35)},
    "Volta": {"Ouagadougou": (-1.52, 12.37), "Tamale": (-0.84, 9.4), "Bobo-Dioulasso": (-4.3, 11.18)},
    "Yangtze": {"Wuhan": (114.3, 30.59), "Kunming": (102.71, 25.04), "Yushu": (97.01, 33)},
    "Yenisei": {"Krasnoyarsk": (92.87, 56.01), "Ulaanbaatar": (106.9, 47.92), "Tura": (100.2, 64.28)},
    "Yukon": {"Whitehorse": (-135.05, 60.72), "Fairbanks": (-147.72, 64.84), "Old Crow": (-139.83, 67.57)},
    "Zambezi": {"Lusaka": (28.28, -15.42), "Lilongwe": (33.78, -13.97), "Bulawayo": (28.58, -20.15)},
}
# Beyond the divides and the coasts, and in the closed basins between.
OUTSIDE = {
    "Reykjavik": (-21.9, 64.1),
    "Perth": (115.86, -31.95),
    "Lima": (-77.03, -12.05),
    "Quito": (-78.5, -0.2),
    "Oruro": (-67.11, -17.97),
    "Córdoba": (-64.18, -31.42),
    "Belém": (-48.5, -1.45),
    "Salt Lake City": (-111.9, 40.76),
    "Seattle": (-122.33, 47.6),
    "Atlanta": (-84.4, 33.75),
    "Anchorage": (-149.9, 61.2),
    "Addis Ababa": (38.75, 9),
    "Windhoek": (17.08, -22.56),
    "Kumasi": (-1.62, 6.69),
    "Bremen": (8.8, 53.08),
    "Saint Petersburg": (30.3, 59.94),
    "Bolzano": (11.35, 46.5),
    "Tiksi": (128.87, 71.64),
    "Choibalsan": (114.5, 48.07),
    "Bishkek": (74.6, 42.87),
    "Karachi": (66.95, 24.9),
    "Jabalpur": (79.94, 23.17),
    "Hanoi": (105.85, 21.03),
    "Zhengzhou": (113.65, 34.72),
    "Urmia": (45.07, 37.55),
    "Quilpie": (144.27, -26.62),
    "Melbourne": (144.96, -37.81),
}


def area(ring):
    """Return the signed area of a ring of longitudes and latitudes in km²; positive for a counter-clockwise one."""
    longitude, latitude = np.radians(ring).T
    # Equal areas need the authalic latitude; short pieces keep the edges straight in longitude and latitude.
    middles = (np.arange(20) + 0.5) / 20
    sine = np.sin(latitude[:-1, None] + middles * np.diff(latitude)[:, None])
    authalic = authalic_q(sine) / authalic_q(1.0)
    return -(RADIUS**2) * np.sum(np.diff(longitude) * authalic.mean(axis=1))


def authalic_q(sine):
    """Return q of Snyder (1987), Map projections: a working manual, equation 3-12."""
    e = np.sqrt(ECCENTRICITY2)
    return (1 - ECCENTRICITY2) * (sine / (1 - ECCENTRICITY2 * sine**2) + np.arctanh(e * sine) / e)


@pytest.fixture(scope="module")
def features():
    return json.loads(BASINS.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def shapes(features):
    return {one["properties"]["name"]: ogr.CreateGeometryFromJson(json.dumps(one["geometry"])) for one in features}


def basins_at(shapes, longitude, latitude):
    point = ogr.CreateGeometryFromWkt(f"POINT ({longitude} {latitude})")
    return [name for name, shape in shapes.items() if shape.Contains(point)]


def test_the_area_of_a_ring_is_that_of_the_ellipsoid():
    globe = [(-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90)]
    # The surface of the WGS 84 ellipsoid.
    assert area(globe) == pytest.approx(510_065_622, rel=1e-6)
    assert area(globe[::-1]) == pytest.approx(-510_065_622, rel=1e-6)


def test_it_is_geojson_with_a_basin_a_line(features):
    collection = json.loads(BASINS.read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    assert len(BASINS.read_text(encoding="utf-8").splitlines()) == len(features) + 2
    for one in features:
        assert set(one) == {"type", "properties", "geometry"}
        assert one["type"] == "Feature"
        assert one["geometry"]["type"] == "Polygon"
        properties = one["properties"]
        assert list(properties) == ["name", "area_km2", "source"]
        assert [type(value) for value in properties.values()] == [str, int, str]
        assert all(properties.values()), properties


def test_names_are_unique_and_sorted(features):
    names = [one["properties"]["name"] for one in features]
    assert len(set(names)) == len(names) >= 40
    assert names == sorted(names, key=str.casefold)


def test_rings_are_closed_simple_and_counter_clockwise(features, shapes):
    for one in features:
        name = one["properties"]["name"]
        (ring,) = one["geometry"]["coordinates"]
        assert ring[0] == ring[-1], name
        assert shapes[name].IsValid(), name
        assert area(ring) > 0, name
        assert (np.abs(ring) < (180, 90)).all(), name
        np.testing.assert_allclose(np.array(ring), np.round(ring, 2), atol=1e-9, err_msg=name)


def test_areas_are_the_published_ones(features):
    off = {}
    for one in features:
        properties = one["properties"]
        difference = area(one["geometry"]["coordinates"][0]) / properties["area_km2"] - 1
        if abs(difference) > 0.1:
            off[properties["name"]] = difference
    assert not off


def test_basins_do_not_overlap(shapes):
    overlaps = {}
    for (one, shape), (other, neighbour) in combinations(shapes.items(), 2):
        # GEOS may leave no more than the line that two basins share.
        common = shape.Intersection(neighbour)
        share = common.GetArea() if common.GetDimension() == 2 else 0.0
        if share > 0.02 * min(shape.GetArea(), neighbour.GetArea()):
            overlaps[one, other] = share
    assert not overlaps


def test_cities_lie_in_their_basins(shapes):
    assert set(INSIDE) == set(shapes)
    assert all(len(cities) >= 2 for cities in INSIDE.values())
    found = {city: basins_at(shapes, *place) for cities in INSIDE.values() for city, place in cities.items()}
    assert found == {city: [basin] for basin, cities in INSIDE.items() for city in cities}


def test_cities_beyond_the_divides_lie_in_none(shapes):
    found = {city: basins_at(shapes, *place) for city, place in OUTSIDE.items()}
    assert found == {city: [] for city in OUTSIDE}
