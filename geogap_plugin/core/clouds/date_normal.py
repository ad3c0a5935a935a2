"""The values of a pixel at all dates as a multivariate normal: each date regressed on the others that are observed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..blas_threads import one_blas_thread
from ..cancellation import checkpoint
from .temporal_kernel import fit_kernel, waves

ITERATIONS = 10
SPREAD_FREEDOM = 6.0
"""Degrees of freedom of the t distribution that a pixel's scale is taken from; see :attr:`Regressed.spread`."""

_BATCH = 500_000
"""Numbers in the matrices that are inverted at once: about 4 MB."""

_LARGEST = 4000
"""Pixels in a batch."""

_FEWEST_PAIRS = 20
_TWO_WAY = 20
_LEVELS_PER_WAVE = 3
_WAVE_RIDGE = 0.01
_SMALL = 1e-12


@dataclass(frozen=True)
class Regressed:
    """What other dates say of every value.

    Parameters
    ----------
    mean : ndarray, shape (T, N)
        Expected value given the pixel's values at the other dates: at an observed date without itself.
    sd : ndarray, shape (T, N)
        Standard deviation of the error, for pixels of common spread.
    spread : ndarray, shape (N,)
        How much wider a pixel's errors are than common, by how unusual its observed values are together: the square
        root of (nu + d) / (nu + p), with d the squared Mahalanobis distance of p values and nu degrees of freedom
        (Lange, Little & Taylor 1989, J. Am. Stat. Assoc. 84, 881-896).
    """

    mean: np.ndarray
    sd: np.ndarray
    spread: np.ndarray


@dataclass(frozen=True)
class DateNormal:
    """The distribution of a pixel's values at T dates.

    Parameters
    ----------
    mean : ndarray, shape (T,)
    covariance : ndarray, shape (T, T)
    """

    mean: np.ndarray
    covariance: np.ndarray

    @one_blas_thread()
    def regress(self, values: np.ndarray) -> Regressed:
        """Regress each value on the pixel's observed values at other dates.

        A missing value has the conditional mean and variance of the normal distribution; an observed one those given
        the other observed ones, both from the inverse covariance P of the observed dates: x_t - (P d)_t / P_tt with
        variance 1 / P_tt, d being the departures from the mean.

        Parameters
        ----------
        values : ndarray, shape (T, N)
            NaN = missing.
        """
        observed = np.isfinite(values)
        mean, variance = np.empty(values.shape), np.empty(values.shape)
        spread = np.empty(values.shape[1])
        prior = np.diagonal(self.covariance)
        for batch in _batches(observed, self.covariance):
            seen, departure, pull = batch.pulls(values, self.mean)
            across = self.covariance[batch.dates] * batch.valid[:, :, np.newaxis]
            left = prior - (np.matmul(batch.precision, across) * across).sum(axis=1)
            own = batch.scattered(np.diagonal(batch.precision, axis1=1, axis2=2), len(prior))[batch.pattern]
            own = np.where(seen, own, 1.0)
            guess = np.where(seen, departure - pull / own, pull @ self.covariance)
            mean[:, batch.pixels] = (guess + self.mean).T
            variance[:, batch.pixels] = np.where(seen, 1 / own, left[batch.pattern]).T
            distance, count = (departure * pull).sum(axis=1), seen.sum(axis=1)
            spread[batch.pixels] = np.sqrt((SPREAD_FREEDOM + distance) / (SPREAD_FREEDOM + count))
        return Regressed(mean, np.sqrt(np.maximum(variance, _SMALL * float(prior.max()))), spread)


@one_blas_thread()
def fit_dates(values: np.ndarray, days: np.ndarray, prior_pixels: float) -> DateNormal:
    """Fit means and covariance of the dates, the pixels being the sample, by expectation maximisation.

    Regularised EM for normal data with missing values (Dempster, Laird & Rubin 1977, J. R. Stat. Soc. B 39, 1-38;
    Schneider 2001, J. Climate 14, 853-871). The covariance is drawn towards one that depends on the time between dates
    alone (:func:`.temporal_kernel.fit_kernel`) with an inverse Wishart prior, so that a date of which little or nothing
    was seen is estimated by the dates around it and by its season.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    days : ndarray, shape (T,)
        Dates in days since any origin.
    prior_pixels : float
        How many pixels the prior is worth.
    """
    start = starting_normal(values, days, prior_pixels)
    mean, covariance = start.mean, start.covariance
    observed = np.isfinite(values)
    seen = observed.any(axis=1)
    pixels = values.shape[1]
    for _ in range(ITERATIONS):
        checkpoint()
        current = DateNormal(mean, covariance)
        total = np.zeros(len(days))
        products = np.zeros(covariance.shape)
        left = np.zeros(covariance.shape)
        for batch in _batches(observed, covariance):
            seen_here, departure, pull = batch.pulls(values, current.mean)
            complete = np.where(seen_here, departure, pull @ covariance)
            total += complete.sum(axis=0)
            products += complete.T @ complete
            left += batch.summed(len(days))
        shift = np.where(seen, total / pixels, 0.0)
        hidden = pixels * covariance - covariance @ left @ covariance
        summed = products - np.outer(total, shift) - np.outer(shift, total) + pixels * np.outer(shift, shift)
        covariance = (summed + hidden + prior_pixels * start.covariance) / (pixels + prior_pixels)
        covariance = 0.5 * (covariance + covariance.T)
        mean = current.mean + shift
    return DateNormal(mean, covariance)


def starting_normal(values: np.ndarray, days: np.ndarray, prior_pixels: float) -> DateNormal:
    """Return means, and a covariance that depends on the time between dates and on each date's own spread alone."""
    observed = np.isfinite(values)
    count = observed.sum(axis=1)
    level = _date_levels(values, observed)
    departure = np.where(observed, values - level[:, np.newaxis], 0.0)
    square = (departure**2).sum(axis=1)
    pooled = max(float(square.sum() / max(count.sum(), 1)), _SMALL)
    spread = np.sqrt((square + pooled * prior_pixels) / (count + prior_pixels))
    pairs = observed.astype(float) @ observed.T
    alike = departure @ departure.T / np.maximum(pairs, 1) / np.outer(spread, spread)
    kernel = fit_kernel(alike, np.where(pairs > _FEWEST_PAIRS, pairs, 0.0), days)
    if kernel[0, 0] <= 0:  # values that never vary
        kernel = np.eye(len(days))
    covariance = kernel / kernel[0, 0] * np.outer(spread, spread)
    return DateNormal(_levels_of_all(level, count, days), covariance)


def _date_levels(values: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the dates' effects of a two-way layout, dates and pixels, by alternating means, shape (T,)."""
    filled = np.where(observed, values, 0.0)
    of_date, of_pixel = np.maximum(observed.sum(axis=1), 1), np.maximum(observed.sum(axis=0), 1)
    seen = observed.any(axis=0)
    level, offset = np.zeros(len(values)), np.zeros(values.shape[1])
    for _ in range(_TWO_WAY):
        level = (filled - np.where(observed, offset, 0.0)).sum(axis=1) / of_date
        offset = (filled - np.where(observed, level[:, np.newaxis], 0.0)).sum(axis=0) / of_pixel
        offset = np.where(seen, offset - (offset[seen].mean() if seen.any() else 0.0), 0.0)
    return level


def _levels_of_all(level: np.ndarray, count: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Estimate the levels of dates without a value: the cycles of the others, and what is left of these, kriged."""
    seen = count > 0
    if seen.all() or not seen.any():
        return level
    columns = waves(days, 2)
    if np.count_nonzero(seen) < _LEVELS_PER_WAVE * len(columns):
        columns = columns[:1]
    normal = columns[:, seen] @ columns[:, seen].T / np.count_nonzero(seen)
    normal[1:, 1:] += _WAVE_RIDGE * np.eye(len(columns) - 1)
    moment = columns[:, seen] @ level[seen] / np.count_nonzero(seen)
    cycle = np.linalg.solve(normal, moment) @ columns
    left = np.where(seen, level - cycle, 0.0)
    kernel = fit_kernel(np.outer(left, left), np.outer(seen, seen).astype(float), days)
    if kernel[0, 0] <= 0:
        return np.where(seen, level, cycle)
    weights = np.linalg.solve(kernel[np.ix_(seen, seen)], left[seen])
    return np.where(seen, level, cycle + kernel[:, seen] @ weights)


@dataclass(frozen=True)
class _Batch:
    """Pixels that are worked on together, with the inverse covariance of the dates that each is seen at.

    Parameters
    ----------
    pixels : ndarray of int, shape (n,)
    seen : ndarray of bool, shape (n, T)
    pattern : ndarray of int, shape (n,)
        Pixels that are seen at the same dates share one of M patterns.
    dates, valid : ndarray of int and of bool, shape (M, k)
        The observed dates of each pattern; those that are not valid only fill up its row.
    precision : ndarray, shape (M, k, k)
        0 where a date is not valid.
    """

    pixels: np.ndarray
    seen: np.ndarray
    pattern: np.ndarray
    dates: np.ndarray
    valid: np.ndarray
    precision: np.ndarray

    def pulls(self, values: np.ndarray, mean: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return what is seen, its departures from the mean, and these times the precision, each of shape (n, T)."""
        departure = np.where(self.seen, values[:, self.pixels].T - mean, 0.0)
        dates = self.dates[self.pattern]
        given = np.take_along_axis(departure, dates, axis=1)
        pull = np.zeros(departure.shape)
        pulled = np.matmul(self.precision[self.pattern], given[:, :, np.newaxis])[:, :, 0]
        np.put_along_axis(pull, dates, pulled, axis=1)
        return self.seen, departure, pull

    def scattered(self, numbers: np.ndarray, count: int) -> np.ndarray:
        """Lay numbers of shape (M, k) onto all dates, shape (M, T)."""
        laid = np.zeros((len(numbers), count))
        np.put_along_axis(laid, self.dates, numbers, axis=1)
        return laid

    def summed(self, count: int) -> np.ndarray:
        """Return the sum of the pixels' precisions, shape (T, T)."""
        weights = np.bincount(self.pattern, minlength=len(self.dates))[:, np.newaxis, np.newaxis] * self.precision
        cells = self.dates[:, :, np.newaxis] * count + self.dates[:, np.newaxis, :]
        return np.bincount(cells.ravel(), weights.ravel(), count**2).reshape(count, count)


def _batches(observed: np.ndarray, covariance: np.ndarray) -> Iterator[_Batch]:
    """Yield pixels that are seen at about as many dates, with the inverses of the covariance of these."""
    count = observed.sum(axis=0)
    order = np.lexsort((*np.packbits(observed, axis=0), count))
    whole = np.linalg.inv(covariance)
    first = 0
    while first < order.size:
        checkpoint()
        # As many as fit if each had as many dates as the last one.
        most = int(count[order[min(first + _LARGEST, order.size) - 1]])
        size = max(1, _BATCH // max(most, len(observed) // 4, 1) ** 2)
        chosen = order[first : first + min(size, _LARGEST)]
        first += chosen.size
        seen = observed[:, chosen].T
        changes = np.any(seen[1:] != seen[:-1], axis=1)
        distinct = seen[np.concatenate([[True], changes])]
        dates, valid = _placed(distinct)
        if 2 * int((~distinct).sum(axis=1).max()) < dates.shape[1]:
            # The inverse of a block by the Schur complement of the rest, which is smaller.
            absent, there = _placed(~distinct)
            across = np.where(there[:, np.newaxis], _block(whole, dates, absent), 0.0)
            rest = across @ _inverse(_block(whole, absent, absent), there) @ across.transpose(0, 2, 1)
            both = valid[:, :, np.newaxis] & valid[:, np.newaxis, :]
            precision = np.where(both, _block(whole, dates, dates) - rest, 0.0)
        else:
            precision = _inverse(_block(covariance, dates, dates), valid)
        yield _Batch(chosen, seen, np.concatenate([[0], np.cumsum(changes)]), dates, valid, precision)


def _placed(chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the indices of what is chosen in each row of (M, T), filled up to as many for all, and which count."""
    most = max(int(chosen.sum(axis=1).max()), 1)
    places = np.argsort(~chosen, axis=1, kind="stable")[:, :most]
    return places, np.take_along_axis(chosen, places, axis=1)


def _block(matrix: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return a part of a matrix for each of M rows of indices, shape (M, k, l)."""
    return matrix[rows[:, :, np.newaxis], columns[:, np.newaxis, :]]


def _inverse(blocks: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Return the inverses of the valid parts of blocks (M, k, k), 0 elsewhere."""
    both = valid[:, :, np.newaxis] & valid[:, np.newaxis, :]
    return np.where(both, np.linalg.inv(np.where(both, blocks, np.eye(blocks.shape[1]))), 0.0)
