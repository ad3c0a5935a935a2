"""The documentation page of a model, made from nothing but its card."""

from __future__ import annotations

from geogap_plugin.core.model_card import ModelCard, Range


def card_page(card: ModelCard, file_name: str) -> str:
    """Return the page of a model as Markdown."""
    training = card.training
    sections = [
        f"# Model {card.name} {card.version}",
        f"<!-- Made by `python -m training card {file_name}`; edit the recipe, not this page. -->",
        card.description,
        _table(
            ("", ""),
            [
                ("File", f"`{file_name}`"),
                ("Task", card.task),
                ("Variable", card.variable),
                ("Unit", card.unit),
                ("Cadence", card.cadence),
                ("Corrects the baseline", card.baseline),
                ("Product", card.product or "the same under clouds and without"),
                ("Licence", card.licence),
            ],
        ),
        "## Scores",
        "All on values that no step of training or calibration saw; the baseline is scored on the same cells.",
        _table(
            ("Data", "Hidden", "Metric", "Unit", "Model", f"Baseline ({card.baseline})"),
            [(s.data, s.split, s.metric, s.unit, f"{s.model:.4g}", f"{s.baseline:.4g}") for s in card.scores],
        ),
        "## Where it holds",
        _table(
            ("", "Seen in training"),
            [
                ("Gap length (epochs)", _range(card.domain.gap_length)),
                ("Record length (epochs)", _range(card.domain.series_length)),
                ("Standard deviation of a cell", _range(card.domain.value_scale)),
                ("Latitude (degrees)", _range(card.domain.latitude)),
            ],
        ),
        "Outside of this the model still answers, and the plugin says that it is outside.",
        "## Inputs and outputs",
        _table(
            ("Tensor", "Dimensions", "Along the last one"),
            [(f"`{t.name}`", ", ".join(t.dims), ", ".join(t.features)) for t in card.inputs]
            + [(f"`{t.name}`", ", ".join(t.dims), ", ".join(f"{q:g}" for q in card.quantiles)) for t in card.outputs],
        ),
        "## Calibration of the uncertainty",
        _table(
            (f"{'Epochs' if card.task == 'series' else 'Pixels'} to the nearest observation, up to", "Factor"),
            [(str(step.distance), f"{step.factor:.3f}") for step in card.conformal],
        ),
        "## How it was made",
        f"```\n{training.command}\n```",
        f"It took {training.minutes:.0f} minutes. Seed {training.seed}, commit {training.commit}.",
        _table(("Data", "Licence", "Period"), [(d.name, d.licence, d.period) for d in training.data]),
        _table(("Parameter", "Value"), [(name, str(value)) for name, value in training.parameters.items()]),
        _table(("Package", "Version"), list(training.packages.items())),
    ]
    return "\n\n".join(section.strip() for section in sections) + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _range(limits: Range | None) -> str:
    return str(limits) if limits else "any"
