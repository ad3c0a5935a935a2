"""The commands of the training package: `python -m training train RECIPE`, `card FILE`, `list`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from geogap_plugin.core.errors import GeoGapError
from geogap_plugin.core.model_card import card_of
from geogap_plugin.core.onnx_file import read_model

from .recipe import read_recipe, recipe_names

ROOT = Path(__file__).parents[1]


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
    # Set before TensorFlow is imported: a GPU would give another export, and its messages would drown ours.
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    names = ("series", "epochs", "units", "layers", "batch", "learning_rate", "seed")
    changes = {name: getattr(options, name) for name in names}
    recipe = read_recipe(options.recipe).override(**changes)
    from . import grace
    from .train import train

    words = [f"--{name.replace('_', '-')} {value}" for name, value in changes.items() if value is not None]
    command = " ".join(["python -m training train", options.recipe, *words])
    output = options.output or ROOT / "resources" / "models" / f"{recipe.name}.onnx"
    data = options.data or grace.data_folder()
    train(recipe, output, options.build, data, command, lambda line: print(line, flush=True))


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
    train.add_argument("recipe", help="name of a recipe, or the path of a TOML file")
    train.add_argument("--series", type=int, help="number of synthetic series")
    train.add_argument("--epochs", type=int, help="passes over them")
    train.add_argument("--units", type=int, help="units of each LSTM in each direction")
    train.add_argument("--layers", type=int, help="number of LSTMs on top of one another")
    train.add_argument("--batch", type=int, help="series in one step")
    train.add_argument("--learning-rate", type=float, help="at the beginning; it falls to a hundredth")
    train.add_argument("--seed", type=int, help="of all random numbers")
    train.add_argument("--output", type=Path, help="ONNX file to write (default: resources/models/NAME.onnx)")
    build = ROOT / "build" / "training"
    train.add_argument("--build", type=Path, default=build, help="folder for cache and checkpoints")
    train.add_argument("--data", type=Path, help="folder of real data for scores (default: GEOGAP_DATA)")
    train.set_defaults(run=_train)
    card = commands.add_parser("card", help="print the documentation page of a model")
    card.add_argument("model", type=Path, help="ONNX file with a card")
    card.add_argument("--output", type=Path, help="file to write instead")
    card.set_defaults(run=_card)
    commands.add_parser("list", help="list the recipes").set_defaults(run=_list)
    return parser


if __name__ == "__main__":
    sys.exit(main())
