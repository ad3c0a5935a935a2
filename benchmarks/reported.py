"""What is reported elsewhere of filling monthly water storage, and how near to it the benchmark asks to come."""

from dataclasses import dataclass

TOLERANCE = 1.1
"""A figure may be worse than the reported one by this factor: it comes from another series."""

SOURCE = "reported for ten 11-month gaps over 300 land cells of a 1 degree series"
SOURCE_SCATTERED = "reported for 20 months hidden at random, area-weighted"


@dataclass(frozen=True)
class Reported:
    """What is known of a method elsewhere: NSE median, RMSE median and mean (cm), CC median."""

    label: str
    nse: float
    rmse_median: float
    rmse_mean: float
    pearson: float


REPORTED = {
    "linear": Reported("linear in time", -0.16, 6.13, 7.67, 0.38),
    "climatology": Reported("month climatology + linear residual", 0.791, 2.66, 3.11, 0.897),
    "harmonic": Reported("harmonics + AR(1) bridge", 0.799, 2.61, 3.03, 0.902),
    "gp": Reported("Gaussian process, 48 kernels", 0.803, 2.62, 3.00, 0.899),
}
"""By the name that our method of the same kind has."""

OTHERS_REPORTED = (
    Reported("trend + 2 harmonics (HANTS, LS-HE)", 0.64, 3.58, 3.90, 0.81),
    Reported("SSA, M=24 K=6 (Yi & Sneeuw 2021)", 0.73, 3.11, 3.57, 0.86),
    Reported("75k-parameter net, synthetic series", 0.790, 2.69, 3.05, 0.896),
)
REPORTED_COVERAGE = {"50": 0.53, "80": 0.82, "90": 0.91}
SCATTERED_RMSE = {"linear": 2.28, "harmonic": 1.75}
"""Area-weighted, cm."""
