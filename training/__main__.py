"""The commands of the training package: `python -m training train RECIPE`, `compare RECIPE`, `card FILE`, `list`."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from geogap_plugin.core.errors import GeoGapError, InputError
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model

from .progress import SPEAKERS, Line
from .recipe import Recipe, SceneRecipe, read_recipe, recipe_names

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "resources" / "models"

OWN_DATA = ("series", "stack")
"""The recipes that train on a user's own series or stack of images; others do, too, when `--data` is a file."""

INSTEAD = {"clouds": "stack"}
"""Which recipe stands in for another when `--data` is a file."""

BUNDLED = {"series": "monthly.onnx", "patch": "clouds.onnx"}
"""The bundled model to begin with, by the task of a recipe."""

COMPARED = ("paper-lstm",)
"""Recipes of published networks, which are scored and not exported."""

CHANGES = ("series", "validation", "calibration", "epochs", "units", "layers", "batch", "learning_rate", "seed")
"""Settings of a recipe that the command line may change."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except GeoGapError as error:
        print(f"error: {error.message}", file=sys.stderr)
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    own = options.data is not None and options.data.is_file()
    if own:
        options.recipe = INSTEAD.get(options.recipe, options.recipe)
    recipe, words = _changed_recipe(options)
    if recipe.name in COMPARED:
        raise InputError(
            f"The recipe {recipe.name} is for comparison only: python -m training compare {recipe.name} --data FILE"
        )
    if isinstance(recipe, SceneRecipe):
        _train_scenes(recipe, options, words)
        return
    if recipe.name in OWN_DATA or own:
        _train_own(recipe, options, words)
        return
    from . import grace
    from .train import train

    say = SPEAKERS[options.progress]
    output = options.output or MODELS / f"{recipe.name}.onnx"
    train(recipe, output, options.build, options.data or grace.data_folder(), _command(options, words), say)
    say(Line("Done.", written=str(output)))


def _train_own(recipe: Recipe, options: argparse.Namespace, words: list[str]) -> None:
    if options.data is None:
        raise InputError("Give the series to train on: --data FILE, a GeoTIFF with dated bands or a NetCDF file.")
    from .beginning import Run

    for name in ("variable", "licence"):
        if getattr(options, name):
            words.append(f'--{name} "{getattr(options, name)}"')
    words += [f"--{name.replace('_', '-')}" for name in ("from_scratch", "keep_anyway") if getattr(options, name)]
    run = Run(
        options.data,
        options.output or Path(f"{options.data.stem}.onnx"),
        options.build,
        options.begin or MODELS / BUNDLED[recipe.task],
        _command(options, [f"--data {options.data.name}", *words]),
        options.licence or "not stated",
        options.variable,
        options.keep_anyway,
    )
    say = SPEAKERS[options.progress]
    if recipe.task == "patch":
        from .own_stack import FROM_SCRATCH, train_stack

        train_stack(recipe.override(networks=(FROM_SCRATCH,) if options.from_scratch else None), run, say)
    else:
        from .own_series import FROM_SCRATCH, train_series

        train_series(recipe.override(networks=(FROM_SCRATCH,) if options.from_scratch else None), run, say)


def _train_scenes(recipe: SceneRecipe, options: argparse.Namespace, words: list[str]) -> None:
    from .own_scenes import SceneRun, train_scenes

    # Paths lie beside a recipe of one's own; the one that comes with the package needs to be told where.
    folder = None if options.recipe in recipe_names() else Path(options.recipe).resolve().parent
    data = recipe.data
    if options.data is not None:
        words.insert(0, f"--data {options.data.name}")
        folder = options.data.resolve()
        if options.data.is_file():
            folder, data = folder.parent, replace(data, target=folder.name)
    if folder is None:
        raise InputError("Give the scenes to train on: --data FOLDER or FILE, or a recipe of your own that names them.")
    if options.predictors:
        words.append("--predictors " + " ".join(path.name for path in options.predictors))
        data = replace(data, predictors=tuple(str(path.resolve()) for path in options.predictors))
    for name in ("product", "licence"):
        if getattr(options, name):
            words.append(f'--{name} "{getattr(options, name)}"')
    words += ["--keep-anyway"] if options.keep_anyway else []
    output = options.output or Path(f"{recipe.name}.onnx")
    run = SceneRun(
        folder, output, options.build, _command(options, words), options.licence or "not stated", options.keep_anyway
    )
    recipe = replace(recipe, data=data, product=options.product or recipe.product)
    train_scenes(recipe, run, SPEAKERS[options.progress])


def _compare(options: argparse.Namespace) -> None:
    recipe, _ = _changed_recipe(options)
    if recipe.name not in COMPARED:
        raise InputError(
            f"There is nothing to compare the recipe {recipe.name} with; give one of {', '.join(COMPARED)}."
        )
    from .paper_lstm import compare

    begin = options.begin or MODELS / BUNDLED["series"]
    compare(recipe, options.data, options.build, begin, SPEAKERS[options.progress], options.variable)


def _changed_recipe(options: argparse.Namespace) -> tuple[Recipe, list[str]]:
    """Return the recipe with what the command changes, and the words of the command that change it."""
    # Set before TensorFlow is imported: a GPU would give another export, and its messages would drown ours.
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    changes = {name: getattr(options, name) for name in CHANGES}
    words = [f"--{name.replace('_', '-')} {value}" for name, value in changes.items() if value is not None]
    return read_recipe(options.recipe).override(**changes), words


def _command(options: argparse.Namespace, words: list[str]) -> str:
    return " ".join(["python -m training train", options.recipe, *words])


def _card(options: argparse.Namespace) -> None:
    from .page import card_page

    _, info = read_model(options.model)
    page = card_page(card_of(info), Path(options.model).name)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(page, encoding="utf-8")
    else:
        print(page, end="")


def _list(_: argparse.Namespace) -> None:
    for name in recipe_names():
        recipe = read_recipe(name)
        print(f"{name}  {recipe.version}  {recipe.cadence}  {recipe.description.strip().split('.')[0]}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Make the models that GeoGap runs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = commands.add_parser("train", help="run a recipe, or go on with it where it was stopped")
    _add_run(train)
    train.add_argument("--output", type=Path, help="ONNX file to write (default: resources/models/NAME.onnx)")
    text = "folder of real data for scores (default: GEOGAP_DATA), or the file of a series to train on"
    train.add_argument("--data", type=Path, help=text)
    text = "rasters on the grid and dates of the scenes to train on, for a model that fills from predictors"
    train.add_argument("--predictors", type=Path, nargs="+", help=text)
    train.add_argument("--product", help="what that model fills with: clear-sky or all-weather")
    train.add_argument("--licence", help="of the series to train on, for the model's card")
    train.add_argument(
        "--from-scratch", action="store_true", help="train on a series without the bundled model's weights"
    )
    train.add_argument(
        "--keep-anyway", action="store_true", help="write a model that is worse than what there was, too"
    )
    train.set_defaults(run=_train)
    compare = commands.add_parser("compare", help="train a published network and score it beside other methods")
    _add_run(compare)
    compare.add_argument("--data", type=Path, required=True, help="the file of a series")
    compare.set_defaults(run=_compare)
    card = commands.add_parser("card", help="print the documentation page of a model")
    card.add_argument("model", type=Path, help="ONNX file with a card")
    card.add_argument("--output", type=Path, help="file to write instead")
    card.set_defaults(run=_card)
    commands.add_parser("list", help="list the recipes").set_defaults(run=_list)
    return parser


def _add_run(command: argparse.ArgumentParser) -> None:
    """Add what all commands that train a network have in common."""
    command.add_argument("recipe", help="name of a recipe, or the path of a TOML file")
    command.add_argument("--series", type=int, help="number of synthetic series, or of windows of one's own series")
    command.add_argument("--validation", type=int, help="number of those that are held out to choose the best epoch")
    command.add_argument("--calibration", type=int, help="number of those that are held out for the conformal factors")
    command.add_argument("--epochs", type=int, help="passes over them")
    command.add_argument("--units", type=int, help="units of each LSTM in each direction")
    command.add_argument("--layers", type=int, help="number of LSTMs on top of one another")
    command.add_argument("--batch", type=int, help="series in one step")
    command.add_argument("--learning-rate", type=float, help="at the beginning; it falls to a hundredth")
    command.add_argument("--seed", type=int, help="of all random numbers")
    command.add_argument("--variable", help="of a NetCDF file with several")
    command.add_argument("--begin", type=Path, help="the model to begin with (default: the bundled one)")
    build = ROOT / "build" / "training"
    command.add_argument(
        "--build", type=Path, default=build, help="folder for cache, checkpoints, learning curve and logs"
    )
    command.add_argument("--progress", choices=list(SPEAKERS), default="text", help="lines for people or for programs")


if __name__ == "__main__":
    sys.exit(main())
