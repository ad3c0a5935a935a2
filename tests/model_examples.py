"""A sound model card, and series with gaps, for the tests of models."""

import numpy as np

CARD = {
    "schema": 1,
    "name": "monthly",
    "version": "1.0.0",
    "task": "series",
    "description": "Fills monthly series.\nIn two lines.",
    "variable": "any",
    "unit": "any",
    "cadence": "month",
    "inputs": [{"name": "features", "dims": ["batch", "time", "feature"], "features": ["residual", "observed"]}],
    "outputs": [{"name": "quantiles", "dims": ["batch", "time", "quantile"], "features": []}],
    "quantiles": [0.1, 0.5, 0.9],
    "window": None,
    "tile": None,
    "overlap": None,
    "baseline": "harmonic",
    "conformal": [{"distance": 1, "factor": 1.1}, {"distance": 6, "factor": 1.3}, {"distance": 12, "factor": 2}],
    "domain": {"value_scale": [0.5, 40], "gap_length": [1, 18], "series_length": None, "latitude": [-60, 75.5]},
    "training": {
        "data": [{"name": "Synthetic", "licence": "CC0-1.0", "period": "none"}],
        "seed": 7,
        "commit": "unknown",
        "command": "python -m training train monthly",
        "minutes": 12.5,
        "packages": {"keras": "3.15.1"},
        "parameters": {"units": 64, "learning_rate": 0.003, "lengths": "96 120", "shuffle": True},
    },
    "scores": [
        {"data": "GRACE", "split": "blocks", "metric": "RMSE", "unit": "cm", "model": 2.5, "baseline": 2.6},
    ],
    "licence": "GPL-2.0-or-later",
    "product": "",
    "predictors": [],
}


def months(epochs):
    return (np.datetime64("2001-01", "M") + np.arange(epochs)).astype("datetime64[s]")


def gappy(seed=0, epochs=120, cells=5):
    rng = np.random.default_rng(seed)
    time = np.arange(epochs)[:, np.newaxis]
    values = 3 * np.sin(2 * np.pi * time / 12) + 0.02 * time + np.cumsum(rng.normal(0, 0.4, (epochs, cells)), axis=0)
    values[rng.random((epochs, cells)) < 0.1] = np.nan
    values[40:51] = np.nan
    return values
