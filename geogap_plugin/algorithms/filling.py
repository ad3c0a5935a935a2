"""What the algorithms that fill series share: the method, the model that it may need, and what is said of both."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterEnum

from .. import settings
from ..core.estimate import Method
from ..core.series.series_model import SeriesModel
from ..raster.regular import RegularSeries
from .base import GeoGapAlgorithm
from .methods import METHODS, ModelFile, choose_model, model_parameter


class FillingAlgorithm(GeoGapAlgorithm):
    """Base of the algorithms that run filling methods over a series."""

    METHOD = "METHOD"
    MODEL = "MODEL"

    def add_method(self, help_text: str, methods: Sequence[str] = METHODS, library: str = "") -> None:
        """Add the method and the model.

        Parameters
        ----------
        library : str
            Which model of the library is taken where none is named; that for the cadence by default.
        """
        self.add(
            QgsProcessingParameterEnum(
                self.METHOD,
                self.tr("Method"),
                list(methods),
                defaultValue=settings.METHOD.read(methods),
                usesStaticStrings=True,
            ),
            help_text,
        )
        self.add(
            model_parameter(self.MODEL, self.tr("Model")),
            self.tr("An ONNX model with a GeoGap card: a file, or the name of an installed model. Empty: {}.").format(
                library or self.tr("the library's model for the cadence of the series")
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse an input that is no series, and a model that does not fit it."""
        with self.open_source(parameters, context) as series:
            self.model(self.open_regular(series, parameters, context), parameters, context)

    def model(
        self,
        regular: RegularSeries,
        parameters: dict,
        context: QgsProcessingContext,
        tell: Callable[[str], None] = lambda reason: None,
    ) -> ModelFile | None:
        """Return the model for a series, None where the method needs none or the library has none that fits.

        Parameters
        ----------
        tell : callable, optional
            Takes a sentence about every model of the library that cannot be used.

        Raises
        ------
        InputError
            If the user named a model that does not exist or is made for another cadence.
        """
        if self.parameterAsEnumString(parameters, self.METHOD, context) not in ("auto", "model"):
            return None
        return choose_model(self.parameterAsString(parameters, self.MODEL, context).strip(), regular.cadence, tell)


def model_facts(model: ModelFile | None, methods: Container[str]) -> dict[str, str]:
    """Return what the metadata say of the model, nothing if it was not among the methods that ran."""
    if model is None or "model" not in methods:
        return {}
    return {"MODEL": f"{model.card.name} {model.card.version}", "MODEL_SHA256": model.info.sha256}


def warn_out_of_domain(
    methods: Mapping[str, Method], regular: RegularSeries, values: np.ndarray, feedback: QgsProcessingFeedback
) -> list[str]:
    """Say in which respects a series lies outside the domain of a model that fills it, and return that.

    Parameters
    ----------
    values : ndarray, shape (T, N)
        Of a sample of the cells.
    """
    _, south, _, north = regular.grid.extent
    latitude = (south, north) if regular.grid.is_geographic else None
    warnings = [
        reason
        for method in methods.values()
        if isinstance(method, SeriesModel)
        for reason in method.out_of_domain(regular.times, values, latitude)
    ]
    for reason in warnings:
        feedback.pushWarning(reason)
    return warnings
