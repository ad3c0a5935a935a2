"""Trying a model out before it is trusted: what this version of GeoGap can feed it, a small input, a sound output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from .calendar import Cadence
from .card_fields import collect
from .clouds.patch_model import PatchModel
from .clouds.predictor_model import PredictorModel
from .errors import CalendarError, ModelCardError
from .model_card import ModelCard, TensorSpec
from .series.series_model import SeriesModel

_EPOCHS = 120
_PIXELS = 64


def check_usable(card: ModelCard) -> None:
    """Refuse a model that this version of GeoGap cannot serve, sound though its card may be.

    Raises
    ------
    ModelCardError
        If the cadence is none, or a model expects other features than are computed here; a line for each.
    """

    def cadence() -> None:
        try:
            Cadence.parse(card.cadence)
        except CalendarError as error:
            raise ModelCardError(f"cadence: {error.message}") from error

    def features() -> None:
        if card.task == "series":
            SeriesModel(card, lambda inputs: {})
        elif card.task == "patch":
            PatchModel(card, lambda inputs: {})
        elif card.task == "predictors":
            PredictorModel(card, lambda inputs: {})

    collect([cadence, features])


def trial_inputs(card: ModelCard, cells: int) -> dict[str, np.ndarray]:
    """Return standard normal numbers for every input of a model, the same at every call.

    Parameters
    ----------
    cells : int
        Length of the dimension "batch".

    Returns
    -------
    dict of str to ndarray of float32
        By the tensor's name; 120 epochs and 64 pixels a side where the card leaves the size open.
    """
    random = np.random.default_rng(0)
    return {spec.name: random.standard_normal(_shape(card, spec, cells), dtype=np.float32) for spec in card.inputs}


def check_outputs(card: ModelCard, outputs: Mapping[str, np.ndarray], cells: int) -> None:
    """Refuse what a model made of :func:`trial_inputs` if its card promises something else.

    Raises
    ------
    ModelCardError
        If an output is missing, of another shape than promised, or has numbers that are not finite; a line for each.
    """

    def check(index: int, spec: TensorSpec) -> None:
        found = outputs.get(spec.name)
        # A model of images may return another number of epochs or pixels than it takes.
        free = () if card.task == "series" else ("time", "height", "width")
        wanted = [None if dim in free else size for dim, size in zip(spec.dims, _shape(card, spec, cells))]
        if found is None or not _fits(found.shape, wanted):
            text = ", ".join("any" if size is None else str(size) for size in wanted)
            got = "nothing" if found is None else f"the shape {found.shape}"
            raise ModelCardError(f"outputs[{index}].dims: the model returned {got} as “{spec.name}”, not ({text}).")
        bad = int(found.size - np.isfinite(found).sum())
        if bad:
            raise ModelCardError(
                f"outputs[{index}]: {bad} of {found.size} numbers that the model returned as “{spec.name}” are not "
                "finite. Train or export it again."
            )

    collect([partial(check, index, spec) for index, spec in enumerate(card.outputs)])


def _shape(card: ModelCard, spec: TensorSpec, cells: int) -> tuple[int, ...]:
    epochs = _EPOCHS
    if card.domain.series_length is not None:
        epochs = int(np.clip(epochs, np.ceil(card.domain.series_length.low), card.domain.series_length.high))
    sizes = {
        "batch": cells,
        "time": card.window or epochs,
        "height": card.tile or _PIXELS,
        "width": card.tile or _PIXELS,
        "feature": len(spec.features),
        "quantile": len(card.quantiles),
    }
    return tuple(sizes[dim] for dim in spec.dims)


def _fits(shape: tuple[int, ...], wanted: Sequence[int | None]) -> bool:
    return len(shape) == len(wanted) and all(size in (None, length) for length, size in zip(shape, wanted))
