"""The model card: what a model file says it needs, returns, was trained on and scored; read and written here alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from .card_fields import Field, collect
from .errors import ModelCardError
from .onnx_file import OnnxInfo, TensorInfo

SCHEMA = 1
METADATA_KEY = "geogap"
"""Key of the card in the `metadata_props` of an ONNX file."""

TASKS = ("series", "predictors", "patch", "frames")
BASELINE_NAMES = ("linear", "climatology", "harmonic", "gp", "seasonal_gp", "regression")
CLEAR_SKY, ALL_WEATHER = "clear-sky", "all-weather"
PRODUCTS = (CLEAR_SKY, ALL_WEATHER, "")
"""What filled values mean under clouds: what a clear sky would have shown, or what there was; "" where both are one."""

DIMENSIONS = ("batch", "time", "height", "width", "feature", "quantile")

_Readers = Mapping[str, Callable[[Field], Any]]

_WEATHER = re.compile(
    r"(?<![a-z])(t2m|2t|2m[ _]?temperature|temperature[ _]2m|air[ _]?temperature|tair|tas"
    r"|gl|ssrd|strd|rsds|rlds|radiation|irradiance|insolation|shortwave|longwave|(sw|lw)[ _]?down)(?![a-z])",
    re.IGNORECASE,
)


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
class PredictorSpec:
    """A predictor that a model needs, and how its values are standardised.

    Parameters
    ----------
    name : str
        By which it is found among those that a user gives.
    unit : str
        "" for none.
    mean, sd : float
        Of the values seen in training, in the unit; 0 and 1 for classes.
    seen : Range or None
        Of these values; None for classes.
    classes : tuple of int
        The classes that were seen; empty for a quantity.
    """

    name: str
    unit: str
    mean: float
    sd: float
    seen: Range | None
    classes: tuple[int, ...]


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
    product : str
        One of :data:`PRODUCTS`.
    predictors : tuple of PredictorSpec
        What a model of the task "predictors" sees beside the date, in its order; empty for other tasks.
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
    product: str = ""
    predictors: tuple[PredictorSpec, ...] = ()

    @classmethod
    def parse(cls, text: str) -> ModelCard:
        """Read a card from its JSON text.

        Raises
        ------
        ModelCardError
            If the text is not a JSON object, or fields are missing, unknown, of another type, or out of bounds. The
            message has a line for each of them, which begins with the path of the field, such as "inputs[0].dims".
        """
        document = Field.document(text)
        schema = document["schema"].integer(1)
        if schema > SCHEMA:
            document["schema"].refuse(
                f"this model was made by a newer GeoGap (card schema {schema}; this one reads {SCHEMA}). Update GeoGap."
            )
        # Cards are older than these fields.
        members = document.members(
            {"schema": lambda field: field.integer(1), **_READERS}, absent={"product": "", "predictors": ()}
        )
        card = cls(**{name: members[name] for name in _READERS})
        _check_tensors(document, card)
        return card

    def dump(self) -> str:
        """Write the card as JSON text; :meth:`parse` reads it back unchanged."""
        content = {"schema": SCHEMA, **asdict(self)}
        content["domain"] = {
            name: None if limits is None else [limits["low"], limits["high"]]
            for name, limits in content["domain"].items()
        }
        for predictor in content["predictors"]:
            seen = predictor["seen"]
            predictor["seen"] = None if seen is None else [seen["low"], seen["high"]]
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
        checks: list[Callable[[], None]] = []
        for field, specs, tensors in (("inputs", self.inputs, inputs), ("outputs", self.outputs, outputs)):
            found = {tensor.name: tensor for tensor in tensors}
            for index, spec in enumerate(specs):
                tensor = found.pop(spec.name, None)
                checks.append(partial(self._check_tensor, f"{field}[{index}]", spec, tensor, tuple(tensors)))
            checks += [partial(_refuse_unnamed, field, name) for name in found]
        collect(checks)

    def check_use(self, task: str, features: tuple[str, ...]) -> None:
        """Check that the model is for a task and sees what this version of GeoGap computes.

        Parameters
        ----------
        task : str
        features : tuple of str
            What is computed for the model's only input.

        Raises
        ------
        ModelCardError
            If the model is for something else, or sees something else.
        """
        if self.task != task:
            raise ModelCardError(f"task: the model {self.name} is for “{self.task}”; a model for “{task}” is needed.")
        if self.inputs[0].features != features:
            raise ModelCardError(
                f"inputs[0].features: the model {self.name} expects {', '.join(self.inputs[0].features)}; "
                f"this version of GeoGap computes {', '.join(features)}. "
                "Use the model with the GeoGap version that it was made for."
            )

    def conformal_factor(self, distance: np.ndarray) -> np.ndarray:
        """Return the calibration factor of the uncertainty for distances (epochs) to the nearest observation."""
        limits = np.array([step.distance for step in self.conformal])
        factors = np.array([step.factor for step in self.conformal])
        return factors[np.minimum(np.searchsorted(limits, distance), len(limits) - 1)]

    def _check_tensor(
        self, path: str, spec: TensorSpec, tensor: TensorInfo | None, there: Sequence[TensorInfo]
    ) -> None:
        if tensor is None:
            names = ", ".join(sorted(other.name for other in there)) or "none"
            raise ModelCardError(f"{path}.name: the graph has no “{spec.name}”, only {names}.")
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


def _refuse_unnamed(field: str, name: str) -> None:
    raise ModelCardError(f"{field}: the graph has “{name}”, which the card does not mention.")


def _tensor(field: Field) -> TensorSpec:
    readers: _Readers = {
        "name": lambda name: name.text(80),
        "dims": lambda dims: dims.each(lambda item: item.choice(DIMENSIONS), 1),
        "features": lambda features: features.each(lambda item: item.text(80)),
    }
    spec = TensorSpec(**field.members(readers))
    if spec.dims[0] != "batch":
        field["dims"].refuse("the first dimension must be “batch”.")
    if len(set(spec.dims)) < len(spec.dims):
        field["dims"].refuse("a dimension occurs twice.")
    if ("feature" in spec.dims) != bool(spec.features):
        field["features"].refuse("names are needed for the dimension “feature”, and only for it.")
    if len(set(spec.features)) < len(spec.features):
        field["features"].refuse("a name occurs twice.")
    return spec


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


def _check_tensors(document: Field, card: ModelCard) -> None:
    """Refuse a card whose tensors do not go together, or are not those of its task."""
    names = [tensor.name for tensor in (*card.inputs, *card.outputs)]
    for name in names:
        if names.count(name) > 1:
            document["inputs"].refuse(f"the tensor “{name}” occurs twice in inputs and outputs.")
    for key, specs in (("inputs", card.inputs), ("outputs", card.outputs)):
        for item, spec in zip(document[key].items(), specs):
            if "quantile" in spec.dims and not card.quantiles:
                item["dims"].refuse("there is a dimension “quantile”, but the card's list of quantiles is empty.")
    if card.task == "series":
        if [spec.dims for spec in card.inputs] != [("batch", "time", "feature")]:
            document["inputs"].refuse("a model for series has one input with the dimensions batch, time, feature.")
        if [spec.dims for spec in card.outputs] != [("batch", "time", "quantile")]:
            document["outputs"].refuse("a model for series has one output with the dimensions batch, time, quantile.")
    if card.task in ("series", "patch") and (len(card.quantiles) < 3 or 0.5 not in card.quantiles):
        document["quantiles"].refuse(f"a model for {card.task} has three levels or more, 0.5 among them.")
    if (card.task == "predictors") != bool(card.predictors):
        document["predictors"].refuse("they are needed for the task “predictors”, and only for it.")
    names = [predictor.name.casefold() for predictor in card.predictors]
    if len(set(names)) < len(names):
        document["predictors"].refuse("a name occurs twice.")
    if card.task == "patch":
        if [spec.dims for spec in card.inputs] != [("batch", "height", "width", "feature")]:
            document["inputs"].refuse(
                "a model for patches has one input with the dimensions batch, height, width, feature."
            )
        if [spec.dims for spec in card.outputs] != [("batch", "height", "width", "quantile")]:
            document["outputs"].refuse(
                "a model for patches has one output with the dimensions batch, height, width, quantile."
            )
    if card.product == ALL_WEATHER and not any(shows_weather(name) for spec in card.inputs for name in spec.features):
        document["product"].refuse(
            "what there is under clouds can be told from radiation or the air temperature at 2 m alone, and no input "
            f"of the model is either. Train it with such a predictor, or call its product {CLEAR_SKY}."
        )


def shows_weather(feature: str) -> bool:
    """Tell whether a feature's name is one of radiation or of the air temperature at 2 m, which clouds do not hide."""
    return _WEATHER.search(feature) is not None


def _predictor(field: Field) -> PredictorSpec:
    readers: _Readers = {
        "name": lambda name: name.text(80),
        "unit": lambda unit: unit.text(40, empty=True),
        "mean": lambda mean: mean.number(),
        "sd": lambda sd: sd.number(1e-30),
        "seen": lambda seen: seen.optional(_range),
        "classes": lambda classes: classes.each(lambda number: number.integer(-(2**24), 2**24)),
    }
    spec = PredictorSpec(**field.members(readers))
    if bool(spec.classes) == (spec.seen is not None):
        field["seen"].refuse("a range is needed for a quantity, and only for it; classes are listed.")
    return spec


def _conformal(field: Field) -> tuple[ConformalFactor, ...]:
    factors = field.each(_factor, 1)
    for item, before, after in zip(field.items()[1:], factors, factors[1:]):
        if after.distance <= before.distance:
            item["distance"].refuse("the distances must ascend.")
    return factors


def _factor(field: Field) -> ConformalFactor:
    readers: _Readers = {
        "distance": lambda distance: distance.integer(1, 1_000_000),
        "factor": lambda factor: factor.number(0.01, 100),
    }
    return ConformalFactor(**field.members(readers))


def _range(field: Field) -> Range:
    ends = field.items(2)
    if len(ends) != 2:
        field.refuse("two numbers are expected: the least and the greatest.")
    low, high = ends[0].number(), ends[1].number()
    if low > high:
        field.refuse("the least is greater than the greatest.")
    return Range(low, high)


def _domain(field: Field) -> Domain:
    return Domain(
        **field.members({name: lambda limits: limits.optional(_range) for name in Domain.__dataclass_fields__})
    )


def _training_data(field: Field) -> TrainingData:
    readers: _Readers = {
        "name": lambda name: name.text(1000),
        "licence": lambda licence: licence.text(),
        "period": lambda period: period.text(),
    }
    return TrainingData(**field.members(readers))


def _training(field: Field) -> Training:
    readers: _Readers = {
        "data": lambda data: data.each(_training_data, 1),
        "seed": lambda seed: seed.integer(),
        "commit": lambda commit: commit.text(80),
        "command": lambda command: command.text(1000),
        "minutes": lambda minutes: minutes.number(0),
        "packages": lambda packages: packages.entries(lambda version: version.text(80)),
        "parameters": lambda parameters: parameters.entries(lambda value: value.scalar()),
    }
    return Training(**field.members(readers))


def _score(field: Field) -> Score:
    readers: _Readers = {
        "data": lambda data: data.text(),
        "split": lambda split: split.text(),
        "metric": lambda metric: metric.text(),
        "unit": lambda unit: unit.text(40),
        "model": lambda model: model.number(),
        "baseline": lambda baseline: baseline.number(),
    }
    return Score(**field.members(readers))


_READERS: _Readers = {
    "name": lambda field: field.text(80),
    "version": lambda field: field.text(40),
    "task": lambda field: field.choice(TASKS),
    "description": lambda field: field.text(4000),
    "variable": lambda field: field.text(),
    "unit": lambda field: field.text(40),
    "cadence": lambda field: field.text(40),
    "inputs": lambda field: field.each(_tensor, 1),
    "outputs": lambda field: field.each(_tensor, 1),
    "quantiles": _quantiles,
    "window": lambda field: field.optional(lambda size: size.integer(1, 100_000)),
    "tile": lambda field: field.optional(lambda size: size.integer(1, 100_000)),
    "overlap": lambda field: field.optional(lambda size: size.integer(0, 100_000)),
    "baseline": lambda field: field.choice(BASELINE_NAMES),
    "conformal": _conformal,
    "domain": _domain,
    "training": _training,
    "scores": lambda field: field.each(_score, 1),
    "licence": lambda field: field.text(),
    "product": lambda field: field.choice(PRODUCTS),
    "predictors": lambda field: field.each(_predictor),
}
"""How every field of a card is read, in the order of the card."""


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
