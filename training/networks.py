"""Networks for series: they correct a bridged baseline, and return quantiles."""

from __future__ import annotations

from statistics import NormalDist

import keras
import numpy as np
from keras import ops

from geogap_plugin.core.features import BRIDGED, FEATURES, SPREAD

from .recipe import Recipe, Settings


def build_network(recipe: Recipe) -> keras.Model:
    """Build the network of a recipe: the first that its settings name.

    Its output at an epoch is the bridged baseline plus the baseline's standard error times what the network says. The
    last layer begins with the weights 0 and the quantiles of the standard normal distribution as biases: before any
    training the network returns the baseline with its own uncertainty, and departs from it only as far as that pays.

    Returns
    -------
    keras.Model
        From (batch, time, feature) to (batch, time, quantile), any number of cells and epochs.
    """
    inputs = keras.Input((None, len(FEATURES)), name="features")
    state = NETWORKS[recipe.settings.networks[0]](inputs, recipe.settings)
    state = keras.layers.Dense(recipe.settings.dense, activation="relu")(state)
    normal = np.array([NormalDist().inv_cdf(level) for level in recipe.quantiles])
    correction = keras.layers.Dense(
        len(normal), kernel_initializer="zeros", bias_initializer=_Quantiles(normal.tolist()), name="correction"
    )(state)
    bridged = inputs[:, :, BRIDGED : BRIDGED + 1]
    spread = inputs[:, :, SPREAD : SPREAD + 1]
    return keras.Model(inputs, bridged + spread * correction, name=recipe.name)


def _lstm(state: keras.KerasTensor, settings: Settings) -> keras.KerasTensor:
    """Bidirectional LSTMs on top of one another (Hochreiter & Schmidhuber 1997; Graves & Schmidhuber 2005)."""
    for _ in range(settings.layers):
        state = keras.layers.Bidirectional(keras.layers.LSTM(settings.units, return_sequences=True))(state)
    return state


def _conv(state: keras.KerasTensor, settings: Settings) -> keras.KerasTensor:
    """Residual blocks of dilated convolutions that look to both sides (after Bai et al. 2018, arXiv 1803.01271)."""
    state = keras.layers.Dense(settings.channels)(state)
    for dilation in settings.dilations:
        inner = keras.layers.Conv1D(settings.channels, 3, padding="same", dilation_rate=dilation, activation="relu")(
            state
        )
        state = keras.layers.Add()([state, keras.layers.Dense(settings.channels)(inner)])
    return keras.layers.ReLU()(state)


NETWORKS = {"lstm": _lstm, "conv": _conv}
"""What a recipe may name in `networks`: from features and settings to what the last layers see."""


def pinball(target: object, hidden: object, predicted: object, quantiles: tuple[float, ...]) -> object:
    """Return the mean pinball loss over the hidden values (Koenker & Bassett 1978, Econometrica 46, 33-50).

    Parameters
    ----------
    target, hidden : tensor, shape (batch, time)
        Standardised true values, and 1 where they count, else 0.
    predicted : tensor, shape (batch, time, quantile)
    quantiles : tuple of float
    """
    levels = ops.convert_to_tensor(quantiles, dtype="float32")
    error = ops.expand_dims(target, -1) - predicted
    loss = ops.mean(ops.maximum(levels * error, (levels - 1) * error), axis=-1)
    return ops.sum(loss * hidden) / ops.maximum(ops.sum(hidden), 1.0)


@keras.saving.register_keras_serializable("geogap")
class _Quantiles(keras.initializers.Initializer):
    """Begins the biases at given values."""

    def __init__(self, values: list[float]) -> None:
        self.values = values

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> object:
        return ops.convert_to_tensor(self.values, dtype=dtype)

    def get_config(self) -> dict[str, list[float]]:
        return {"values": self.values}
