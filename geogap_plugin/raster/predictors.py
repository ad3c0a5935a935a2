"""The series that files hold: one for every variable, with those that have no date, such as a terrain model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from osgeo import gdal

from ..core.errors import CalendarError, InputError
from .gdal_calls import reading
from .netcdf import is_multidimensional, split_source
from .series import RasterSeries, open_series

_NO_DATE = "1970-01-01"


@dataclass(frozen=True)
class Predictor:
    """A variable of a file.

    Parameters
    ----------
    series : RasterSeries
    dated : bool
        False where the file gives no date: the one epoch of the series has a date that means nothing.
    """

    series: RasterSeries
    dated: bool

    @property
    def changes(self) -> bool:
        """Whether the variable has more than one date."""
        return self.dated and self.series.times[0] != self.series.times[-1]

    @property
    def label(self) -> str:
        """The name of the file and, where it does not hold it, that of the variable."""
        name, variable = self.series.name, self.series.variable.replace("/", "_")
        return name if not variable or variable.lower() in name.lower() else f"{name} {variable}"

    def is_same(self, other: Predictor) -> bool:
        """Whether another is the same variable of the same files."""
        return (set(self.series.sources), self.series.variable) == (set(other.series.sources), other.series.variable)

    def is_called(self, name: str) -> bool:
        """Whether a user may call it so: the name of its file, of its variable, or of both."""
        known = (self.label, self.series.name, self.series.variable, re.split(r"[/\\:]", self.series.sources[0])[-1])
        return name.casefold() in {text.casefold() for text in known}


def open_predictors(source: str, wanted: Sequence[str], stack: ExitStack) -> tuple[list[Predictor], list[str]]:
    """Open all variables of a file that are rasters, or the wanted ones.

    A file with one variable opens whatever is wanted. Bands without dates are variables if they have names.

    Parameters
    ----------
    source : str
        A file, or what GDAL opens.
    wanted : sequence of str
        Names of variables, or descriptions or numbers of undated bands; none for all.
    stack : ExitStack
        Closes what is opened.

    Returns
    -------
    list of Predictor
        None of them where the file has none of the wanted variables.
    list of str
        What was left out and why.

    Raises
    ------
    InputError
        If nothing can be opened, or the dates are neither there nor unnecessary.
    """
    names = _variables(source, numbered=bool(wanted))
    if not names:
        return [_open(source, None, stack)], []
    found, left_out = [], []
    for name, given in names.items():
        if wanted and not {name.casefold(), given.casefold()} & {text.casefold() for text in wanted}:
            continue
        try:
            found.append(_open(source, given, stack))
        except InputError as error:
            if wanted:
                raise
            left_out.append(error.message)
    if left_out and not found:
        raise InputError(left_out[0])
    return found, left_out


def _open(source: str, variable: str | None, stack: ExitStack) -> Predictor:
    try:
        return Predictor(stack.enter_context(open_series(source, variable=variable)), True)
    except CalendarError:
        try:
            still = open_series(source, variable=variable, dates=[_NO_DATE])
        except CalendarError:
            still = None
        if still is None:
            raise
        return Predictor(stack.enter_context(still), False)


def _variables(source: str, *, numbered: bool) -> dict[str, str]:
    """Return the variables of a file with several: their names, and what opens them; nothing for any other.

    Parameters
    ----------
    numbered : bool
        Undated bands without a name are called by their number; otherwise they are no variables.
    """
    path, inner = split_source(source)
    if inner:
        return {}
    with reading(source):
        if is_multidimensional(path):
            subdatasets = [name for name, _ in gdal.OpenEx(path, gdal.OF_RASTER).GetSubDatasets()]
            inside = [variable for name in subdatasets if (variable := split_source(name)[1])]
            return {variable.strip("/"): variable for variable in inside} if len(inside) > 1 else {}
        dataset = gdal.OpenEx(source, gdal.OF_RASTER)
        count = dataset.RasterCount
        labels = [dataset.GetRasterBand(number).GetDescription() for number in range(1, count + 1)]
    if numbered:
        labels = [label or str(number) for number, label in enumerate(labels, start=1)]
    if count < 2:
        return {}
    try:
        open_series(source).close()
    except CalendarError:
        if len(set(labels)) == count and all(labels):
            return {label: label for label in labels}
    return {}
