"""Filling by empirical orthogonal functions (DINEOF), from the covariance of the dates."""

from __future__ import annotations

import numpy as np

from ..blas_threads import one_blas_thread
from ..cancellation import checkpoint
from .date_normal import DateNormal, starting_normal

RANKS = (1, 2, 3, 4, 6, 8, 11, 15, 20)
"""Numbers of functions that are tried."""

_MOST_STEPS = 100
_TOLERANCE = 1e-4
_PRIOR_PIXELS = 30.0
_LEAST_NOISE = 1e-4
_LEAST_VARIANCE = 1e-12


@one_blas_thread()
def fit_eof(values: np.ndarray, days: np.ndarray, rank: int) -> DateNormal:
    """Fit the dates' covariance by a few empirical orthogonal functions and white noise.

    DINEOF (Beckers & Rixen 2003, J. Atmos. Ocean. Technol. 20, 1839-1856; Alvera-Azcarate et al. 2005, Ocean Model. 9,
    325-346): missing values begin at their date's mean and are replaced by the truncated expansion until they
    stay. The functions of time are eigenvectors of the T x T covariance, so that no step grows faster than the number
    of pixels. What comes back is read as a normal distribution with as many functions and white noise (probabilistic
    principal components: Tipping & Bishop 1999, J. R. Stat. Soc. B 61, 611-622), which fills pixels that were not
    among the sample, too, and knows how uncertain it is.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    days : ndarray, shape (T,)
    rank : int
        Number of functions, less than T.
    """
    observed = np.isfinite(values)
    mean = starting_normal(values, days, _PRIOR_PIXELS).mean
    filled = np.where(observed, values - mean[:, np.newaxis], 0.0)
    seen = observed.any(axis=1)
    scale = float(np.sqrt((filled**2).sum() / max(np.count_nonzero(observed), 1)))
    for _ in range(_MOST_STEPS):
        checkpoint()
        functions = np.linalg.eigh(filled @ filled.T)[1][:, -rank:]
        expansion = functions @ (functions.T @ filled)
        change = np.where(observed, 0.0, expansion - filled)
        filled += change
        # What was filled in moves the dates' means, too.
        shift = np.where(seen, filled.mean(axis=1), 0.0)
        mean, filled = mean + shift, filled - shift[:, np.newaxis]
        if np.sqrt((change**2).mean()) <= _TOLERANCE * scale:
            break
    variance, functions = np.linalg.eigh(filled @ filled.T / values.shape[1])
    functions = functions[:, -rank:]
    left = np.where(observed, filled - functions @ (functions.T @ filled), 0.0)
    share = max(1 - rank / len(values), 1 / len(values))
    noise = float((left**2).sum()) / max(np.count_nonzero(observed) * share, 1)
    noise = max(noise, _LEAST_NOISE * scale**2, _LEAST_VARIANCE)
    strength = np.maximum(variance[-rank:] - noise, 0.0)
    return DateNormal(mean, (functions * strength) @ functions.T + noise * np.eye(len(values)))
