"""A model card as HTML, for a browser and for Qt's text widgets alike: no colours of its own."""

from __future__ import annotations

from ..core.model_card import ModelCard
from .html import escape, number, paragraph, table

_PRODUCTS = {
    "clear-sky": "what a clear sky would have shown, also under clouds",
    "all-weather": "what there was under the clouds",
    "": "the same under clouds and without",
}


def card_html(card: ModelCard, path: str, size: int) -> str:
    """Return what a model is for, what it was trained on, how well it did beside its baseline, and where it holds.

    Parameters
    ----------
    card : ModelCard
    path : str
        The model's file.
    size : int
        Of the file, bytes.
    """
    facts = [
        ("Fills", "any variable" if card.variable == "any" else f"{card.variable} ({card.unit})"),
        ("Cadence", card.cadence),
        ("Task", card.task),
        ("A filled value means", _PRODUCTS[card.product]),
        ("Corrects", card.baseline),
        ("Licence", card.licence),
        ("File", f"{path} ({size / 1e6:.3g} MB)"),
    ]
    sections = [
        ("", "".join(paragraph(line) for line in card.description.splitlines()) + _rows(facts)),
        ("Scores on hidden values", _scores(card)),
        ("Where it holds", _rows(_domain(card))),
        ("Predictors", _predictors(card)),
        ("Training", _rows(_training(card))),
    ]
    headed = [(f"<h3>{escape(heading)}</h3>" if heading else "") + content for heading, content in sections if content]
    return f"<h2>{escape(card.name)} {escape(card.version)}</h2>" + "".join(headed)


def _rows(facts: list[tuple[str, str]]) -> str:
    """Return a table of names and values without a header."""
    cells = "".join(
        f'<tr><td style="padding-right:1em"><b>{escape(name)}</b></td><td>{escape(value)}</td></tr>'
        for name, value in facts
    )
    return f"<table>{cells}</table>" if facts else ""


def _scores(card: ModelCard) -> str:
    rows = [
        (f"{score.data}, {score.split}", score.metric, number(score.model), number(score.baseline), _unit(score.unit))
        for score in card.scores
    ]
    return table(("Data", "Metric", "Model", "Baseline", "Unit"), rows) if rows else ""


def _unit(unit: str) -> str:
    return "" if unit == "1" else unit


def _domain(card: ModelCard) -> list[tuple[str, str]]:
    limits = card.domain
    seen = [
        ("Spread of a cell", limits.value_scale, card.unit),
        ("Gap length", limits.gap_length, "epochs"),
        ("Series length", limits.series_length, "epochs"),
        ("Latitude", limits.latitude, "degrees"),
    ]
    return [(name, f"{found} {unit}".strip()) for name, found, unit in seen if found is not None]


def _predictors(card: ModelCard) -> str:
    rows = [
        (item.name, item.unit, str(item.seen) if item.seen else "classes " + ", ".join(map(str, item.classes)))
        for item in card.predictors
    ]
    return table(("Name", "Unit", "Seen in training"), rows) if rows else ""


def _training(card: ModelCard) -> list[tuple[str, str]]:
    training = card.training
    data = [(f"Data: {item.name}", f"{item.period} ({item.licence})") for item in training.data]
    return [*data, ("Command", training.command), ("Seed", str(training.seed)), ("Time", f"{training.minutes:.3g} min")]
