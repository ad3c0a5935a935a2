"""Networks for series and for patches of images: they correct a baseline, and return quantiles."""

from __future__ import annotations

from statistics import NormalDist

import keras
from keras import ops

from geogap_plugin.core.clouds import patch_model
from geogap_plugin.core.series import features
from geogap_plugin.core.series.features import BRIDGED, SPREAD

from .recipe import Recipe, Settings

FEATURES = {"series": features.FEATURES, "patch": patch_model.FEATURES}
"""What networks see, by the task of a recipe."""


def build_network(recipe: Recipe) -> keras.Model:
    """Build the network of a recipe: the first that its settings name.

    Returns
    -------
    keras.Model
        From (batch, time, feature) to (batch, time, quantile), any number of cells and epochs; for the task “patch”
        from (batch, height, width, feature) to (batch, height, width, quantile), any multiples of eight pixels.
    """
    return _patch_network(recipe) if recipe.task == "patch" else _series_network(recipe)


def _series_network(recipe: Recipe) -> keras.Model:
    """Build a network for series.

    Its output at an epoch is the bridged baseline plus the baseline's standard error times what the network says. The
    last layer begins with the weights 0 and the quantiles of the standard normal distribution as biases: before any
    training the network returns the baseline with its own uncertainty, and departs from it only as far as that pays.
    """
    inputs = keras.Input((None, len(FEATURES["series"])), name="features")
    state = NETWORKS[recipe.settings.networks[0]](inputs, recipe.settings)
    state = keras.layers.Dense(recipe.settings.dense, activation="relu")(state)
    correction = correction_layer(state, recipe)
    bridged = inputs[:, :, BRIDGED : BRIDGED + 1]
    spread = inputs[:, :, SPREAD : SPREAD + 1]
    return keras.Model(inputs, bridged + spread * correction, name=recipe.name)


def _patch_network(recipe: Recipe) -> keras.Model:
    """Build a network for patches of images; its output is the error of the regression in standard deviations of it."""
    inputs = keras.Input((None, None, len(FEATURES["patch"])), name="features")
    state = NETWORKS[recipe.settings.networks[0]](inputs, recipe.settings)
    state = keras.layers.Dense(recipe.settings.dense, activation="relu")(state)
    return keras.Model(inputs, correction_layer(state, recipe), name=recipe.name)


def correction_layer(state: keras.KerasTensor, recipe: Recipe) -> keras.KerasTensor:
    """Add the last layer: it begins with the quantiles of the standard normal distribution, whatever it sees."""
    normal = [NormalDist().inv_cdf(level) for level in recipe.quantiles]
    layer = keras.layers.Dense(
        len(normal), kernel_initializer="zeros", bias_initializer=_Quantiles(normal), name="correction"
    )
    return layer(state)


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


def _unet(state: keras.KerasTensor, settings: Settings) -> keras.KerasTensor:
    """Convolutions that halve the image and double it again, with a way past (Ronneberger et al. 2015, MICCAI 9351).

    Each halving makes the layers half a recipe's channels wider, up to twice as wide.
    """
    widths = [min(settings.channels * (2 + level) // 2, 2 * settings.channels) for level in range(settings.layers + 1)]
    passed = []
    for level, width in enumerate(widths):
        if level:
            passed.append(state)
            state = keras.layers.AveragePooling2D(2)(state)
        state = _convolution(_convolution(state, width), width)
    for width, past in zip(reversed(widths[:-1]), reversed(passed), strict=True):
        state = _convolution(keras.layers.Concatenate()([past, keras.layers.UpSampling2D(2)(state)]), width)
    return state


def _convolution(state: keras.KerasTensor, width: int) -> keras.KerasTensor:
    return keras.layers.Conv2D(width, 3, padding="same", activation="relu")(state)


def reach(settings: Settings) -> int:
    """Return how many pixels away :func:`_unet` sees at the most."""
    # Two convolutions at each size on the way down, one on the way up, and the edges of the squares that are averaged.
    return 2 * (2 ** (settings.layers + 1) - 1) + 3 * (2**settings.layers - 1)


NETWORKS = {"lstm": _lstm, "conv": _conv, "unet": _unet}
"""What a recipe may name in `networks`: from features and settings to what the last layers see."""


def pinball(target: object, hidden: object, predicted: object, quantiles: tuple[float, ...]) -> object:
    """Return the mean pinball loss over the hidden values (Koenker & Bassett 1978, Econometrica 46, 33-50).

    Parameters
    ----------
    target, hidden : tensor, shape (batch, time) or (batch, height, width)
        Standardised true values, and 1 where they count, else 0.
    predicted : tensor
        Of one dimension more: the quantiles.
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
