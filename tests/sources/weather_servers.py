"""GeoSphere Austria's data hub and the Climate Data Store on this machine, with the NetCDF files that they give.

Shapes of the hub: the user guide, https://github.com/Geosphere-Austria/dataset-api-docs (parameters, limits), metadata
as printed by its users, and INCA files as public readers describe them: dimensions time, y, x; 32-bit integers with
`scale_factor`; fill value -999; time in seconds since 1961-01-01; x and y in metres of EPSG:31287.

Shapes of the store: the official client, https://github.com/ecmwf/ecmwf-datastores-client (processing.py, profile.py,
catalogue.py); the service, https://github.com/ecmwf-projects/cads-processing-api-service (exceptions.py, auth.py,
config.py, utils.py); and `ncdump -h` of files of 2024 and later: `valid_time`, `latitude`, `longitude`, scalar
`number`, texts `expver(valid_time)`, NaN as fill value.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

KEY = "0123abcd-loop-back-key0-never-to-be-seen"

INCA_UNITS = {"T2M": "degree_Celsius", "GL": "W m-2", "RH2M": "%", "UU": "m s-1", "VV": "m s-1", "RR": "kg m-2"}
ERA_UNITS = {
    "t2m": "K", "d2m": "K", "tp": "m", "ssrd": "J m**-2", "e": "m of water equivalent", "swvl1": "m**3 m**-3",
    "u10": "m s**-1",
}  # fmt: skip
SHORT = {
    "2m_temperature": "t2m", "2m_dewpoint_temperature": "d2m", "total_precipitation": "tp", "total_evaporation": "e",
    "surface_solar_radiation_downwards": "ssrd", "volumetric_soil_water_layer_1": "swvl1",
    "10m_u_component_of_wind": "u10",
}  # fmt: skip


@contextmanager
def netcdf(path):
    """Give the root group of a new file."""
    data = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path))
    kept = [data.GetRootGroup()]
    yield kept[0]
    kept.clear()
    data = None


def mark(array, **attributes):
    for name, value in attributes.items():
        if isinstance(value, str):
            array.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString()).Write(value)
        else:
            kind = gdal.GDT_Int32 if isinstance(value, int) else gdal.GDT_Float64
            size = [len(value)] if isinstance(value, (list, tuple)) else []
            array.CreateAttribute(name, size, gdal.ExtendedDataType.Create(kind)).Write(value)


def axis(root, name, values, kind=gdal.GDT_Float64, **attributes):
    dimension = root.CreateDimension(name, "", "", len(values))
    array = root.CreateMDArray(name, [dimension], gdal.ExtendedDataType.Create(kind))
    mark(array, **attributes)
    array.Write(np.ascontiguousarray(values))
    return dimension


# GeoSphere Austria.

EPOCH = np.datetime64("1961-01-01", "s")
X0, Y0, COLUMNS, ROWS = 20_500, 220_500, 701, 431
"""Centres of the first column and row, and the size of INCA's grid, metres."""


def inca_value(name, hours, y, x):
    """The true field, in steps of the packing: (hours since 1961, y, x) broadcast."""
    order = list(INCA_UNITS).index(name)
    return np.round(10 * order + (hours % 24) / 10 + x / 1e5 + y / 1e6, 2)


_one_at_a_time = threading.Lock()


def content(write, path, *asked, **more):
    """Return the bytes of a file; read when all that GDAL keeps of it is gone."""
    with _one_at_a_time:  # requests come side by side, HDF5 knows no threads
        write(path, *asked, **more)
        return Path(path).read_bytes()


def write_inca(path, names, hours, ys, xs, crs=True, field=inca_value):
    """Write a file as the hub does; y ascends."""
    with netcdf(path) as root:
        dimensions = [
            axis(root, "time", hours * 3600, gdal.GDT_Int32, units="seconds since 1961-01-01 00:00:00"),
            axis(root, "y", ys, units="m", standard_name="projection_y_coordinate"),
            axis(root, "x", xs, units="m", standard_name="projection_x_coordinate"),
        ]
        mapping = root.CreateMDArray("lambert_conformal_conic", [], gdal.ExtendedDataType.Create(gdal.GDT_Int32))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(31287)
        mark(
            mapping,
            grid_mapping_name="lambert_conformal_conic",
            standard_parallel=[49.0, 46.0],
            longitude_of_central_meridian=13.0 + 1 / 3,
            latitude_of_projection_origin=47.5,
            false_easting=400000.0,
            false_northing=400000.0,
            semi_major_axis=6377397.155,
            inverse_flattening=299.1528128,
        )
        if crs:
            mark(mapping, crs_wkt=reference.ExportToWkt())
        for name in names:
            array = root.CreateMDArray(name, dimensions, gdal.ExtendedDataType.Create(gdal.GDT_Int32))
            mark(array, units=INCA_UNITS[name], long_name=f"INCA {name}", grid_mapping="lambert_conformal_conic")
            mark(array, scale_factor=0.01, _FillValue=-999)
            true = field(name, hours[:, None, None], ys[:, None], xs)
            array.Write(np.ascontiguousarray(np.rint(true * 100).astype(np.int32)))
            del array
        del mapping
        dimensions.clear()


class Hub:
    """Answers metadata and grids of INCA; `limit` is that of the values of a request, `field` what they are."""

    PATH = "/v1/grid/historical/inca-v1-1h-1km"

    def __init__(self, server, folder, limit=10_000_000, field=inca_value):
        self.server = server
        self.folder = folder
        self.limit = limit
        self.field = field
        self.start, self.end = "2011-03-15T00:00+00:00", "2026-10-01T23:00+00:00"
        self.asked = []
        self.parameters = list(INCA_UNITS)
        self.crs = True
        self.largest = 0  # values of the largest answer
        server.pages[f"{self.PATH}/metadata"] = self._metadata
        server.pages[self.PATH] = self._grid
        transform = osr.CoordinateTransformation(_geographic(), _lambert())
        self._project = transform.TransformPoint

    @property
    def root(self):
        return f"{self.server.root}/v1"

    def _metadata(self, query, headers):
        body = {
            "title": "INCA", "type": "grid", "mode": "historical", "frequency": "1H", "crs": "EPSG:31287",
            "response_formats": ["geojson", "netcdf"], "start_time": self.start, "end_time": self.end,
            "spatial_resolution_m": 1000, "bbox_outer": [45.77, 8.10, 49.48, 17.74],
            "parameters": [{"name": n, "long_name": n, "desc": n, "unit": INCA_UNITS[n]} for n in self.parameters],
        }  # fmt: skip
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()

    def _grid(self, query, headers):
        self.asked.append(query)
        names = query["parameters"]
        south, west, north, east = map(float, query["bbox"][0].split(","))
        if not (45.77 <= south <= north <= 49.48 and 8.10 <= west <= east <= 17.74):
            return 400, {"Content-Type": "application/json"}, b'{"detail": "bbox is outside of the grid"}'
        start, end = (np.datetime64(query[key][0], "h") for key in ("start", "end"))
        corners = [self._project(lon, lat)[:2] for lon in (west, east) for lat in (south, north)]
        columns, rows = (
            range(max(0, int((min(some) - first) // 1000)), min(count, int((max(some) - first) // 1000) + 2))
            for some, first, count in zip(zip(*corners), (X0, Y0), (COLUMNS, ROWS))
        )
        hours = np.arange(start, end + 1).astype("datetime64[s]") - EPOCH
        hours = hours.astype(np.int64) // 3600
        values = len(names) * len(hours) * len(rows) * len(columns)
        self.largest = max(self.largest, values)
        if values > self.limit:
            return 400, {"Content-Type": "application/json"}, b'{"detail": "Requested data size exceeds the limit"}'
        xs, ys = X0 + 1000.0 * np.array(columns), Y0 + 1000.0 * np.array(rows)
        path = self.folder / f"inca{len(self.asked)}.nc"
        answer = content(write_inca, path, names, hours, ys, xs, crs=self.crs, field=self.field)
        return 200, {"Content-Type": "application/x-netcdf"}, answer


def _geographic():
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _lambert():
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(31287)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


# The Climate Data Store.


SEA = (46.3, 10.0)
"""Latitude and longitude of a cell without values."""


def hourly_rain(hours):
    """The true amount of the hour that ends at an hour since 1970, in a unit of 1e-5."""
    return ((hours * 7919) % 11).astype(float)


def era_value(short, times, latitudes, longitudes, monthly=False):
    """What the store gives: totals since midnight for amounts of hours."""
    place = 1 + np.round(latitudes[:, None], 1) / 100 + np.round(longitudes, 1) / 1000
    hours = times.astype("datetime64[h]").astype(np.int64)
    order = list(ERA_UNITS).index(short)
    if monthly or short not in ("tp", "ssrd", "e"):
        return (260 + order + (hours % 24) / 4 + hours // 720 % 12)[:, None, None] * place
    sign = -1 if short == "e" else 1
    totals = np.array([sum(hourly_rain(np.arange((hour - 1) // 24 * 24 + 1, hour + 1))) for hour in hours])
    return sign * 1e-5 * totals[:, None, None] * place


def write_era(path, shorts, times, area, preliminary=None, versions=False, monthly=False):
    """Write a file as the store does; `preliminary` is when ERA5T begins, `versions` the older form with an axis."""
    north, west, south, east = area
    latitudes = np.round(np.arange(round(north * 10), round(south * 10) - 1, -1) / 10, 1)
    longitudes = np.round(np.arange(round(west * 10), round(east * 10) + 1) / 10, 1)
    late = times >= (np.datetime64("9999-01-01") if preliminary is None else preliminary)
    with netcdf(path) as root:
        text = gdal.ExtendedDataType.CreateString()
        seconds = times.astype("datetime64[s]").astype(np.int64).astype(float)
        along = [axis(root, "valid_time", seconds, units="seconds since 1970-01-01", calendar="proleptic_gregorian")]
        if versions:
            along.append(axis(root, "expver", np.array([1, 5], dtype=np.int32), gdal.GDT_Int32))
        else:
            root.CreateMDArray("expver", along[:1], text).Write(["0005" if one else "0001" for one in late])
        number = root.CreateMDArray("number", [], gdal.ExtendedDataType.Create(gdal.GDT_Int32))
        mark(number, units="1", standard_name="realization")
        along.append(axis(root, "latitude", latitudes, units="degrees_north", standard_name="latitude"))
        along.append(axis(root, "longitude", longitudes, units="degrees_east", standard_name="longitude"))
        for short in shorts:
            array = root.CreateMDArray(short, along, gdal.ExtendedDataType.Create(gdal.GDT_Float32))
            mark(array, units=ERA_UNITS[short], long_name=f"ERA5 {short}", coordinates="number valid_time")
            array.SetNoDataValueDouble(float("nan"))
            values = era_value(short, times, latitudes, longitudes, monthly).astype(np.float32)
            values[:, (latitudes[:, None] == SEA[0]) & (longitudes == SEA[1])] = np.nan
            if versions:
                both = np.stack([values, values], axis=1)
                both[late, 0] = np.nan
                both[~late, 1] = np.nan
                values = both
            array.Write(np.ascontiguousarray(values))
            del array
        del number
        along.clear()


class Store:
    """Takes jobs, prepares them after some looks, and gives their files at another host, without the key.

    `states` holds, for the next jobs in order, how each goes: a list of statuses, the last of which stays.
    """

    BASE = "/api"
    LICENCES = "https://cds.climate.copernicus.eu/datasets/reanalysis-era5-land?tab=download#manage-licences"

    def __init__(self, server, folder):
        self.server = server
        self.folder = folder
        self.jobs = {}  # id: inputs
        self.deleted = []
        self.states = []
        self.traceback = 'Traceback (most recent call last):\n  File "worker.py"\nValueError: no data for this date'
        self.most_fields = 10**9
        self.accepted = True
        self.expired = 0  # results that have expired, for the next to ask
        self.gone = 0  # files that have expired
        self.preliminary = None
        self.versions = False
        self.archive = False
        self.interval = ["1950-01-01T00:00:00Z", "2026-10-31T00:00:00Z"]
        self.extra = {}  # of the files
        pages = server.pages
        pages[f"{self.BASE}/profiles/v1/account/verification/pat"] = self._guarded(lambda q, h: self._json({"id": 1}))
        for dataset in ("reanalysis-era5-land", "reanalysis-era5-land-monthly-means"):
            pages[f"{self.BASE}/retrieve/v1/processes/{dataset}/execution"] = self._guarded(self._execute)
            pages[f"{self.BASE}/catalogue/v1/collections/{dataset}"] = lambda q, h: self._json(
                {"id": "era5", "extent": {"temporal": {"interval": [self.interval]}}}
            )

    @property
    def root(self):
        return f"{self.server.root}{self.BASE}"

    def _json(self, content, status=200):
        return status, {"Content-Type": "application/json"}, json.dumps(content).encode()

    def _refuse(self, status, title, detail="", **more):
        words = {"type": title, "title": title, "status": status, "detail": detail, "trace_id": "abc", **more}
        return self._json(words, status)

    def _guarded(self, page):
        def guarded(query, headers):
            if headers.get("private-token") != KEY:
                given = headers.get("private-token", "none")
                return self._refuse(401, "permission denied", f"authentication failed for {given}")
            return page(query, headers)

        return guarded

    def _execute(self, query, headers):
        dataset = headers["_path"].split("/")[-2]
        inputs = json.loads(headers["_body"])["inputs"]
        if not self.accepted:
            detail = (
                f"Not all the required licences have been accepted; please visit {self.LICENCES} to accept the "
                "required licence(s)."
            )
            return self._refuse(403, "required licences not accepted", detail)
        sizes = (len(inputs.get(key, [0])) for key in ("variable", "year", "month", "day", "time"))
        if np.prod(list(sizes)) > self.most_fields:
            return self._refuse(403, "cost limits exceeded", "Your request is too large, please reduce your selection.")
        job = f"job-{len(self.jobs):04d}"
        self.jobs[job] = {"inputs": inputs, "dataset": dataset, "states": self.states.pop(0) if self.states else []}
        path = f"{self.BASE}/retrieve/v1/jobs/{job}"
        self.server.pages[path] = self._guarded(lambda q, h: self._job(job, h))
        self.server.pages[f"{path}/results"] = self._guarded(lambda q, h: self._results(job))
        return self._status(job, "accepted", 201)

    def _status(self, job, status, code=200):
        link = f"{self.root}/retrieve/v1/jobs/{job}"
        known = self.jobs[job]
        return self._json(
            {
                "processID": known["dataset"], "type": "process", "jobID": job, "status": status,
                "created": "2025-03-14T23:45:27.885965", "updated": "2025-03-14T23:45:27.885965",
                "links": [{"href": link, "rel": "monitor"}, {"href": f"{link}/results", "rel": "results"}],
                "metadata": {"origin": "api"},
            },
            code,
        )  # fmt: skip

    def _job(self, job, headers):
        if job in self.deleted:
            return self._refuse(404, "job not found", f"Can't find the job {job}.")
        if headers["_method"] == "DELETE":
            self.deleted.append(job)
            return self._status(job, "dismissed")
        states = self.jobs[job]["states"]
        status = (states.pop(0) if len(states) > 1 else states[0]) if states else "successful"
        self.jobs[job]["last"] = status
        return self._status(job, status)

    def _results(self, job):
        known = self.jobs[job]
        if known.get("last") in ("failed", "rejected"):
            return self._refuse(400, f"The job has {known['last']}", traceback=self.traceback)
        if self.expired:
            self.expired -= 1
            return self._refuse(404, "results expired", "")
        body, suffix = self.file(known), ".nc"
        if self.archive:
            body, suffix = self.archive(body), ".zip"
        path = f"/cci2-prod-cache-1/2025-03-14/{job}{suffix}"
        if self.gone:
            self.gone -= 1
        else:
            self.server.add(path, body)
        asset = {"type": "application/netcdf", "href": f"{self.server.elsewhere}{path}", "file:size": len(body)}
        return self._json({"asset": {"value": asset}})

    def file(self, known):
        """The content for a job's inputs: every combination of year, month, day and hour that exists."""
        inputs = known["inputs"]
        monthly = "monthly" in known["dataset"]
        times = []
        for year in inputs["year"]:
            for month in inputs["month"]:
                first = np.datetime64(f"{year}-{month}", "D")
                days = [first + int(day) - 1 for day in inputs.get("day", ["01"])]
                days = [day for day in days if day.astype("datetime64[M]") == first.astype("datetime64[M]")]
                times += [day + np.timedelta64(int(clock[:2]), "h") for day in days for clock in inputs["time"]]
        times = np.sort(np.array(times, dtype="datetime64[s]"))
        times = times[times <= np.datetime64(self.interval[1].rstrip("Z")) + np.timedelta64(86399, "s")]
        path = self.folder / "era.nc"
        shorts = [SHORT[name] for name in inputs["variable"]]
        late, form = self.preliminary, self.versions
        return content(write_era, path, shorts, times, inputs["area"], late, form, monthly)
