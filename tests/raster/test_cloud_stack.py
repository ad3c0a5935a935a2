"""Stacks of images on disk are filled in squares: nothing observed changes, no seam shows, whatever the memory."""

import numpy as np
import pytest
from osgeo import gdal, osr

from geogap_plugin.core.calendar import Cadence, align
from geogap_plugin.core.clouds.cloud_fitting import fit_clouds
from geogap_plugin.core.errors import Cancelled, InputError
from geogap_plugin.core.series.filling import Flag
from geogap_plugin.raster.blockwise import Control
from geogap_plugin.raster.cloud_stack import CloudStack, check_memory, fill_stack, square_of
from geogap_plugin.raster.grid import Window
from geogap_plugin.raster.regular import RegularSeries
from geogap_plugin.raster.series import open_series
from geogap_plugin.raster.writer import SeriesWriter

DATES = np.datetime64("2020-01-05", "s") + 16 * 86400 * np.arange(8)


def smooth(generator, shape, width):
    """Return noise of unit spread that is smooth over so many pixels, made in Fourier space."""
    rows, columns = np.fft.fftfreq(shape[0])[:, np.newaxis], np.fft.rfftfreq(shape[1])
    field = np.fft.irfft2(
        np.fft.rfft2(generator.normal(size=shape)) * np.exp(-2 * (np.pi * width) ** 2 * (rows**2 + columns**2)), shape
    )
    return field / field.std()


def images(shape, *, wide=12, seed=0):
    """A season, a map and smooth anomalies, in kelvin."""
    generator = np.random.default_rng(seed)
    season = 8 * np.cos(2 * np.pi * 16 * np.arange(len(DATES)) / 365.2425)[:, np.newaxis, np.newaxis]
    anomalies = np.array([2 * smooth(generator, shape, wide) for _ in DATES])
    return (290 + season + 3 * smooth(generator, shape, wide) + anomalies).astype(np.float32)


def clouds(shape, seed=1):
    """A fifth of each image, different at every date."""
    generator = np.random.default_rng(seed)
    return np.array([smooth(generator, shape, 5) > 0.85 for _ in DATES])


@pytest.fixture
def write(tmp_path):
    """Write a dated stack with plain GDAL: UTM, 70 m unless told otherwise."""

    def write(values, name="lst.tif", epsg=32632, place=(681200.0, 70.0, 0, 5240820.0, 0, -70.0), unit="K"):
        path = str(tmp_path / name)
        data = gdal.GetDriverByName("GTiff").Create(
            path, values.shape[2], values.shape[1], len(values), gdal.GDT_Float32, ["TILED=YES", "COMPRESS=DEFLATE"]
        )
        data.SetGeoTransform(place)
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        data.SetProjection(reference.ExportToWkt())
        for number, layer in enumerate(values, start=1):
            band = data.GetRasterBand(number)
            band.SetDescription(str(DATES[number - 1].astype("datetime64[D]")))
            band.SetUnitType(unit)
            band.SetNoDataValue(float("nan"))
            band.WriteArray(layer)
        data = None
        return path

    return write


def view(series, window=None):
    return RegularSeries(series, align(series.times, Cadence("irregular")), window)


def filled(source, folder, *, method="regression", memory=2**30, window=None, keep=False, cancelled=lambda: False):
    """Fill a file as the algorithm does; return values, uncertainties, flags and counts."""
    control = Control(memory=memory, cancelled=cancelled)
    folder.mkdir(exist_ok=True)
    with open_series(source) as series:
        regular = view(series, window)
        stack = CloudStack(regular, replace_outliers=not keep)
        sample = stack.sample(control)
        model = fit_clouds(sample.values, regular.times, method)
        square = square_of(regular)
        options = {"unit": "K", "square": square}
        paths = [str(folder / name) for name in ("value.tif", "sd.tif", "flag.tif")]
        writers = [SeriesWriter(path, regular.grid, regular.times, **options) for path in paths[:2]]
        flags = SeriesWriter(paths[2], regular.grid, regular.times, dtype="uint8", nodata=None, square=square)
        counts = fill_stack(stack, model, sample.rule, writers[0], control, uncertainty=writers[1], flags=flags)
    found = [gdal.Open(path).ReadAsArray() for path in paths]
    return (*found, counts)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Four squares of smooth images, the largest clouds over the squares' borders; the last date is clear."""
    shape = (200, 230)
    truth, hidden = images(shape), clouds(shape)
    hidden[7] = False
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    for date in range(0, len(DATES), 2):
        hidden[date] |= np.hypot(rows - 100, columns - 175) < 45
    for date in (1, 5):
        hidden[date] |= np.hypot(rows - 175, columns - 60) < 40
    return truth, np.where(hidden, np.float32(np.nan), truth)


def test_nothing_observed_changes_and_every_gap_is_filled(large, write, tmp_path):
    truth, values = large
    value, sd, flag, counts = filled(write(values), tmp_path / "out")
    observed = np.isfinite(values)
    assert value[observed].tobytes() == values[observed].tobytes()
    assert np.isfinite(value).all()
    assert (sd[observed] == 0).all()
    assert (sd[~observed] > 0).all()
    assert ((flag == Flag.OBSERVED) == observed).all()
    assert ((flag == Flag.FILLED) == ~observed).all()
    assert (counts.observed, counts.filled, counts.open) == (observed.sum(), (~observed).sum(), 0)
    assert np.allclose(counts.missing_share, (~observed).mean(axis=(1, 2)))
    error = (value - truth)[~observed]
    # The anomalies of a date, which no other date tells, spread by 2 K.
    assert np.sqrt((error**2).mean()) < 1.2
    assert 0.8 < (np.abs(error) < 1.645 * sd[~observed]).mean() < 0.97


def test_no_seam_shows_between_squares(large, write, tmp_path):
    _, values = large
    value, sd, _, _ = filled(write(values), tmp_path / "out")
    gap = np.isnan(values)
    for filling, name in ((value, "value"), (sd, "uncertainty")):
        for axis, edge in ((1, 160), (2, 160)):
            second = np.abs(np.diff(filling.astype(float), n=2, axis=axis))
            inside = np.logical_and.reduce([np.roll(gap, -step, axis=axis) for step in (0, 1, 2)])
            inside = np.delete(inside, [-2, -1], axis=axis)
            # A step is a bend of its size on either side of it; the field bends everywhere.
            at = np.concatenate(
                [np.take(second, edge + step, axis)[np.take(inside, edge + step, axis)] for step in (-2, -1)]
            )
            around = [*range(edge - 22, edge - 4), *range(edge + 4, edge + 22)]
            near = np.concatenate([np.take(second, place, axis)[np.take(inside, place, axis)] for place in around])
            assert at.size > 200
            assert at.mean() < 1.25 * near.mean(), name


def test_the_result_does_not_depend_on_the_memory(large, write, tmp_path):
    _, values = large
    source = write(values)
    first = filled(source, tmp_path / "large", memory=2**30)
    second = filled(source, tmp_path / "small", memory=64 * 2**20)
    for one, other in zip(first[:3], second[:3]):
        np.testing.assert_array_equal(one, other)


def test_a_region_alone_and_a_geographic_grid(write, tmp_path):
    shape = (60, 70)
    truth = images(shape)
    values = np.where(clouds(shape), np.float32(np.nan), truth)
    source = write(values, epsg=4326, place=(10.0, 0.01, 0, 47.0, 0, -0.01))
    window = Window(20, 10, 40, 30)
    value, _, _, _ = filled(source, tmp_path / "out", window=window)
    own = values[:, 10:40, 20:60]
    assert value.shape == own.shape
    assert value[np.isfinite(own)].tobytes() == own[np.isfinite(own)].tobytes()
    assert np.isfinite(value).all()
    assert gdal.Open(str(tmp_path / "out" / "value.tif")).GetGeoTransform()[:4:3] == pytest.approx((10.2, 46.9))


def test_pixels_that_never_have_a_value_are_outside(write, tmp_path):
    shape = (40, 50)
    values = np.where(clouds(shape), np.float32(np.nan), images(shape))
    values[:, :10, :12] = np.nan
    value, sd, flag, _ = filled(write(values), tmp_path / "out")
    assert (flag[:, :10, :12] == Flag.OUTSIDE).all()
    assert np.isnan(value[:, :10, :12]).all()
    assert np.isnan(sd[:, :10, :12]).all()
    assert np.isfinite(value[:, 10:]).all()


def test_an_outlier_is_replaced_or_kept(write, tmp_path):
    shape = (40, 50)
    truth = images(shape)
    values = np.where(clouds(shape), np.float32(np.nan), truth)
    clear = np.argwhere(np.isfinite(values[3]))[100]
    place = (3, *clear)
    values[place] = 916.0
    source = write(values)
    value, sd, flag, counts = filled(source, tmp_path / "replaced")
    assert flag[place] == Flag.REPLACED
    assert (flag == Flag.REPLACED).sum() == counts.outliers.sum() == counts.outliers[3] == 1
    assert abs(value[place] - truth[place]) < 5
    assert sd[place] > 0
    value, sd, flag, counts = filled(source, tmp_path / "kept", keep=True)
    assert (value[place], sd[place], flag[place], counts.outliers.sum()) == (916.0, 0, Flag.OBSERVED, 0)


def test_an_outlier_on_the_edge_of_a_square_is_judged_by_its_neighbours_beyond(write, tmp_path):
    shape = (20, 200)
    values = np.where(clouds(shape), np.float32(np.nan), images(shape))
    values[2, 5:8, 158:162] = images(shape)[2, 5:8, 158:162]
    values[2, 6, 159] += 60
    values[2, 6, 162] = np.nan
    _, _, flag, _ = filled(write(values), tmp_path / "out")
    assert np.argwhere(flag == Flag.REPLACED).tolist() == [[2, 6, 159]]


def test_values_far_from_where_windows_are_laid_are_found(write, tmp_path):
    shape = (400, 420)
    values = np.full((len(DATES), *shape), np.nan, dtype=np.float32)
    island = images((30, 30))
    values[:, 2:32, 385:415] = np.where(clouds((30, 30)), np.nan, island)
    value, _, flag, _ = filled(write(values), tmp_path / "out")
    assert np.isfinite(value[:, 2:32, 385:415]).all()
    assert (flag == Flag.OUTSIDE).sum() == len(DATES) * (400 * 420 - 900)


def test_cancel_leaves_nothing_behind(large, write, tmp_path):
    _, values = large
    source = write(values)
    seen = []

    def cancelled():
        seen.extend((tmp_path / "out").iterdir())
        return bool(seen)

    with pytest.raises(Cancelled):
        filled(source, tmp_path / "out", cancelled=cancelled)
    assert seen
    assert list((tmp_path / "out").iterdir()) == []


def test_a_memory_that_holds_no_square_is_refused_with_what_is_needed(write, tmp_path):
    with open_series(write(images((200, 230)))) as series:
        check_memory(view(series), 0, 2**26)
        with pytest.raises(InputError, match="Raise the memory limit"):
            check_memory(view(series), 0, 2**24)
        check_memory(view(series), 0, 2**28, network=True)
        with pytest.raises(InputError, match="method without a network"):
            check_memory(view(series), 0, 2**26, network=True)


def test_long_stacks_are_filled_in_smaller_squares():
    class Long:
        times = np.zeros(300)

    class Short:
        times = np.zeros(30)

    assert square_of(Long()) < square_of(Short())
    assert square_of(Short(), predictors=100) < square_of(Short())
