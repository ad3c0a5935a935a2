"""Runs a peer in a process of its own, in the environment that has its libraries; arrays travel in files."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geogap_plugin.core.estimate import Estimate

from ..results import ROOT
from .catalogue import Peer
from .process import NOT_INSTALLED

ENVIRONMENTS = {
    "bench": Path(sys.executable),
    "peers": ROOT / "build" / "venvs" / "peers" / "bin" / "python",
}
_LONGEST = 3 * 3600


class LeftOutError(Exception):
    """A peer could not be run; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What a peer says of some cells.

    Parameters
    ----------
    estimates : list of Estimate
        One for each mask, of shape (T, N).
    milliseconds : float
        Processor time for a cell and a mask.
    """

    estimates: "list[Estimate]"
    milliseconds: float


def run_peer(peer: Peer, times: np.ndarray, series: np.ndarray) -> Answer:
    """Let a peer fill series of shape (M, T, N): M masks of the same cells.

    Raises
    ------
    LeftOutError
        If its environment or library is not there, or it fails.
    """
    python = ENVIRONMENTS[peer.environment]
    if not python.exists():
        raise LeftOutError(f"not installed: there is no environment {python.parents[1]}")
    with tempfile.TemporaryDirectory(prefix="geogap-peer-") as folder:
        source, target = Path(folder, "given.npz"), Path(folder, "filled.npz")
        np.savez(source, times=times.astype("datetime64[s]").astype(np.int64), series=series)
        # One thread each, as several run side by side; a home of their own, as some keep settings there.
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "HOME": folder}
        environment["OPENBLAS_NUM_THREADS"] = "1"
        command = [str(python), "-m", "benchmarks.peers.process", peer.function, str(source), str(target)]
        try:
            finished = subprocess.run(
                command, env=environment, cwd=folder, capture_output=True, text=True, timeout=_LONGEST, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise LeftOutError(f"it took longer than {_LONGEST / 3600:.0f} hours") from error
        if finished.returncode != 0:
            last = (finished.stderr.strip().splitlines() or [""])[-1]
            if finished.returncode == NOT_INSTALLED:
                raise LeftOutError(f"not installed: {last}")
            # Only a traceback ends with the reason; what else is there are warnings.
            reason = last if "Traceback" in finished.stderr else f"it ended with status {finished.returncode}"
            raise LeftOutError(reason)
        with np.load(target) as filled:
            estimates = [Estimate(mean, sd) for mean, sd in zip(filled["mean"], filled["sd"])]
            seconds = float(filled["seconds"])
    return Answer(estimates, 1000 * seconds / max(1, series.shape[0] * series.shape[2]))
