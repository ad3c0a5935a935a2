"""Draws the learning curve of a run: the loss on training and validation series after every epoch."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

WIDTH, HEIGHT, DPI = 7.2, 4.2, 110


def draw_curve(losses: list[float], validation: list[float], best: int, title: str, path: Path) -> None:
    """Write a PNG of the mean pinball losses, in units of a cell's scale, with the best epoch marked.

    Parameters
    ----------
    losses, validation : list of float
        One for each epoch.
    best : int
        Epoch of the least validation loss, from 0.
    title : str
    path : Path
        Appears whole or not at all.
    """
    epochs = range(1, len(losses) + 1)
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(epochs, losses, "o-", color="#7f7f7f", markersize=3, label="training")
    axes.plot(epochs, validation, "o-", color="#1f5fa8", markersize=3, label="validation")
    axes.plot(best + 1, validation[best], "o", color="#c23b22", markersize=8, fillstyle="none", markeredgewidth=2)
    # The label goes to the side on which there is room.
    left = best + 1 > len(losses) / 2
    axes.annotate(
        f"best: epoch {best + 1}, {validation[best]:.4f}",
        (best + 1, validation[best]),
        xytext=(-10 if left else 10, 14),
        textcoords="offset points",
        ha="right" if left else "left",
        color="#c23b22",
    )
    axes.set_xlabel("epoch")
    axes.set_ylabel("pinball loss (units of the cell's scale)")
    axes.set_title(title)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.margins(y=0.2)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    aside = path.with_suffix(".part")
    FigureCanvasAgg(figure)
    figure.savefig(aside, format="png", dpi=DPI)
    aside.replace(path)
