"""Splits a record in time: what is trained on, what the best epoch is chosen on, and what is scored, with margins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geogap_plugin.core.errors import InputError

SHORTEST_RECORD = 72
_TEST_SHARE, _VALIDATION_SHARE = 0.25, 0.15
_MARGIN = 6
_BLOCKS = 4


@dataclass(frozen=True)
class Split:
    """The parts of a record of T epochs; indices as in `range`, ends excluded.

    Neighbouring epochs resemble each other, and so do neighbouring cells: a random choice of either would train on
    what is scored. Here the parts follow each other in time, for all cells alike, and a margin that nobody uses keeps
    them apart. A step that works on one part never sees a value of a later one.

    Parameters
    ----------
    training : int
        Epochs 0 to `training` are trained on, and nothing after them is seen in training.
    validation : tuple of int
        First epoch and end of what the best epoch and the calibration are chosen on.
    test : tuple of int
        First epoch and end of what is scored.
    length : int
        Epochs in a hidden block.
    margin : int
        Epochs between the parts.
    """

    training: int
    validation: tuple[int, int]
    test: tuple[int, int]
    length: int
    margin: int

    def validation_masks(self) -> list[np.ndarray]:
        """Return blocks of the validation part, each of shape (T', 1), where T' ends a margin before the test part."""
        return _blocks(*self.validation, self.length, self.validation[1])

    def test_masks(self) -> list[np.ndarray]:
        """Return blocks of the test part, each of shape (T, 1)."""
        return _blocks(*self.test, self.length, self.test[1])

    def describe(self, times: np.ndarray) -> str:
        """Say in words what is trained on and what is scored."""
        months = [str(time) for time in np.asarray(times).astype("datetime64[D]")]
        return (
            f"trained on {months[0]} to {months[self.training - 1]}; best epoch and calibration chosen on "
            f"{months[self.validation[0]]} to {months[self.validation[1] - 1]}; scored on {months[self.test[0]]} to "
            f"{months[self.test[1] - 1]}; {self.margin} epochs between them unused; hidden: blocks of {self.length} "
            f"epochs over all cells, {len(self.test_masks())} of them scored"
        )


def split_record(epochs: int, length: int) -> Split:
    """Split a record into three fifths or so for training, 15 % for validation and a quarter for the scores.

    Parameters
    ----------
    epochs : int
    length : int
        Epochs in a hidden block; at most a sixteenth of the record is taken.

    Raises
    ------
    InputError
        If the record has fewer than 72 epochs.
    """
    if epochs < SHORTEST_RECORD:
        raise InputError(
            f"The record has {epochs} epochs; training on it, with a part held out, needs {SHORTEST_RECORD}. "
            "Use the bundled model as it is, or a longer record."
        )
    length = max(1, min(length, epochs // 16))
    margin = min(_MARGIN, length)
    test = epochs - round(_TEST_SHARE * epochs)
    validation_end = test - margin
    validation = validation_end - round(_VALIDATION_SHARE * epochs)
    return Split(validation - margin, (validation, validation_end), (test, epochs), length, margin)


def _blocks(first: int, end: int, length: int, epochs: int) -> list[np.ndarray]:
    """Return blocks spread evenly over a part; the last leaves an epoch after it: a gap has two sides."""
    starts = np.unique(np.linspace(first, end - length - 1, _BLOCKS).round().astype(int))
    masks = []
    for start in starts:
        mask = np.zeros((epochs, 1), dtype=bool)
        mask[start : start + length] = True
        masks.append(mask)
    return masks
