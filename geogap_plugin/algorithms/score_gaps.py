"""Processing algorithm `scoregaps`: hide known values, fill them, and say whether to trust the filling."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, QMetaType

from ..core.cancellation import cancellation
from ..core.errors import InputError
from ..core.limits import colour_limits
from ..core.regions.places import Places
from ..core.series.baselines import BASELINES
from ..core.trials.designs import DESIGNS, Plan, default_length, plan_design
from ..core.trials.hidden_values import HiddenValues
from ..core.trials.score_run import ScoreRun
from ..core.trials.skill import METRICS, SIMPLE, ScoreTable, cell_scores, reliability, score_table
from ..core.trials.verdict import judge_scores
from ..raster.blockwise import Control, Sample, sample_cells
from ..raster.cell_places import cell_places, footprint
from ..raster.regular import RegularSeries
from ..raster.skill_map import write_skill_map
from ..raster.writer import SeriesWriter
from ..report.figures import CellSeries
from ..report.html import write_page
from ..report.score import ScoredCells, ScoreReport, cell_series, score_page, telling_cells, verdict_text
from .filling import FillingAlgorithm, model_facts, warn_out_of_domain
from .layers import LayerStyle
from .methods import METHODS, filling_methods
from .tables import write_table

_BANDS = {
    "rmse": "RMSE",
    "nse": "NSE",
    "nse_deseasonalised": "NSE without season",
    "skill_simple": "skill against the best simple baseline",
    "bias": "bias",
    "coverage_90": "share inside the 90 % interval",
}
_IN_UNIT = ("rmse", "bias")
_ROWS_AT_LEAST = 16
_COPIES = 20
_SHARE_OF_TABLE = 0.4
"""Of the progress, where a map of every cell follows."""


class ScoreGaps(FillingAlgorithm):
    """Hide known values, fill them with every method, and report in words and numbers how close that came."""

    DESIGN = "DESIGN"
    REPEATS = "REPEATS"
    LENGTH = "LENGTH"
    SAMPLE = "SAMPLE"
    SEED = "SEED"
    OUTPUT_TABLE = "OUTPUT_TABLE"
    OUTPUT_SKILL = "OUTPUT_SKILL"
    RMSE = "RMSE"
    NSE = "NSE"
    METHOD_BEST = "METHOD_BEST"
    VERDICT = "VERDICT"

    NAME = "scoregaps"
    DISPLAY_NAME = QT_TR_NOOP("Score gap filling")
    GROUP = QT_TR_NOOP("Judge")
    SUMMARY = QT_TR_NOOP("Hides known values, fills them, and says in words whether to trust the filling.")
    HELP = QT_TR_NOOP(
        "Known values are hidden, filled from what is left, and compared with what was really there. Whatever a method "
        "learns, and whatever chooses, combines or calibrates methods, learns it without the hidden values.\n\n"
        "How values are hidden decides what is judged. “own” lays the series' own gaps over other dates. “block” hides "
        "all cells for a stretch of time, “scattered” single dates, “begin” the beginning of the record, “cloud” lays "
        "the cloud shapes of some images over others. “region” hides one region after the other for a stretch of time, "
        "with 300 km around it; methods that work cell by cell use nothing of a cell's neighbours, so that this judges "
        "the choice between methods and the calibration of their uncertainty, both learnt outside the region.\n\n"
        "“auto” scores every method and their combination; another method is scored beside the simple ones.\n\n"
        "The table gives each method's scores over everything, by the length of the gap and by latitude, with the "
        "bounds of 90 % bootstrap intervals over the gaps. Errors are weighted by the area of the cells; NSE, KGE and "
        "PCC are the median over the cells. Filling is to be trusted where it is surely better than the cell's mean "
        "and than the season, explains half of the variance, is not beaten by a simple method, and its 90 % intervals "
        "hold at least 80 % of the hidden values."
    )
    TAGS = ("validation", "cross-validation", "accuracy", "uncertainty", "NSE", "KGE", "RMSE", "skill", "gap filling")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add_method(
            self.tr("The method to score; “auto” scores all of them and their combination, which “Fill series” takes.")
        )
        self.add(
            QgsProcessingParameterEnum(
                self.DESIGN, self.tr("What to hide"), list(DESIGNS), defaultValue="own", usesStaticStrings=True
            ),
            self.tr(
                "“own”: the series' own gaps on other dates. “block”: stretches of time. “scattered”: single dates. "
                "“begin”: the beginning. “region”: regions with 300 km around them. “cloud”: real cloud shapes."
            ),
        )
        self._add_number(
            self.REPEATS,
            self.tr("Repetitions"),
            self.tr("How often values are hidden, each time other ones; more take longer and narrow the intervals."),
            10,
            (1, 100),
        )
        self.add_extent()
        self._add_number(
            self.LENGTH,
            self.tr("Length of a hidden stretch (epochs)"),
            self.tr(
                "For “block”, “begin” and “region”; at most a quarter of the record. Empty: the longest gap of the "
                "series, or eleven epochs in a series without gaps."
            ),
            None,
            (1, 100_000),
        )
        self._add_number(
            self.SAMPLE,
            self.tr("Cells in the sample"),
            self.tr(
                "The table and the report are made from so many cells, spread evenly over the region. The map is made "
                "from every cell."
            ),
            200,
            (1, 5000),
        )
        self._add_number(
            self.SEED,
            self.tr("Seed"),
            self.tr("Of everything that is drawn at random; the same seed hides the same values."),
            0,
            (0, 2**31 - 1),
        )
        self.add_reading_options()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_TABLE, self.tr("Scores"), QgsProcessing.SourceType.TypeVector
            ),
            self.tr(
                "A table with a row for each method over everything, each class of gap length and each band of "
                "latitude: all scores, each with the bounds of its 90 % interval (_low, _high)."
            ),
        )
        self.add_raster_output(
            self.OUTPUT_SKILL,
            self.tr("Map of skill"),
            self.tr(
                "A raster of the method's scores in every cell: RMSE, NSE, NSE without the season, skill against the "
                "best simple baseline, bias, and the share of values inside the 90 % interval. It takes longer than "
                "all else where there are many cells."
            ),
            optional=True,
        )
        self.add_html_output(
            self.tr("A page that says whether to trust the filling, with pictures, and all scores explained.")
        )
        self.add_result(QgsProcessingOutputNumber(self.RMSE, self.tr("RMSE of the method")))
        self.add_result(QgsProcessingOutputNumber(self.NSE, self.tr("NSE of the method")))
        self.add_result(QgsProcessingOutputString(self.METHOD_BEST, self.tr("Method with the lowest RMSE")))
        self.add_result(QgsProcessingOutputString(self.VERDICT, self.tr("Whether to trust the filling")))

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Score the methods."""
        name = self.parameterAsEnumString(parameters, self.METHOD, context)
        seed = self.parameterAsInt(parameters, self.SEED, context)
        skill_path = self.output_path(parameters, self.OUTPUT_SKILL, context)
        control = self.control(parameters, context, feedback)
        with self.open_source(parameters, context) as series:
            self.check_outputs(series, skill_path)
            regular = self.open_regular(series, parameters, context)
            model = self.model(regular, parameters, context, feedback.pushWarning)
            with (
                cancellation(feedback.isCanceled),
                filling_methods(name, model, feedback.isCanceled, feedback.pushWarning) as allowed,
            ):
                sample = self._sample(regular, control, parameters, context)
                warn_out_of_domain(allowed, regular, sample.values, feedback)
                places = cell_places(regular.grid, *sample.cells.T)
                methods = {**allowed, **{key: BASELINES[key] for key in SIMPLE if key in BASELINES}}
                plans = self._plans(sample, places, parameters, context)
                run = ScoreRun(regular.times, regular.cadence, methods, plans, chosen=name, seed=seed)
                share = _SHARE_OF_TABLE if skill_path else 1.0
                hidden = run.on_sample(sample.values, places, lambda done: control.progress(share * done))
                latitude = places.y if places.geographic else None
                table = score_table(hidden, places.weights, latitude=latitude, seed=seed)
                metadata = self._metadata(regular, name, table, model_facts(model, allowed), parameters, context)
                if skill_path:
                    write_skill_map(
                        regular,
                        list(_BANDS),
                        lambda values, where: run.on_cells(values, where, table.simple),
                        self._skill_writer(skill_path, regular, metadata),
                        replace(control, progress=lambda done: control.progress(share + (1 - share) * done)),
                        copies=_COPIES * hidden.truth.size / sample.values.size,
                    )
            scores = cell_scores(hidden, name, table.simple, len(places.x))
            row = table.overall()[name]
            verdict = judge_scores(row)
            words = verdict_text(verdict, table, name, series.unit)
            _tell(table, name, series.unit, feedback)
            feedback.pushInfo(words)
            results: dict[str, object] = {
                self.OUTPUT_TABLE: self._write_table(parameters, context, table, series.unit),
                self.RMSE: row.metrics["rmse"].value,
                self.NSE: row.metrics["nse"].value,
                self.METHOD_BEST: table.best(METHODS),
                self.VERDICT: words,
            }
            report_path = self.report_path(parameters, context)
            if report_path:
                report = ScoreReport(
                    series.name,
                    series.unit,
                    str(regular.cadence),
                    name,
                    self.parameterAsEnumString(parameters, self.DESIGN, context),
                    verdict,
                    table,
                    {key: reliability(hidden, key, places.weights) for key in dict.fromkeys((name, *table.overall()))},
                    _drawn_cells(regular, sample, places, hidden, name, scores["nse"]),
                    ScoredCells(scores, places.x, places.y, footprint(regular.grid, sample.cells), places.geographic),
                    metadata,
                )
                write_page(report_path, score_page(report))
                results[self.OUTPUT_HTML] = report_path
            if skill_path:
                style = LayerStyle("skill", "GeoGap", limits=colour_limits(scores["skill_simple"], symmetric=True))
                self.load(skill_path, self.tr("{} skill ({})").format(series.name, name), style, context)
                results[self.OUTPUT_SKILL] = skill_path
        return results

    def _add_number(self, name: str, label: str, help_text: str, default: int | None, limits: tuple[int, int]) -> None:
        """Add a whole number; all but the repetitions are advanced."""
        parameter = QgsProcessingParameterNumber(
            name,
            label,
            QgsProcessingParameterNumber.Type.Integer,
            default,
            optional=default is None,
            minValue=limits[0],
            maxValue=limits[1],
        )
        self.add(parameter, help_text, advanced=name != self.REPEATS)

    def _sample(
        self, regular: RegularSeries, control: Control, parameters: dict, context: QgsProcessingContext
    ) -> Sample:
        limit = self.parameterAsInt(parameters, self.SAMPLE, context)
        rows = max(_ROWS_AT_LEAST, -(-4 * limit // regular.grid.width))
        sample = sample_cells(regular, control, limit, min(rows, regular.grid.height))
        if not sample.values.size:
            raise InputError(self.tr("The series has no value in this region. Choose another region."))
        return sample

    def _plans(self, sample: Sample, places: Places, parameters: dict, context: QgsProcessingContext) -> list[Plan]:
        given = parameters.get(self.LENGTH) is not None
        length = self.parameterAsInt(parameters, self.LENGTH, context) if given else default_length(sample.values)
        return plan_design(
            self.parameterAsEnumString(parameters, self.DESIGN, context),
            sample.values,
            places,
            count=self.parameterAsInt(parameters, self.REPEATS, context),
            length=length,
            seed=self.parameterAsInt(parameters, self.SEED, context),
        )

    def _metadata(
        self, regular: RegularSeries, name: str, table: ScoreTable, model: dict[str, str], parameters, context
    ) -> dict[str, str]:
        facts: dict[str, object] = {
            "METHOD": name,
            "BASELINE": table.simple,
            "CADENCE": str(regular.cadence),
            "DESIGN": self.parameterAsEnumString(parameters, self.DESIGN, context),
            **{
                key: self.parameterAsInt(parameters, key, context)
                for key in (self.REPEATS, self.LENGTH, self.SAMPLE, self.SEED)
                if parameters.get(key) is not None
            },
            **model,
        }
        return self.provenance(regular.series, **facts)

    def _skill_writer(self, path: str, regular: RegularSeries, metadata: dict[str, str]) -> SeriesWriter:
        unit = regular.series.unit
        bands = [f"{label} ({unit})" if key in _IN_UNIT and unit else label for key, label in _BANDS.items()]
        return self.writer(path, regular, metadata, bands=bands)

    def _write_table(self, parameters, context, table: ScoreTable, unit: str) -> str:
        columns = [(key, QMetaType.Type.QString) for key in ("method", "scope", "part", "unit")]
        columns += [(key, QMetaType.Type.Int) for key in ("values", "cells", "gaps")]
        columns += [(key + ending, QMetaType.Type.Double) for key in METRICS for ending in ("", "_low", "_high")]
        rows = []
        for row in table.rows:
            scores = [row.metrics[key] for key in METRICS]
            numbers = [number for score in scores for number in (score.value, score.low, score.high)]
            rows.append([row.method, row.scope, row.part, unit, row.values, row.cells, row.gaps, *numbers])
        return write_table(self, self.OUTPUT_TABLE, columns, rows, parameters, context)


def _drawn_cells(
    regular: RegularSeries, sample: Sample, places: Places, hidden: HiddenValues, name: str, nse: np.ndarray
) -> list[CellSeries]:
    """Return the best, a typical and the worst cell's series for the report."""
    return [
        cell_series(
            regular.times,
            sample.values[:, cell],
            hidden,
            name,
            cell,
            f"The {word} cell, at {places.x[cell]:.6g}, {places.y[cell]:.6g} (NSE {nse[cell]:.2f})",
            regular.series.unit,
        )
        for word, cell in telling_cells(nse)
    ]


def _tell(table: ScoreTable, name: str, unit: str, feedback: QgsProcessingFeedback) -> None:
    for method, row in table.overall().items():
        mark = "→" if method == name else " "
        error, nse = row.metrics["rmse"], row.metrics["nse"]
        feedback.pushInfo(
            f"{mark} {method:12s} RMSE {error.value:.4g} {unit} ({error.low:.4g} to {error.high:.4g}), "
            f"NSE {nse.value:.2f}, {row.metrics['coverage_90'].value:.0%} inside the 90 % interval"
        )
