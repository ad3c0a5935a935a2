"""Recipes: everything that decides what a training run makes, read from a TOML file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
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


@dataclass(frozen=True)
class Recipe:
    """A model to make.

    Parameters
    ----------
    name, version, description, variable, unit, cadence, baseline, licence : str
        As they will stand in the model card.
    quantiles : tuple of float
    settings : Settings
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

    def override(self, **changes: object) -> Recipe:
        """Return the recipe with some of its settings changed; None leaves a setting as it is."""
        given = {name: value for name, value in changes.items() if value is not None}
        return replace(self, settings=replace(self.settings, **given))

    def parameters(self) -> dict[str, str | int | float | bool]:
        """Return the settings as they are written into the card."""
        return {
            name: " ".join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in asdict(self.settings).items()
        }


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
    settings = Settings(**_checked(content.pop("train", {}), Settings, path, "train."))
    content["settings"] = settings
    return Recipe(**_checked(content, Recipe, path, ""))


def _checked(content: dict, kind: type, path: Path, prefix: str) -> dict:
    """Return the fields of a dataclass with their types checked, lists as tuples."""
    expected = {field.name: field.type for field in fields(kind)}
    for name in sorted(content.keys() ^ expected.keys()):
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
    kinds = {"int": int, "float": (int, float), "str": str, "Settings": Settings}
    return isinstance(value, kinds[annotation]) and not isinstance(value, bool)
