"""The peers: what each is, where it runs and on which cells."""

from dataclasses import dataclass

DRAWN = "drawn"
FEW = "few"


@dataclass(frozen=True)
class Peer:
    """A way of filling that is not GeoGap's.

    Parameters
    ----------
    label : str
        Its row in the tables.
    function : str
        `module:function` within :mod:`benchmarks.peers`.
    environment : str
        The folder in build/venvs whose Python has its libraries; empty for numpy alone, in the benchmark's own process
        and on all cells.
    cells : str
        :data:`DRAWN` for all cells of the draws, :data:`FEW` for a few of them, where it is slow.
    about : str
        Settings and source, for the reader of the tables.
    """

    label: str
    function: str
    environment: str
    cells: str
    about: str


PEERS = (
    Peer(
        "trend + 2 harmonics",
        "harmonics:harmonics",
        "",
        DRAWN,
        "mean, trend, annual and semiannual cycle by least squares, as HANTS and LS-HE fit them",
    ),
    Peer(
        "trend + 2 harmonics + linear residual",
        "harmonics:harmonics_and_linear",
        "",
        DRAWN,
        "the same, with the residual interpolated linearly in time",
    ),
    Peer(
        "Whittaker",
        "whittaker:whittaker",
        "bench",
        DRAWN,
        "Whittaker-Eilers smoother of order 2 (library whittaker-eilers), smoothing by its own cross-validation",
    ),
    Peer(
        "SSA",
        "ssa:ssa",
        "bench",
        DRAWN,
        "iterative singular spectrum analysis, M = 24, K = 6 (Kondrashov & Ghil 2006, Yi & Sneeuw 2021)",
    ),
    Peer(
        "BRITS",
        "brits:brits",
        "peers",
        DRAWN,
        "bidirectional recurrent network (library PyPOTS), 64 units, 220 updates of 32 cells on the CPU, trained anew "
        "for every hidden block on the drawn cells' known values, part of which are hidden artificially",
    ),
    Peer(
        "structural time series",
        "structural:structural",
        "bench",
        FEW,
        "local linear trend, evolving annual and semiannual cycle, AR(1) and noise by maximum likelihood and Kalman "
        "smoother (library statsmodels)",
    ),
)
"""In the order of the tables."""
