"""Processing algorithm `findgaps`: which epochs and pixels a series lacks."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)
from qgis.PyQt.QtCore import QT_TR_NOOP, QMetaType

from ..core.gaps import runs
from ..raster.blockwise import GapSummary, summarise_gaps
from ..raster.regular import RegularSeries
from ..raster.writer import SeriesWriter
from ..report.gaps import gap_page
from ..report.html import write_page
from .base import GeoGapAlgorithm
from .layers import LayerStyle
from .tables import write_table

_FIELDS = (
    ("epoch", QMetaType.Type.QString),
    ("period_start", QMetaType.Type.QString),
    ("period_end", QMetaType.Type.QString),
    ("missing_share", QMetaType.Type.Double),
    ("gap_first", QMetaType.Type.QString),
    ("gap_last", QMetaType.Type.QString),
    ("gap_length", QMetaType.Type.Int),
)


class FindGaps(GeoGapAlgorithm):
    """List the missing epochs of a series, map the missing share of its cells, draw its calendar."""

    OUTPUT_TABLE = "OUTPUT_TABLE"
    OUTPUT_FRACTION = "OUTPUT_FRACTION"
    EPOCHS = "EPOCHS"
    MISSING_EPOCHS = "MISSING_EPOCHS"
    LONGEST_GAP = "LONGEST_GAP"

    NAME = "findgaps"
    DISPLAY_NAME = QT_TR_NOOP("Find gaps")
    GROUP = QT_TR_NOOP("Inspect")
    SUMMARY = QT_TR_NOOP("Finds the missing dates and the missing pixels of a series.")
    HELP = QT_TR_NOOP(
        "A date is missing when the calendar expects it and the series lacks it; a pixel is missing when a cell "
        "that has values at other dates has none. Cells that never have a value, such as the sea, are outside and "
        "do not count.\n\n"
        "The table has a row for every epoch at which something is missing. For an epoch that is missing "
        "altogether it gives the first and last epoch and the length of the gap that it belongs to."
    )
    TAGS = ("gaps", "missing", "calendar", "time series", "clouds", "GRACE")

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        self.add_series_input()
        self.add_extent()
        self.add_reading_options()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_TABLE, self.tr("Missing epochs"), QgsProcessing.SourceType.TypeVector
            ),
            self.tr(
                "A table of the epochs at which something is missing, with the share of the cells and the gap's length."
            ),
        )
        self.add_raster_output(
            self.OUTPUT_FRACTION,
            self.tr("Missing share"),
            self.tr("A raster of the share of the epochs at which each cell has no value, 0 to 1."),
            optional=True,
        )
        self.add_html_output(self.tr("A page with the calendar, in which one sees at a glance what is missing."))
        self.add_result(QgsProcessingOutputNumber(self.EPOCHS, self.tr("Number of epochs")))
        self.add_result(QgsProcessingOutputNumber(self.MISSING_EPOCHS, self.tr("Number of missing epochs")))
        self.add_result(QgsProcessingOutputNumber(self.LONGEST_GAP, self.tr("Longest gap (epochs)")))

    def check(self, parameters, context) -> None:
        """Refuse an input that does not open as a series."""
        with self.open_source(parameters, context) as series:
            self.open_regular(series, parameters, context)

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Find the gaps."""
        fraction_path = self.output_path(parameters, self.OUTPUT_FRACTION, context)
        report_path = self.report_path(parameters, context)
        with self.open_source(parameters, context) as series:
            regular = self.open_regular(series, parameters, context)
            for note in regular.alignment.notes:
                feedback.pushInfo(note)
            self.check_outputs(series, fraction_path)
            share = self._share_writer(fraction_path, regular) if fraction_path else None
            summary = summarise_gaps(regular, self.control(parameters, context, feedback), share)
            gaps = runs(summary.share_per_epoch >= 1)
            self._tell(regular, summary, gaps, feedback)
            results = {
                self.EPOCHS: len(regular.times),
                self.MISSING_EPOCHS: int(sum(length for _, length in gaps)),
                self.LONGEST_GAP: max(summary.gap_counts, default=0),
                self.OUTPUT_TABLE: self._write_table(parameters, context, regular, summary, gaps),
            }
            if report_path:
                write_page(
                    report_path,
                    gap_page(series.name, regular.alignment, summary.share_per_epoch, summary.gap_counts, gaps),
                )
                results[self.OUTPUT_HTML] = report_path
            if fraction_path:
                style = LayerStyle("missing_share", "GeoGap")
                self.load(fraction_path, self.tr("{} missing share").format(series.name), style, context)
                results[self.OUTPUT_FRACTION] = fraction_path
        return results

    def _share_writer(self, path: str, regular: RegularSeries) -> SeriesWriter:
        metadata = self.provenance(regular.series, CADENCE=str(regular.cadence))
        return self.writer(path, regular, metadata, bands=["missing share"], unit="1")

    def _tell(self, regular: RegularSeries, summary: GapSummary, gaps, feedback: QgsProcessingFeedback) -> None:
        labels = regular.alignment.labels()
        feedback.pushInfo(
            self.tr("{} epochs from {} to {} (cadence: {}), {} cells, {} epochs missing altogether.").format(
                len(labels), labels[0], labels[-1], regular.cadence, summary.cells, sum(length for _, length in gaps)
            )
        )
        for first, length in gaps:
            last = labels[first + length - 1]
            feedback.pushInfo(f"  {labels[first]}" if length == 1 else f"  {labels[first]} … {last} ({length})")

    def _write_table(self, parameters, context, regular: RegularSeries, summary: GapSummary, gaps) -> str:
        labels = regular.alignment.labels()
        gap_of = {epoch: (first, length) for first, length in gaps for epoch in range(first, first + length)}
        rows = []
        for epoch, share in enumerate(summary.share_per_epoch.tolist()):
            if not share:
                continue
            first, length = gap_of.get(epoch, (None, None))
            gap = [None, None, None] if first is None else [labels[first], labels[first + length - 1], length]
            period = [str(regular.alignment.starts[epoch]), str(regular.alignment.ends[epoch])]
            rows.append([labels[epoch], *period, share, *gap])
        return write_table(self, self.OUTPUT_TABLE, _FIELDS, rows, parameters, context)
