"""A series model as a filling method: encode, predict, decode, in the same signature as a baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from ..calendar import Cadence
from ..cancellation import checkpoint
from ..errors import InputError, ModelCardError
from ..estimate import Estimate
from ..gaps import gap_lengths, outside_cells
from ..model_card import ModelCard
from ..quantile_moments import mean_weights, spread_weights
from .features import FEATURES, Encoded, encode

MIN_OBSERVATIONS = 24
"""Cells with fewer observations get the baseline: trend, season and scale are too uncertain to standardise with."""

BATCH = 32
"""Cells in one prediction: ONNX Runtime runs an LSTM fastest at 16 to 64, in 0.75 MB a cell."""

Predict = Callable[[dict[str, np.ndarray]], Mapping[str, np.ndarray]]


class SeriesModel:
    """A model of the task "series", called like any baseline.

    Parameters
    ----------
    card : ModelCard
        The model's card.
    predict : callable
        Takes and returns a mapping of tensor name to float32 array, cells first.
    batch : int
        Cells in one call of `predict`.

    Raises
    ------
    ModelCardError
        If the card is not of a series model whose inputs this version of GeoGap computes.
    """

    def __init__(self, card: ModelCard, predict: Predict, *, batch: int = BATCH) -> None:
        card.check_use("series", FEATURES)
        self.card = card
        self._predict = predict
        self._batch = batch
        self._levels = np.array(card.quantiles)

    def __call__(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
        """Estimate `values` (T, N; NaN = missing) at all `times` (T, datetime64[s]).

        The standard deviation is the slope of the predicted quantiles over those of the standard normal
        distribution, times the card's calibration factor for the distance to the nearest observation. Observed epochs,
        for which no network is trained, and cells with fewer than :data:`MIN_OBSERVATIONS` observations get the
        baseline's estimate.

        Raises
        ------
        InputError
            If the cadence is not the model's.
        ModelCardError
            If the model's output has another shape than its card says.
        """
        encoded = self._encode(times, values, cadence)
        mean, sd = encoded.baseline.mean.copy(), encoded.baseline.sd.copy()
        for cells, quantiles in self._predictions(encoded, values):
            missing, scale = ~np.isfinite(values[:, cells]), encoded.scale[cells]
            # Sums, not products of matrices: their rounding would depend on the size of the batch.
            centre = encoded.reference[:, cells] + scale * (quantiles * mean_weights(self.card.quantiles)).sum(axis=2)
            slope = scale * (quantiles * spread_weights(self.card.quantiles)).sum(axis=2)
            mean[:, cells] = np.where(missing, centre, mean[:, cells])
            sd[:, cells] = np.where(missing, slope, sd[:, cells])
        return Estimate(mean, sd)

    def quantiles(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> np.ndarray:
        """Return the calibrated quantiles of the card's levels, shape (Q, T, N); NaN in cells left to the baseline."""
        encoded = self._encode(times, values, cadence)
        result = np.full((len(self._levels), *encoded.reference.shape), np.nan)
        for cells, quantiles in self._predictions(encoded, values):
            scaled = encoded.reference[:, cells, np.newaxis] + encoded.scale[cells, np.newaxis] * quantiles
            result[:, :, cells] = np.moveaxis(scaled, 2, 0)
        return result

    def out_of_domain(
        self, times: np.ndarray, values: np.ndarray, latitude: tuple[float, float] | None = None
    ) -> list[str]:
        """Say in which respects a block lies outside what the model was trained on.

        Parameters
        ----------
        times : ndarray of datetime64[s], shape (T,)
        values : ndarray, shape (T, N)
            NaN = missing.
        latitude : (float, float), optional
            Southernmost and northernmost latitude of the cells, in degrees.

        Returns
        -------
        list of str
            One sentence for each respect; empty inside the domain.
        """
        domain, reasons = self.card.domain, []
        longest = int(gap_lengths(values)[:, ~outside_cells(values)].max(initial=0))
        if domain.gap_length and longest > domain.gap_length.high:
            reasons.append(
                f"The longest gap has {longest} epochs; the model was trained on gaps up to {domain.gap_length.high:g}."
            )
        if domain.series_length and not domain.series_length.contains(len(times)):
            reasons.append(
                f"The series has {len(times)} epochs; the model was trained on {domain.series_length} epochs."
            )
        inside = values[:, ~outside_cells(values)]
        if domain.value_scale and inside.size:
            spread = float(np.median(np.nanstd(inside, axis=0)))
            if not domain.value_scale.contains(spread):
                reasons.append(
                    f"A typical cell varies by {spread:.3g} {self.card.unit} (standard deviation); "
                    f"the model was trained on {domain.value_scale} {self.card.unit}. Check the unit of the series."
                )
        if latitude and domain.latitude and not all(map(domain.latitude.contains, latitude)):
            reasons.append(
                f"The cells lie between {latitude[0]:g}° and {latitude[1]:g}° of latitude; the model was trained on "
                f"{domain.latitude}°."
            )
        return reasons

    def _encode(self, times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Encoded:
        if str(cadence) != self.card.cadence:
            raise InputError(
                f"The model {self.card.name} is for a cadence of “{self.card.cadence}”; the series has “{cadence}”. "
                "Choose another model or a baseline."
            )
        return encode(times, values, cadence, self.card.baseline)

    def _predictions(self, encoded: Encoded, values: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield cells that are predicted together (K,), and their calibrated quantiles (T, K, Q)."""
        predicted = np.flatnonzero(np.isfinite(values).sum(axis=0) >= MIN_OBSERVATIONS)
        for first in range(0, predicted.size, self._batch):
            checkpoint()
            cells = predicted[first : first + self._batch]
            # Quantiles that cross are put in order (Chernozhukov et al. 2010, Econometrica 78, 1093-1125).
            quantiles = self._predict_batch(encoded.inputs[cells]).astype(np.float64)
            quantiles = np.sort(np.moveaxis(quantiles, 0, 1), axis=2)
            factor = self.card.conformal_factor(encoded.distance[:, cells])[:, :, np.newaxis]
            middle = quantiles[:, :, [int(np.argmin(np.abs(self._levels - 0.5)))]]
            yield cells, middle + factor * (quantiles - middle)

    def _predict_batch(self, inputs: np.ndarray) -> np.ndarray:
        name = self.card.outputs[0].name
        outputs = self._predict({self.card.inputs[0].name: inputs})
        expected = (*inputs.shape[:2], len(self._levels))
        if name not in outputs or outputs[name].shape != expected:
            got = outputs[name].shape if name in outputs else "nothing"
            raise ModelCardError(f"outputs[0]: the model returned {got} as {name}; its card promises {expected}.")
        return outputs[name]
