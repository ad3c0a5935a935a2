"""Processing algorithm `fetchgrace`: GRACE and GRACE-FO water storage for a region and a period."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.calendar import Alignment, Cadence, align
from ..core.errors import InputError, NotFoundError
from ..core.limits import colour_limits
from ..raster.adjusted import AdjustedSeries
from ..raster.blockwise import Control, copy_series, sample_cells
from ..raster.grid import Grid
from ..raster.series import RasterSeries, open_series
from ..raster.whole_file import aside
from ..sources.catalog import Catalog, Product, read_catalog
from ..sources.earthdata import TOKEN_HELP
from ..sources.grace import Found, described, explanation, find
from .fetching import DOWNLOADED, FetchAlgorithm, stage
from .layers import LayerStyle, style_of
from .network import QgisTransport, transport_for


@dataclass(frozen=True)
class _Wish:
    """What the parameters ask for.

    Parameters
    ----------
    product : Product
    first, last : datetime64[M]
    extent : str
        As it was given.
    duplicates : str
    scaled, on_land : bool
        Whether to multiply by the scale factors, and to leave out the sea.
    """

    product: Product
    first: np.datetime64
    last: np.datetime64
    extent: str
    duplicates: str
    scaled: bool
    on_land: bool


class FetchGrace(FetchAlgorithm):
    """Find, download and cut out a product of GRACE and GRACE-FO."""

    PRODUCT = "PRODUCT"
    SCALE_FACTORS = "SCALE_FACTORS"
    LAND_MASK = "LAND_MASK"
    OUTPUT_UNCERTAINTY = "OUTPUT_UNCERTAINTY"
    MONTHS = "MONTHS"
    MISSING_MONTHS = "MISSING_MONTHS"

    NAME = "fetchgrace"
    DISPLAY_NAME = QT_TR_NOOP("Fetch GRACE water storage")
    SUMMARY = QT_TR_NOOP(
        "Downloads GRACE and GRACE-FO water storage anomalies for a region and a period as a monthly series."
    )
    HELP = QT_TR_NOOP(
        "The newest release is looked up in the centre's catalogue, downloaded once, kept in a cache, and cut out "
        "without resampling. The unit is that of the product. Months come from the time that each solution covers; the "
        "months that no product has, between the missions and before, are there as empty bands, so that “Fill series” "
        "takes the result as it is.\n\n"
        "Products of NASA's PO.DAAC need a free Earthdata account. {token}\n\n"
        "A file NAME.manifest.json beside the series says what was fetched, from where, with which checksums, under "
        "which licence, and how to cite it.\n\n"
        "Products:\n{products}"
    )
    TAGS = ("GRACE", "GRACE-FO", "TWSA", "water storage", "mascons", "download", "Earthdata", "PO.DAAC")

    def __init__(self) -> None:
        super().__init__()
        self.catalog: Catalog = read_catalog()

    def shortHelpString(self) -> str:
        """Return the help beside the dialog, with what the registry says of the products."""
        products = "\n".join(
            f"• {one.id}: {one.title} ({one.centre}). {one.about} {one.resolution}." for one in self.catalog.products
        )
        help_text = self.tr(self.HELP).format(token=TOKEN_HELP, products=products)
        return self.tr(self.SUMMARY) + "\n\n" + help_text

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        products = [product.id for product in self.catalog.products]
        self.add(
            QgsProcessingParameterEnum(
                self.PRODUCT, self.tr("Product"), products, defaultValue=products[0], usesStaticStrings=True
            ),
            self.tr("Which solution of which centre; see the help for what they are."),
        )
        self.add_extent()
        self.add_date(
            self.START, self.tr("First month"), self.tr("Any day of the first month. Empty: the beginning, April 2002.")
        )
        self.add_date(
            self.END, self.tr("Last month"), self.tr("Any day of the last month. Empty: the newest there is.")
        )
        self.add_authentication(
            self.tr(
                "An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header "
                "“Authorization”, value “Bearer ” and the token. Not needed for csr-mascons and gsfc-mascons. Without "
                "a window, the environment variable EARTHDATA_TOKEN does as well."
            )
        )
        self.add(
            QgsProcessingParameterBoolean(self.SCALE_FACTORS, self.tr("Apply scale factors"), defaultValue=False),
            self.tr(
                "Multiply every cell by the gain factor that comes with the JPL mascons, which restores signal below "
                "the size of a mascon. Cells without a factor become missing. Uncertainties are multiplied as well."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean(self.LAND_MASK, self.tr("Land only"), defaultValue=False),
            self.tr("Leave out the cells that the product's own land mask calls sea."),
        )
        self.add_duplicates()
        self.add_raster_output(
            self.OUTPUT, self.tr("Series"), self.tr("The series, a GeoTIFF with a band for each month.")
        )
        self.add_raster_output(
            self.OUTPUT_UNCERTAINTY,
            self.tr("Uncertainty"),
            self.tr("The product's own uncertainty, one standard deviation in its unit; not all products have one."),
            optional=True,
        )
        self.add_manifest()
        self.add_result(QgsProcessingOutputNumber(self.MONTHS, self.tr("Number of months")))
        self.add_result(QgsProcessingOutputNumber(self.MISSING_MONTHS, self.tr("Number of missing months")))

    # What is asked for.

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse what the product does not have, and missing credentials, before anything is downloaded."""
        wish = self._wish(parameters, context)
        # All products are global, and none of them can be cut where its grid begins and ends.
        degrees = QgsCoordinateReferenceSystem.fromEpsgId(4326).toWkt()
        self.extent_window(Grid(degrees, (-180.0, 1.0, 0.0, 90.0, 0.0, -1.0), 360, 180), parameters, context)
        self._transport(wish.product, parameters, context)
        for name, wanted, there in (
            (self.SCALE_FACTORS, wish.scaled, wish.product.scale_factor),
            (self.LAND_MASK, wish.on_land, wish.product.land_mask),
            (self.OUTPUT_UNCERTAINTY, parameters.get(self.OUTPUT_UNCERTAINTY), wish.product.uncertainty),
        ):
            if wanted and not there:
                label = self.parameterDefinition(name).description()
                raise InputError(
                    self.tr("{} come without what “{}” needs. Leave it off, or choose another product.").format(
                        wish.product.title, label
                    )
                )

    def _wish(self, parameters: dict, context: QgsProcessingContext) -> _Wish:
        """Return what is asked for; without a last month, up to this one."""
        product = self.catalog.product(self.parameterAsEnumString(parameters, self.PRODUCT, context))
        return _Wish(
            product,
            *self.period(parameters, context, self.catalog.known_gaps(product).first),
            str(parameters.get(self.EXTENT) or ""),
            self.parameterAsEnumString(parameters, self.DUPLICATES, context),
            self.parameterAsBoolean(parameters, self.SCALE_FACTORS, context),
            self.parameterAsBoolean(parameters, self.LAND_MASK, context),
        )

    def _transport(self, product: Product, parameters: dict, context: QgsProcessingContext) -> QgisTransport:
        return transport_for(product, self.auth(parameters, context, product.credentials))

    # The work.

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Fetch the product and write the series."""
        wish = self._wish(parameters, context)
        product = wish.product
        transport = self._transport(product, parameters, context)
        path = self.output_path(parameters, self.OUTPUT, context)
        uncertainty_path = self.output_path(parameters, self.OUTPUT_UNCERTAINTY, context)
        self.check_folders(path, uncertainty_path)
        found = find(
            self.catalog,
            product,
            wish.first,
            wish.last,
            transport,
            cancelled=feedback.isCanceled,
            tell=feedback.pushInfo,
        )
        items = list(found.items)
        if found.land_mask is not None and wish.on_land:
            items.append(found.land_mask)
        feedback.pushInfo(self.tr("Searched: {}. Files: {}.").format(found.searched, len(items)))
        fetched = self.download(items, product.id, transport, explanation(product), feedback)
        data = [one.path for one in fetched[: len(found.items)]]
        note = Path(path).with_suffix(".manifest.json")
        results: dict[str, object] = {self.OUTPUT: path, self.MANIFEST: str(note)}
        with ExitStack() as stack:
            series = stack.enter_context(_open(data, product.variable))
            self.check_outputs(series, path, uncertainty_path)
            alignment = self._alignment(series, found, wish)
            results[self.MONTHS] = len(alignment.times)
            results[self.MISSING_MONTHS] = self._tell(alignment, wish, feedback)
            window = self.extent_window(series.grid, parameters, context)
            fields = self._fields(wish, data[0], fetched[-1].path, stack)
            if uncertainty_path:
                spread = stack.enter_context(_open(data, product.uncertainty))
                results[self.OUTPUT_UNCERTAINTY] = uncertainty_path
                beside = stack.enter_context(aside(uncertainty_path))
                limits = self._write(
                    AdjustedSeries(spread, alignment, window, **fields), beside, found, wish, feedback, from_zero=True
                )
                name = self.tr("{} uncertainty").format(product.title)
                self._show(uncertainty_path, name, "uncertainty", limits, alignment, context)
            qml, symmetric = style_of(f"{series.variable} {series.long_name}", series.unit)
            values = AdjustedSeries(series, alignment, window, **fields)
            limits = self._write(values, path, found, wish, feedback, symmetric=symmetric)
            self._show(path, product.title, qml, limits, alignment, context)
        self.write_manifest(note, described(product, found), self._asked(wish), fetched)
        return results

    def _alignment(self, series: RasterSeries, found: Found, wish: _Wish) -> Alignment:
        """Return the months asked for, up to the last one that the product has."""
        whole = align(
            series.times,
            Cadence.parse(wish.product.cadence),
            bounds=series.bounds,
            duplicates=wish.duplicates,
            # A month more, so that a solution may stand for it if its own is taken.
            start=(wish.first - 1).astype("datetime64[s]"),
        )
        cut = whole.within(wish.first, wish.last)
        if cut is None:
            months = series.times.astype("datetime64[M]")
            raise NotFoundError(
                self.tr("No month from {} to {} exists. Searched: {}. What was found reaches from {} to {}.").format(
                    wish.first, wish.last, found.searched, months.min(), months.max()
                )
            )
        return cut

    def _tell(self, alignment: Alignment, wish: _Wish, feedback: QgsProcessingFeedback) -> int:
        """Say which months are missing, and which of them nobody has; return their number."""
        for note in alignment.notes:
            feedback.pushInfo(note)
        known = self.catalog.known_gaps(wish.product)
        months = alignment.starts.astype("datetime64[M]")
        missing = months[alignment.missing]
        nobody = [month for month in missing if month in known.missing]
        lacking = [month for month in missing if month not in known.missing]
        feedback.pushInfo(
            self.tr("{} months from {} to {}, {} of them missing.").format(
                len(months), months[0], months[-1], len(missing)
            )
        )
        if nobody:
            feedback.pushInfo(self.tr("Months that no product has ({}): {}").format(known.source, _listed(nobody)))
        if lacking:
            feedback.pushWarning(self.tr("Months that this product lacks: {}").format(_listed(lacking)))
        if months[-1] < wish.last:
            feedback.pushInfo(self.tr("The product ends with {}.").format(months[-1]))
        return len(missing)

    def _fields(self, wish: _Wish, data: Path, last_file: Path, stack: ExitStack) -> dict[str, RasterSeries]:
        """Open the scale factors and the land mask that are asked for."""
        fields = {}
        mask = wish.product.land_mask
        if wish.scaled:
            fields["scale"] = stack.enter_context(_open_field(data, wish.product.scale_factor))
        if wish.on_land:
            fields["land"] = stack.enter_context(_open_field(last_file if "url" in mask else data, mask["variable"]))
        return fields

    def _write(
        self,
        view: AdjustedSeries,
        path: str,
        found: Found,
        wish: _Wish,
        feedback: QgsProcessingFeedback,
        **colours: bool,
    ) -> tuple[float, float]:
        """Write a series and return the values at the ends of its colours."""
        control = Control(progress=stage(feedback, DOWNLOADED, 1), cancelled=feedback.isCanceled)
        product = wish.product
        metadata = self.provenance(
            view.series,
            PRODUCT=product.id,
            TITLE=product.title,
            RELEASE=found.version,
            DOI=" ".join(found.dois),
            SOURCE=found.searched,
            LICENCE=product.licence,
            CITATION="\n".join(product.citation),
            CADENCE=product.cadence,
        )
        writer = self.writer(path, view, metadata, unit=view.series.unit or product.unit)
        copy_series(view, writer, control)
        return colour_limits(sample_cells(view, control).values, **colours)

    def _show(
        self,
        path: str,
        name: str,
        qml: str,
        limits: tuple[float, float],
        alignment: Alignment,
        context: QgsProcessingContext,
    ) -> None:
        order = 0 if qml == "uncertainty" else 1
        self.load(path, name, LayerStyle(qml, "GeoGap", alignment.starts, alignment.ends, limits, order), context)

    def _asked(self, wish: _Wish) -> dict[str, object]:
        """Return what the manifest says of the parameters."""
        return {
            self.EXTENT: wish.extent,
            self.START: str(wish.first),
            self.END: str(wish.last),
            self.SCALE_FACTORS: wish.scaled,
            self.LAND_MASK: wish.on_land,
            self.DUPLICATES: wish.duplicates,
        }


def _open(data: Sequence[Path], variable: str) -> RasterSeries:
    return open_series([str(path) for path in data], variable=variable)


def _open_field(path: Path, variable: str) -> RasterSeries:
    """Open a variable without a time axis."""
    return open_series(str(path), variable=variable, dates=["2002-01-01"])


def _listed(months: Sequence[np.datetime64]) -> str:
    return ", ".join(str(month) for month in months)
