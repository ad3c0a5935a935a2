"""The methods that need no model file, under the names that the plugin and the benchmarks use."""

from ..estimate import Method
from .gaussian_process import gp
from .interpolation import climatology, harmonic, linear
from .seasonal_gp import seasonal_gp

__all__ = ["BASELINES", "BASELINE_LABELS", "FOUNDATIONS", "climatology", "gp", "harmonic", "linear", "seasonal_gp"]

BASELINES: "dict[str, Method]" = {
    "linear": linear,
    "climatology": climatology,
    "harmonic": harmonic,
    "gp": gp,
}
"""The methods that need no model file, from the simplest to the most elaborate."""

BASELINE_LABELS: "dict[str, str]" = {
    "linear": "Linear interpolation",
    "climatology": "Season means and bridged residual",
    "harmonic": "Trend, harmonics and bridged residual",
    "gp": "Gaussian process",
}
"""What to call them on screen, in English."""

FOUNDATIONS: "dict[str, Method]" = {**BASELINES, "seasonal_gp": seasonal_gp}
"""What a model can correct: the baselines, and one that is only offered as the foundation of a model."""
