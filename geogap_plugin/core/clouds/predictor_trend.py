"""What predictors say of a stack of images: a ridge regression that all pixels share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from .temporal_kernel import waves

_RIDGE = 1e-3


@dataclass(frozen=True)
class PredictorTrend:
    """Coefficients of features of P predictors.

    Parameters
    ----------
    centre, scale : ndarray, shape (P,)
        Mean and standard deviation that predictors are standardised with.
    usual : ndarray, shape (P, 1 + W)
        Coefficients of a constant and of the waves of the cycles: what a standardised predictor is on average.
    coefficients : ndarray, shape (F,)
        Of the features, in the unit of the series.
    """

    centre: np.ndarray
    scale: np.ndarray
    usual: np.ndarray
    coefficients: np.ndarray

    def predict(self, predictors: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Return the trend, up to a constant of each pixel, shape (T, N).

        Parameters
        ----------
        predictors : ndarray, shape (P, T, N)
            NaN = missing: what is usual at that time of the year and day is taken instead.
        days : ndarray, shape (T,)
        """
        result = np.zeros(predictors.shape[1:])
        standard = (
            (part.astype(float) - centre) / scale for part, centre, scale in zip(predictors, self.centre, self.scale)
        )
        for coefficient, feature in zip(self.coefficients, _features(standard, self.usual, days)):
            result += coefficient * feature
        return result


def fit_predictor_trend(values: np.ndarray, predictors: np.ndarray, days: np.ndarray) -> PredictorTrend:
    """Regress departures from each pixel's mean on departures of the predictors' features from theirs.

    The within estimator of panel data (Wooldridge 2010, ch. 10): constant differences between pixels, such as elevation
    or land cover, do not bend the coefficients. Features are the waves of the year and of the day, each standardised
    predictor, its square, and its products with these waves; the penalty is 0.001 of the mean sum of squares (ridge
    regression: Hoerl & Kennard 1970, Technometrics 12, 55-67).

    Parameters
    ----------
    values : ndarray, shape (T, N)
        NaN = missing.
    predictors : ndarray, shape (P, T, N)
        NaN = missing.
    days : ndarray, shape (T,)
    """
    known = np.isfinite(values)
    moments = [_moments(predictor) for predictor in predictors]
    centre, scale = np.array([first for first, _ in moments]), np.array([second for _, second in moments])
    standard = (predictors - centre[:, np.newaxis, np.newaxis]) / scale[:, np.newaxis, np.newaxis]
    usual = np.array([_usual(predictor, days) for predictor in standard])
    columns = np.array([_within(feature, known) for feature in _features(standard, usual, days)])
    coefficients = _ridge(columns.T, _within(np.where(known, values, 0.0), known))
    return PredictorTrend(centre, scale, usual, coefficients)


def _features(standard: Iterable[np.ndarray], usual: np.ndarray, days: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the features of standardised predictors one by one, each of a shape that broadcasts to (T, N)."""
    constant_and_waves = waves(days, 1)
    moving = constant_and_waves[1:, :, np.newaxis]
    yield from moving
    for predictor, coefficients in zip(standard, usual):
        whole = np.where(np.isfinite(predictor), predictor, (coefficients @ constant_and_waves)[:, np.newaxis])
        yield whole
        yield whole**2
        yield from (whole * wave for wave in moving)


def _usual(predictor: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Regress a predictor on the waves."""
    known = np.isfinite(predictor)
    count = known.sum(axis=1)
    total = np.where(known, predictor, 0.0).sum(axis=1)
    seen = count > 0
    root = np.sqrt(count[seen])
    return _ridge((waves(days, 1)[:, seen] * root).T, total[seen] / root)


def _ridge(design: np.ndarray, target: np.ndarray) -> np.ndarray:
    normal = design.T @ design
    penalty = _RIDGE * max(float(np.trace(normal)) / len(normal), 1e-12)
    return np.linalg.solve(normal + penalty * np.eye(len(normal)), design.T @ target)


def _within(feature: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return a feature less its mean over each pixel's known dates, at the known values, shape (K,)."""
    mean = np.where(known, feature, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return (feature - mean)[known]


def _moments(predictor: np.ndarray) -> tuple[float, float]:
    chosen = predictor[np.isfinite(predictor)]
    if not chosen.size:
        return 0.0, 1.0
    return float(chosen.mean()), float(chosen.std()) or 1.0
