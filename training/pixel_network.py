"""The network of a pixel and what is around it: one set of weights, for single patches and for whole images."""

from __future__ import annotations

from dataclasses import dataclass

import keras
import numpy as np

from .group import Group
from .networks import correction_layer
from .recipe import SceneRecipe

_PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)


@dataclass(frozen=True)
class Line:
    """A linear regression of standardised targets on a pixel's own features, which the network begins with.

    Parameters
    ----------
    slopes : ndarray, shape (F,)
    intercept : float
    spread : float
        Standard deviation of its error on scenes that it was not fitted to.
    """

    slopes: np.ndarray
    intercept: float
    spread: float


def fit_line(training: Group, validation: Group) -> Line:
    """Fit a ridge regression (Hoerl & Kennard 1970, Technometrics 12, 55-67), its penalty chosen on held-out scenes."""
    inputs, target = _own_features(training), training.target.ravel().astype(float)
    others, truth = _own_features(validation), validation.target.ravel().astype(float)
    centre = inputs.mean(axis=0)
    normal, product = (inputs - centre).T @ (inputs - centre) / len(inputs), (inputs - centre).T @ target / len(inputs)
    lines = []
    for penalty in _PENALTIES:
        slopes = np.linalg.solve(normal + penalty * np.eye(len(normal)), product)
        intercept = float(target.mean() - centre @ slopes)
        lines.append(Line(slopes, intercept, float(np.sqrt(np.mean((others @ slopes + intercept - truth) ** 2)))))
    return min(lines, key=lambda line: line.spread)


def _own_features(group: Group) -> np.ndarray:
    middle = group.inputs.shape[1] // 2
    return group.inputs[:, middle, middle].astype(float)


def build_pixel_network(recipe: SceneRecipe, line: Line, padding: str = "valid") -> keras.Model:
    """Build the network of a recipe.

    One convolution sees the patch; all other layers see its result alone, pixel by pixel, so that the network of a
    patch, run over an image, is that of every pixel at once (Long, Shelhamer & Darrell 2015, CVPR, 3431-3440). What
    they say is added to a linear regression on the pixel's own features, in units of the regression's error, and is
    its distribution before training: a few scenes tell little of how scenes differ, and a line asks for less (wide and
    deep: Cheng et al. 2016, DLRS, 7-10).

    Parameters
    ----------
    recipe : SceneRecipe
    line : Line
    padding : str
        `valid`: a patch gives one pixel. `same`: an image gives one of the same size, and what is beyond its edges
        counts as missing.

    Returns
    -------
    keras.Model
        From (batch, height, width, feature) to (batch, height, width, quantile), standardised as the target is.
    """
    settings = recipe.settings
    inputs = keras.Input((None, None, len(line.slopes)), name="features")
    first, *others = settings.filters
    state = keras.layers.Conv2D(first, settings.patch, padding=padding, activation="relu")(inputs)
    for width in (*others, settings.dense):
        state = keras.layers.Dense(width, activation="relu")(state)
    state = keras.layers.Dropout(settings.dropout, seed=settings.seed)(state)
    departure = keras.layers.Rescaling(line.spread)(correction_layer(state, recipe))
    own = inputs if padding == "same" else keras.layers.Cropping2D(settings.patch // 2)(inputs)
    linear = keras.layers.Dense(1, name="line")
    network = keras.Model(inputs, keras.layers.Add()([departure, linear(own)]), name=recipe.name)
    linear.set_weights([line.slopes[:, np.newaxis], np.array([line.intercept])])
    return network


def over_images(recipe: SceneRecipe, network: keras.Model, line: Line, mean: float, sd: float) -> keras.Model:
    """Return the form for whole images of a network for patches, its output in the unit of the target.

    Parameters
    ----------
    recipe : SceneRecipe
    network : keras.Model
        As :func:`build_pixel_network` made it.
    line : Line
        That it was made with.
    mean, sd : float
        What the target was standardised with.
    """
    whole = build_pixel_network(recipe, line, "same")
    whole.set_weights(network.get_weights())
    return keras.Model(whole.input, keras.layers.Rescaling(sd, mean)(whole.output), name=recipe.name)
