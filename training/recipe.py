"""Recipes: everything that decides what a training run makes, read from a TOML file."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path

import tomllib

from geogap_plugin.core.errors import InputError

RECIPES = Path(__file__).with_name("recipes")


@dataclass(frozen=True)
class Settings:
    """Hyper-parameters; the recipes say what each means."""

    series: int
    validation: int
    calibration: int
    lengths: tuple[int, ...]
    networks: tuple[str, ...]
    units: int
    layers: int
    channels: int
    dilations: tuple[int, ...]
    dense: int
    epochs: int
    batch: int
    learning_rate: float
    seed: int
    size: int = 0
    patience: int = 0


@dataclass(frozen=True)
class Recipe:
    """A model to make.

    Parameters
    ----------
    name, version, description, variable, unit, cadence, baseline, licence : str
        As they will stand in the model card.
    quantiles : tuple of float
    settings : Settings
    task : str
        As it will stand in the model card.
    product : str
        As it will stand in the model card.
    """

    name: str
    version: str
    description: str
    variable: str
    unit: str
    cadence: str
    baseline: str
    licence: str
    quantiles: tuple[float, ...]
    settings: Settings
    task: str = "series"
    product: str = ""

    def override(self, **changes: object) -> Recipe:
        """Return the recipe with some of its settings changed; None leaves a setting as it is."""
        given = {name: value for name, value in changes.items() if value is not None}
        for name in given.keys() - asdict(self.settings).keys():
            raise InputError(f"The recipe {self.name} has no setting “{name}”.")
        return replace(self, settings=replace(self.settings, **given))

    def parameters(self) -> dict[str, str | int | float | bool]:
        """Return the settings as they are written into the card."""
        return {
            name: " ".join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in asdict(self.settings).items()
        }


@dataclass(frozen=True)
class PixelSettings:
    """Hyper-parameters of a network of pixels and what is around them; the recipe `lst` says what each means."""

    patch: int
    filters: tuple[int, ...]
    dense: int
    dropout: float
    samples: int
    validation: int
    calibration: int
    block: int
    held_out: float
    epochs: int
    patience: int
    batch: int
    learning_rate: float
    seed: int


@dataclass(frozen=True)
class SceneData:
    """Which files a model is trained on: paths beside the recipe, or in the folder that `--data` names.

    Parameters
    ----------
    target : str
        Series to fill.
    predictors : tuple of str
        On the grid and dates of the target; `*` stands for any name.
    masks : tuple of str
        Quality layers of the target and what is unusable by them: "qc.tif = QC: bits 0-1 = 2, 3".
    classes : tuple of str
        Predictors that hold classes, beside those that say so.
    """

    target: str = "lst.tif"
    predictors: tuple[str, ...] = ("predictors/*.tif",)
    masks: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SceneRecipe(Recipe):
    """A model of scenes from predictors; parameters as of :class:`Recipe`, and `data`."""

    settings: PixelSettings
    data: SceneData = SceneData()


_KINDS: dict[str, tuple[type, type]] = {"predictors": (SceneRecipe, PixelSettings)}
"""By task: what a recipe and its settings are read as, where these are not :class:`Recipe` and :class:`Settings`."""


def recipe_names() -> list[str]:
    """Return the names of the recipes that come with the package."""
    return sorted(path.stem for path in RECIPES.glob("*.toml"))


def read_recipe(name: str | Path) -> Recipe:
    """Read a recipe by its name or its path.

    Raises
    ------
    InputError
        If there is no such recipe, or a field of it is missing, unknown or of another type.
    """
    path = RECIPES / f"{name}.toml" if str(name) in recipe_names() else Path(name)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"There is no recipe “{name}”. Give one of {', '.join(recipe_names())}, or the path of a TOML file."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"The recipe {path} is not valid TOML: {error}.") from error
    kind, settings = _KINDS.get(str(content.get("task")), (Recipe, Settings))
    content["settings"] = settings(**_checked(content.pop("train", {}), settings, path, "train."))
    if "data" in content:
        content["data"] = SceneData(**_checked(content["data"], SceneData, path, "data."))
    return kind(**_checked(content, kind, path, ""))


def _checked(content: dict, kind: type, path: Path, prefix: str) -> dict:
    """Return the fields of a dataclass with their types checked, lists as tuples."""
    expected = {field.name: field.type for field in fields(kind)}
    optional = {field.name for field in fields(kind) if field.default is not MISSING}
    for name in sorted((content.keys() ^ expected.keys()) - (optional - content.keys())):
        problem = "is missing" if name in expected else "is unknown"
        raise InputError(f"The recipe {path}: the field {prefix}{name} {problem}.")
    result = {}
    for name, value in content.items():
        value = tuple(value) if isinstance(value, list) else value
        if not _fits(value, expected[name]):
            raise InputError(f"The recipe {path}: the field {prefix}{name} must be {expected[name]}, not {value!r}.")
        result[name] = value
    return result


def _fits(value: object, annotation: str) -> bool:
    if annotation.startswith("tuple"):
        inner = annotation.partition("[")[2].partition(",")[0]
        return isinstance(value, tuple) and len(value) > 0 and all(_fits(item, inner) for item in value)
    kinds = {
        "int": int,
        "float": (int, float),
        "str": str,
        "Settings": Settings,
        "PixelSettings": PixelSettings,
        "SceneData": SceneData,
    }
    return isinstance(value, kinds[annotation]) and not isinstance(value, bool)
