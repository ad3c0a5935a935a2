"""BRITS, a bidirectional recurrent imputation network, trained on the windows themselves with the library `pypots`."""

import numpy as np
import torch
from pypots.imputation import BRITS
from pypots.optim import Adam
from pypots.utils.random import set_random_seed

from geogap_plugin.core.calendar import Cadence
from geogap_plugin.core.estimate import Estimate
from geogap_plugin.core.series.harmonics import clock

from .harmonics import without_error

UPDATES = 220
"""Of the network, each on a batch: on 300 cells of a GRACE window the error at held-out values fell no further."""

HIDDEN_UNITS = 64

_BATCH = 32
_BLOCK = 11
_SCATTERED_SHARE = 0.1


def brits(times: np.ndarray, values: np.ndarray, cadence: Cadence) -> Estimate:
    """Train on the known values of all cells, part of which are hidden artificially, and fill.

    Cao et al. 2018, NeurIPS 31, 6775-6785. A sample is a cell: its standardised value and, as two inputs that are never
    missing, cosine and sine of the year. A block of eleven months and a tenth of the other months are hidden from
    training in every cell; the epoch is kept whose errors at such values of a second draw are least. Parameters and
    returns are those of :func:`.harmonics.harmonics`.
    """
    set_random_seed(0)
    torch.set_num_threads(1)
    random = np.random.default_rng(0)
    centre, scale = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    scale[scale == 0] = 1.0
    angle = 2 * np.pi * clock(times, cadence).phase
    season = np.broadcast_to(np.column_stack([np.cos(angle), np.sin(angle)]), (values.shape[1], len(times), 2))
    known = ((values - centre) / scale).T[:, :, np.newaxis]
    samples = np.concatenate([known, season], axis=2).astype(np.float32)
    model = BRITS(
        n_steps=samples.shape[1],
        n_features=samples.shape[2],
        rnn_hidden_size=HIDDEN_UNITS,
        batch_size=_BATCH,
        epochs=-(-UPDATES // -(-len(samples) // _BATCH)),
        optimizer=Adam(lr=3e-3),
        device="cpu",
        verbose=False,
    )
    held_out = {"X": _with_hidden(samples, random), "X_ori": samples}
    model.fit({"X": _with_hidden(samples, random)}, held_out)
    filled = model.predict({"X": samples})["imputation"][:, :, 0]
    return without_error(centre + scale * filled.T)


def _with_hidden(samples: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return samples in which each has a block and scattered months of its first feature hidden."""
    cells, epochs, _ = samples.shape
    first = random.integers(0, max(1, epochs - _BLOCK), size=(cells, 1))
    month = np.arange(epochs)
    hidden = (month >= first) & (month < first + _BLOCK)
    hidden |= random.random((cells, epochs)) < _SCATTERED_SHARE
    hidden_samples = samples.copy()
    hidden_samples[:, :, 0][hidden] = np.nan
    return hidden_samples
