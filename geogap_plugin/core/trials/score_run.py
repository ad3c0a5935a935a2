"""The test of methods on a series: first on a sample of cells, then, with what was learnt there, on any other cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..calendar import Cadence
from ..estimate import Method
from ..regions.places import Places
from .designs import Plan
from .fitting import SEASON_MEAN, Fitted, fit_methods
from .hidden_values import HiddenValues, hide_and_fill
from .judging import AUTO
from .skill import cell_scores


class ScoreRun:
    """Hides the same values, and learns the same from what is left, for the sample and for every further block.

    Parameters
    ----------
    times : ndarray of datetime64[s], shape (T,), ascending
    cadence : Cadence
    methods : mapping of str to Method
        As they come; the mean of the season joins them.
    plans : sequence of Plan
        The repetitions.
    chosen : str
        The method that is judged; the combination of all is scored only where it is that.
    seed : int
        Of what fitting draws at random.
    """

    def __init__(
        self,
        times: np.ndarray,
        cadence: Cadence,
        methods: Mapping[str, Method],
        plans: Sequence[Plan],
        *,
        chosen: str,
        seed: int = 0,
    ) -> None:
        self.chosen = chosen
        self._times, self._cadence = times, cadence
        self._methods, self._plans = methods, plans
        self._seed = seed
        self._fits: list[Fitted] = []

    def on_sample(
        self, values: np.ndarray, places: Places, progress: Callable[[float], None] = lambda share: None
    ) -> HiddenValues:
        """Hide, learn from what is left of the sample (T, N), fill, and return what was hidden with what was filled."""
        self._fits = []

        def learn(number: int, given: np.ndarray) -> dict[str, Method]:
            fitted = fit_methods(self._times, given, places, self._methods, self._cadence, seed=self._seed)
            self._fits.append(fitted)
            return {name: method for name, method in fitted.for_cells(places).items() if name in self._scored()}

        return hide_and_fill(self._times, values, places, self._plans, self._cadence, learn, progress)

    def on_cells(self, values: np.ndarray, places: Places, reference: str) -> dict[str, np.ndarray]:
        """Return the chosen method's scores in each cell of a block (T, N); :meth:`on_sample` must have come before.

        Returns
        -------
        dict of str to ndarray, shape (N,)
            See :func:`.skill.cell_scores`; skill is against the method named `reference`.
        """

        def learnt(number: int, given: np.ndarray) -> dict[str, Method]:
            methods = self._fits[number].for_cells(places)
            return {name: methods[name] for name in dict.fromkeys((self.chosen, reference))}

        hidden = hide_and_fill(self._times, values, places, self._plans, self._cadence, learnt)
        return cell_scores(hidden, self.chosen, reference, values.shape[1])

    def _scored(self) -> set[str]:
        return {*self._methods, SEASON_MEAN} | ({AUTO} if self.chosen == AUTO else set())
