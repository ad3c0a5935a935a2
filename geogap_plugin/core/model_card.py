"""The model card: what a model file says it needs, returns, was trained on and scored; read and written here alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .card_fields import Field
from .errors import ModelCardError
from .onnx_file import OnnxInfo, TensorInfo

SCHEMA = 1
METADATA_KEY = "geogap"
"""Key of the card in the `metadata_props` of an ONNX file."""

TASKS = ("series", "predictors", "patch", "frames")
BASELINE_NAMES = ("linear", "climatology", "harmonic", "gp")
DIMENSIONS = ("batch", "time", "height", "width", "feature", "quantile")


@dataclass(frozen=True)
class Range:
    """A closed range of numbers, written as [low, high]."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Tell whether a value lies within the range."""
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class TensorSpec:
    """An input or output as the card promises it.

    Parameters
    ----------
    name : str
        Name of the tensor in the graph.
    dims : tuple of str
        Names of its dimensions, out of :data:`DIMENSIONS`; the first is "batch".
    features : tuple of str
        Names along the dimension "feature", in order; empty without that dimension.
    """

    name: str
    dims: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(frozen=True)
class ConformalFactor:
    """Calibration of the uncertainty up to a distance (epochs) to the nearest observation."""

    distance: int
    factor: float


@dataclass(frozen=True)
class Domain:
    """What was seen in training; None where the model does not depend on it.

    Parameters
    ----------
    value_scale : Range or None
        Standard deviation of a cell in the unit of the card; None for a model of standardised values.
    gap_length, series_length : Range or None
        Epochs.
    latitude : Range or None
        Degrees.
    """

    value_scale: Range | None
    gap_length: Range | None
    series_length: Range | None
    latitude: Range | None


@dataclass(frozen=True)
class TrainingData:
    """One data set that a model was trained on: its name, licence and period."""

    name: str
    licence: str
    period: str


@dataclass(frozen=True)
class Training:
    """How a model was made, so that it can be made again.

    Parameters
    ----------
    data : tuple of TrainingData
    seed : int
    commit : str
        Commit of the training code, or "unknown".
    command : str
        The command that makes the model.
    minutes : float
        Wall-clock time that it took.
    packages : dict of str to str
        Versions of the packages in use.
    parameters : dict of str to (str, number or bool)
        All hyper-parameters, with what the command overrode.
    """

    data: tuple[TrainingData, ...]
    seed: int
    commit: str
    command: str
    minutes: float
    packages: dict[str, str]
    parameters: dict[str, str | int | float | bool]


@dataclass(frozen=True)
class Score:
    """A held-out score of the model and of its baseline on the same cells.

    Parameters
    ----------
    data, split : str
        Data set, and which values were hidden.
    metric, unit : str
        Such as "RMSE, median over cells" and "cm"; the unit is "1" for a ratio.
    model, baseline : float
    """

    data: str
    split: str
    metric: str
    unit: str
    model: float
    baseline: float


@dataclass(frozen=True)
class ModelCard:
    """The card of a model.

    Parameters
    ----------
    name, version, description, licence : str
    task : str
        One of :data:`TASKS`.
    variable, unit : str
        What the model fills and in which unit; "any" for a model of standardised values.
    cadence : str
        As :class:`geogap_plugin.core.calendar.Cadence` writes it.
    inputs, outputs : tuple of TensorSpec
        In the order of the graph.
    quantiles : tuple of float
        Levels along the dimension "quantile", ascending, in (0, 1); empty without that dimension.
    window, tile, overlap : int or None
        Epochs and pixels that the model works on at once; None for any number.
    baseline : str
        The baseline over which the model predicts a residual: one of :data:`BASELINE_NAMES`.
    conformal : tuple of ConformalFactor
        Distances ascending; the last factor holds beyond the last distance.
    domain : Domain
    training : Training
    scores : tuple of Score
    """

    name: str
    version: str
    task: str
    description: str
    variable: str
    unit: str
    cadence: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    quantiles: tuple[float, ...]
    window: int | None
    tile: int | None
    overlap: int | None
    baseline: str
    conformal: tuple[ConformalFactor, ...]
    domain: Domain
    training: Training
    scores: tuple[Score, ...]
    licence: str

    @classmethod
    def parse(cls, text: str) -> ModelCard:
        """Read a card from its JSON text.

        Raises
        ------
        ModelCardError
            If the text is not a JSON object, or a field is missing, unknown, of another type, or out of bounds; the
            message begins with the path of the field, such as "inputs[0].dims".
        """
        card = Field.document(text)
        schema = card["schema"].integer(1)
        if schema > SCHEMA:
            card["schema"].refuse(
                f"this model was made by a newer GeoGap (card schema {schema}; this one reads {SCHEMA}). Update GeoGap."
            )
        card.keys(("schema", *cls.__dataclass_fields__))
        task = card["task"].choice(TASKS)
        quantiles = _quantiles(card["quantiles"])
        inputs = tuple(_tensor(item, quantiles) for item in card["inputs"].items(1))
        outputs = tuple(_tensor(item, quantiles) for item in card["outputs"].items(1))
        _refuse_repeats(card, inputs + outputs)
        if task == "series":
            _require_series(card, inputs, outputs, quantiles)
        return cls(
            name=card["name"].text(80),
            version=card["version"].text(40),
            task=task,
            description=card["description"].text(4000),
            variable=card["variable"].text(),
            unit=card["unit"].text(40),
            cadence=card["cadence"].text(40),
            inputs=inputs,
            outputs=outputs,
            quantiles=quantiles,
            window=card["window"].optional(lambda field: field.integer(1, 100_000)),
            tile=card["tile"].optional(lambda field: field.integer(1, 100_000)),
            overlap=card["overlap"].optional(lambda field: field.integer(0, 100_000)),
            baseline=card["baseline"].choice(BASELINE_NAMES),
            conformal=_conformal(card["conformal"]),
            domain=_domain(card["domain"]),
            training=_training(card["training"]),
            scores=tuple(_score(item) for item in card["scores"].items(1)),
            licence=card["licence"].text(),
        )

    def dump(self) -> str:
        """Write the card as JSON text; :meth:`parse` reads it back unchanged."""
        content = {"schema": SCHEMA, **asdict(self)}
        content["domain"] = {
            name: None if limits is None else [limits["low"], limits["high"]]
            for name, limits in content["domain"].items()
        }
        return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)

    def check_graph(self, inputs: Sequence[TensorInfo], outputs: Sequence[TensorInfo]) -> None:
        """Refuse a graph whose real inputs and outputs are not those of the card.

        Parameters
        ----------
        inputs, outputs : sequence of TensorInfo
            As :func:`geogap_plugin.core.onnx_file.inspect_onnx` or ONNX Runtime report them.

        Raises
        ------
        ModelCardError
            If a tensor is missing, unexpected, not float32, or has other dimensions; the message names the field of
            the card.
        """
        for field, specs, tensors in (("inputs", self.inputs, inputs), ("outputs", self.outputs, outputs)):
            found = {tensor.name: tensor for tensor in tensors}
            for index, spec in enumerate(specs):
                if spec.name not in found:
                    raise ModelCardError(
                        f"{field}[{index}].name: the graph has no “{spec.name}”, "
                        f"only {', '.join(sorted(found)) or 'none'}."
                    )
                self._check_tensor(f"{field}[{index}]", spec, found.pop(spec.name))
            if found:
                raise ModelCardError(f"{field}: the graph has “{next(iter(found))}”, which the card does not mention.")

    def conformal_factor(self, distance: np.ndarray) -> np.ndarray:
        """Return the calibration factor of the uncertainty for distances (epochs) to the nearest observation."""
        limits = np.array([step.distance for step in self.conformal])
        factors = np.array([step.factor for step in self.conformal])
        return factors[np.minimum(np.searchsorted(limits, distance), len(limits) - 1)]

    def _check_tensor(self, path: str, spec: TensorSpec, tensor: TensorInfo) -> None:
        if tensor.dtype != "float32":
            raise ModelCardError(f"{path}: the tensor “{spec.name}” is {tensor.dtype}; float32 is expected.")
        if len(tensor.dims) != len(spec.dims):
            raise ModelCardError(
                f"{path}.dims: the card names {len(spec.dims)} dimensions; "
                f"“{spec.name}” has {len(tensor.dims)} in the graph."
            )
        sizes = {
            "time": self.window,
            "height": self.tile,
            "width": self.tile,
            "feature": len(spec.features),
            "quantile": len(self.quantiles),
        }
        for index, (dim, size) in enumerate(zip(spec.dims, tensor.dims)):
            fixed = isinstance(size, int)
            expected = sizes.get(dim)
            must_be_fixed = dim in ("feature", "quantile")
            if (fixed and size != expected) or (must_be_fixed and not fixed):
                wanted = "a dynamic size" if expected is None else f"size {expected}"
                raise ModelCardError(
                    f"{path}.dims[{index}]: “{dim}” of “{spec.name}” is {size if fixed else 'dynamic'} in the graph; "
                    f"the card says {wanted}."
                )


def _tensor(field: Field, quantiles: tuple[float, ...]) -> TensorSpec:
    field.keys(("name", "dims", "features"))
    dims = tuple(item.choice(DIMENSIONS) for item in field["dims"].items(1))
    if dims[0] != "batch":
        field["dims"].refuse("the first dimension must be “batch”.")
    if len(set(dims)) < len(dims):
        field["dims"].refuse("a dimension occurs twice.")
    features = tuple(item.text(80) for item in field["features"].items())
    if ("feature" in dims) != bool(features):
        field["features"].refuse("names are needed for the dimension “feature”, and only for it.")
    if len(set(features)) < len(features):
        field["features"].refuse("a name occurs twice.")
    if "quantile" in dims and not quantiles:
        field["dims"].refuse("there is a dimension “quantile”, but the card's list of quantiles is empty.")
    return TensorSpec(field["name"].text(80), dims, features)


def _quantiles(field: Field) -> tuple[float, ...]:
    levels: list[float] = []
    for item in field.items():
        level = item.number()
        if not 0 < level < 1:
            item.refuse(f"a level between 0 and 1 is expected, not {level:g}.")
        if levels and level <= levels[-1]:
            item.refuse("the levels must ascend.")
        levels.append(level)
    return tuple(levels)


def _refuse_repeats(card: Field, tensors: tuple[TensorSpec, ...]) -> None:
    names = [tensor.name for tensor in tensors]
    for name in names:
        if names.count(name) > 1:
            card["inputs"].refuse(f"the tensor “{name}” occurs twice in inputs and outputs.")


def _require_series(
    card: Field, inputs: tuple[TensorSpec, ...], outputs: tuple[TensorSpec, ...], quantiles: tuple[float, ...]
) -> None:
    if len(inputs) != 1 or inputs[0].dims != ("batch", "time", "feature"):
        card["inputs"].refuse("a model for series has one input with the dimensions batch, time, feature.")
    if len(outputs) != 1 or outputs[0].dims != ("batch", "time", "quantile"):
        card["outputs"].refuse("a model for series has one output with the dimensions batch, time, quantile.")
    if len(quantiles) < 3 or 0.5 not in quantiles:
        card["quantiles"].refuse("a model for series has three levels or more, 0.5 among them.")


def _conformal(field: Field) -> tuple[ConformalFactor, ...]:
    factors: list[ConformalFactor] = []
    for item in field.items(1):
        item.keys(("distance", "factor"))
        distance = item["distance"].integer(1, 1_000_000)
        if factors and distance <= factors[-1].distance:
            item["distance"].refuse("the distances must ascend.")
        factors.append(ConformalFactor(distance, item["factor"].number(0.01, 100)))
    return tuple(factors)


def _range(field: Field) -> Range:
    ends = field.items(2)
    if len(ends) != 2:
        field.refuse("two numbers are expected: the least and the greatest.")
    low, high = ends[0].number(), ends[1].number()
    if low > high:
        field.refuse("the least is greater than the greatest.")
    return Range(low, high)


def _domain(field: Field) -> Domain:
    names = tuple(Domain.__dataclass_fields__)
    field.keys(names)
    return Domain(**{name: field[name].optional(_range) for name in names})


def _training(field: Field) -> Training:
    field.keys(tuple(Training.__dataclass_fields__))
    data = []
    for item in field["data"].items(1):
        item.keys(("name", "licence", "period"))
        data.append(TrainingData(item["name"].text(1000), item["licence"].text(), item["period"].text()))
    parameters: dict[str, Any] = {name: value.scalar() for name, value in field["parameters"].entries().items()}
    return Training(
        data=tuple(data),
        seed=field["seed"].integer(),
        commit=field["commit"].text(80),
        command=field["command"].text(1000),
        minutes=field["minutes"].number(0),
        packages={name: value.text(80) for name, value in field["packages"].entries().items()},
        parameters=parameters,
    )


def _score(field: Field) -> Score:
    field.keys(tuple(Score.__dataclass_fields__))
    return Score(
        data=field["data"].text(),
        split=field["split"].text(),
        metric=field["metric"].text(),
        unit=field["unit"].text(40),
        model=field["model"].number(),
        baseline=field["baseline"].number(),
    )


def card_of(info: OnnxInfo) -> ModelCard:
    """Return the card inside a model file, checked against the file's own graph.

    Raises
    ------
    ModelCardError
        If the card is missing or malformed, or disagrees with the graph.
    """
    card = ModelCard.parse(info.metadata.get(METADATA_KEY, ""))
    card.check_graph(info.inputs, info.outputs)
    return card
