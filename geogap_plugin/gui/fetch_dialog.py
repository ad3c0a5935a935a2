"""The fetch dialog: choose a product, a region and a period, see what there is and how large, and queue it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis import processing
from qgis.core import QgsProcessing, QgsProcessingOutputLayerDefinition, QgsProcessingUtils, QgsProject, QgsRectangle
from qgis.gui import QgsCheckableComboBox, QgsDoubleSpinBox, QgsExtentWidget, QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.credentials import default_config, in_environment, service, stored_config
from ..core.errors import GeoGapError
from ..sources.catalog import read_catalog
from .credentials import credentials_state, unlock
from .fetch_queue import Entry, FetchQueue, QueueView
from .footprints import Footprints
from .offer_strip import OfferStrip
from .offers import Offer, offers
from .options import PAGE
from .product_tree import ProductTree
from .regions import Region, rectangle
from .runs import AlgorithmRun
from .scene_table import ListedScene, SceneTable, number
from .verdict import Verdict
from .widgets import RunBar, push_button

_DAY = "yyyy-MM-dd"
_USUAL_CLOUD = 80
_TO_CHOOSE_FROM = 4000
"""MB that the algorithms allow without being told otherwise."""

_STRIP_HEIGHTS = {True: 290, False: 96}
"""Most for months, which have no table below them, and for dates."""


class FetchDialog(QDialog):
    """Lists what can be fetched, searches, and hands over to a queue of the fetch algorithms.

    Parameters
    ----------
    iface : QgisInterface
    queue : FetchQueue
    """

    def __init__(self, iface: Any, queue: FetchQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("GeoGapFetch")
        self.setWindowTitle(self.tr("Fetch Data"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.resize(1140, 800)
        self._iface = iface
        self._queue = queue
        self._dialogs: list[QWidget] = []
        self._searched: dict[str, object] = {}
        self._megabytes: float | None = None
        self._from_strip = ""
        self.panel_region = Region()
        self.footprints = Footprints(iface.mapCanvas())
        self._make_products()
        self._make_choices()
        self._make_scenes()
        self.queue_view = QueueView(queue, self)
        self._lay_out()
        try:
            self.tree.show_offers(offers())
        except GeoGapError as error:
            self.verdict.refuse(error.message)
        self.take_map_view()

    # Building.

    def _make_products(self) -> None:
        self.tree = ProductTree(self)
        self.tree.offer_changed.connect(self._show_offer)
        self.details = QTextBrowser(self)
        self.details.setOpenExternalLinks(True)
        self.details.setAccessibleName(self.tr("About the product"))
        self.credentials = Verdict(self.tr("Credentials"), self)
        self.credentials_button = push_button(
            self.tr("Credentials…"), self._open_credentials, self.tr("Opens GeoGap's page in the options of QGIS")
        )

    def _make_choices(self) -> None:
        self.extent = QgsExtentWidget(self, QgsExtentWidget.WidgetStyle.CondensedStyle)
        self.extent.setMapCanvas(self._iface.mapCanvas(), True)
        self.extent.setNullValueAllowed(True, self.tr("No region yet"))
        self.extent.setAccessibleName(self.tr("Region"))
        self.extent.extentChanged.connect(self._changed)
        # Out of the way while a rectangle is drawn on the map.
        self.extent.toggleDialogVisibility.connect(self.setVisible)
        self.panel_button = push_button(
            self.tr("Panel's Region"), self.take_panel_region, self.tr("Take the region of the GeoGap panel")
        )
        self.panel_button.setVisible(False)
        self.view_button = push_button(self.tr("Map View"), self.take_map_view, self.tr("Take what the map shows"))
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        for edit, name in ((self.first, self.tr("First day")), (self.last, self.tr("Last day"))):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat(_DAY)
            edit.setAccessibleName(name)
            edit.dateChanged.connect(self._changed)
        self.strip = OfferStrip(self)
        self.strip.chosen.connect(self._date_chosen)
        self.strip_frame = QScrollArea(self)
        self.strip_frame.setWidgetResizable(True)
        self.strip_frame.setFrameShape(QFrame.Shape.NoFrame)
        self.strip_frame.setWidget(self.strip)
        self.clouds = QSlider(Qt.Orientation.Horizontal, self)
        self.clouds.setRange(0, 100)
        self.clouds.setPageStep(10)
        self.clouds.setValue(_USUAL_CLOUD)
        self.clouds.setAccessibleName(self.tr("Most clouds, per cent"))
        self.cloud_words = QLabel(self)
        self.clouds.valueChanged.connect(self._restrict)
        self.catalog, self.collection, self.bands = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        for edit, name in (
            (self.catalog, self.tr("Address of the catalogue")),
            (self.collection, self.tr("Collection")),
            (self.bands, self.tr("Bands")),
        ):
            edit.setAccessibleName(name)
            edit.textChanged.connect(self._changed)
        self.variables = QgsCheckableComboBox(self)
        self.variables.setAccessibleName(self.tr("Variables"))
        self.variables.checkedItemsChanged.connect(self._changed)
        self.resolution = QgsDoubleSpinBox(self)
        self.resolution.setRange(0, 1e6)
        self.resolution.setClearValue(0, self.tr("That of the scenes"))
        self.resolution.setAccessibleName(
            self.tr("Resolution, in the units of the scenes' coordinate reference system")
        )
        self.resolution.setToolTip(self.tr("In the units of the scenes' coordinate reference system"))
        self.resolution.valueChanged.connect(self._changed)
        self.folder = QgsFileWidget(self)
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.lineEdit().setPlaceholderText(self.tr("A temporary folder, gone when QGIS ends"))
        self.folder.lineEdit().setAccessibleName(self.tr("Folder for what is fetched"))

    def _make_scenes(self) -> None:
        self.search_button = push_button(self.tr("Search"), self.search, "", "search.svg")
        self.runner = RunBar(self)
        self.runner.busy_changed.connect(self._show_possible)
        self.scenes = SceneTable(self)
        self.scenes.counted.connect(self._show_size)
        self.scenes.chosen.connect(self._draw)
        self.all_button = push_button(self.tr("Tick All"), lambda: self.scenes.tick(True))
        self.none_button = push_button(self.tr("Untick All"), lambda: self.scenes.tick(False))
        self.size = QLabel(self)
        self.size.setWordWrap(True)
        self.size.setAccessibleName(self.tr("Size"))
        self.size.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.verdict = Verdict(self.tr("What is wrong"), self)
        self.add_button = push_button(
            self.tr("Add to Queue"),
            self.add,
            self.tr("Fetches in the background, after what is queued"),
            "mActionAdd.svg",
        )
        self.more_button = push_button(
            self.tr("More Options…"), self.open_algorithm, self.tr("The algorithm's own dialog with these choices")
        )

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        products = QSplitter(Qt.Orientation.Vertical, left)
        products.setChildrenCollapsible(False)
        products.addWidget(self.tree)
        products.addWidget(self.details)
        products.setSizes([380, 300])
        column.addWidget(products, 1)
        column.addWidget(self.credentials)
        column.addWidget(self.credentials_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.addRow(self.tr("Region"), _beside(self.extent, self.view_button, self.panel_button))
        self._form.addRow(self.tr("Period"), _beside(self.first, QLabel("–"), self.last, stretch=True))
        self._form.addRow("", self.strip_frame)
        self._rows: dict[str, QWidget] = {
            "catalog": self.catalog,
            "collection": self.collection,
            "bands": self.bands,
            "variables": self.variables,
            "resolution": self.resolution,
            "clouds": _beside(self.clouds, self.cloud_words),
        }
        for name, label in (
            ("catalog", self.tr("Catalogue")),
            ("collection", self.tr("Collection")),
            ("bands", self.tr("Bands")),
            ("variables", self.tr("Variables")),
            ("resolution", self.tr("Resolution")),
            ("clouds", self.tr("Most clouds")),
        ):
            self._form.addRow(label, self._rows[name])
        self._form.addRow(self.tr("Folder"), self.folder)
        upper = QWidget(right)
        main = QVBoxLayout(upper)
        main.setContentsMargins(0, 0, 0, 0)
        main.addLayout(self._form)
        search = QHBoxLayout()
        search.addWidget(self.search_button)
        search.addWidget(self.runner, 1)
        main.addLayout(search)
        main.addWidget(self.scenes, 1)
        ticks = QHBoxLayout()
        ticks.addWidget(self.size, 1)
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        main.addLayout(ticks)
        self._filler = QWidget(upper)
        main.addWidget(self._filler, 1)
        main.addWidget(self.verdict)
        add = QHBoxLayout()
        add.addStretch(1)
        add.addWidget(self.more_button)
        add.addWidget(self.add_button)
        main.addLayout(add)
        tasks = QSplitter(Qt.Orientation.Vertical, right)
        tasks.setChildrenCollapsible(False)
        tasks.addWidget(upper)
        tasks.addWidget(self.queue_view)
        tasks.setSizes([580, 180])
        tasks.setStretchFactor(0, 1)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(tasks)
        whole = QSplitter(self)
        whole.setChildrenCollapsible(False)
        whole.addWidget(left)
        whole.addWidget(right)
        whole.setSizes([390, 750])
        whole.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.addWidget(whole)

    # The product.

    @property
    def offer(self) -> Offer | None:
        """The product that is chosen."""
        return self.tree.offer

    def choose(self, offer_id: str) -> None:
        """Choose a product by its id."""
        self.tree.choose(offer_id)

    def _show_offer(self) -> None:
        offer = self.offer
        if offer is None:
            return
        self.details.setHtml(offer.details())
        for name, wanted in (
            ("catalog", offer.own),
            ("collection", offer.own),
            ("bands", offer.algorithm == "fetchscenes"),
            ("variables", bool(offer.variables)),
            ("resolution", offer.has_scenes),
            ("clouds", offer.clouds),
        ):
            self._form.labelForField(self._rows[name]).setVisible(wanted)
            self._rows[name].setVisible(wanted)
        self.catalog.setText(str(offer.fixed.get("CATALOG", "")))
        self.bands.setText("")
        self.bands.setPlaceholderText(", ".join(offer.bands))
        self.variables.clear()
        for name, title, usual in offer.variables:
            state = Qt.CheckState.Checked if usual else Qt.CheckState.Unchecked
            self.variables.addItemWithCheckState(title, state, name)
        self._suggest_period(offer)
        for widget in (self.scenes, self.all_button, self.none_button):
            widget.setVisible(offer.has_scenes)
        self._filler.setVisible(not offer.has_scenes)
        self.search_button.setVisible(offer.searchable)
        searches = self.tr("Search") if offer.has_scenes else self.tr("Estimate Size")
        self.search_button.setText(searches)
        self.search_button.setAccessibleName(searches)
        self.runner.cancel()
        self.runner.say("")
        self.verdict.wait("")
        self._forget()
        self.show_credentials()

    def _suggest_period(self, offer: Offer) -> None:
        """Take all of a product of months, and the last weeks or days of the others."""
        today = QDate.currentDate()
        begins = QDate.fromString(f"{offer.first}-01", _DAY) if offer.first else QDate(1970, 1, 1)
        if offer.month_wise and offer.algorithm == "fetchgrace":
            first = begins
        else:
            first = (
                today.addYears(-1)
                if offer.month_wise
                else today.addMonths(-2)
                if offer.has_scenes
                else today.addDays(-7)
            )
        for edit in (self.first, self.last):
            edit.setDateRange(begins, today)
        self.first.setDate(first)
        self.last.setDate(today)
        if offer.algorithm == "fetchgrace":
            catalog = read_catalog()
            known = catalog.known_gaps(catalog.product(str(offer.fixed["PRODUCT"])))
            self.strip.setToolTip(self.tr("Click the first month, then the last"))
            self.strip.set_months(known.months(today.toString(_DAY)))
            self._show_strip(True)

    def _show_strip(self, wanted: bool) -> None:
        self.strip_frame.setVisible(wanted)
        highest = _STRIP_HEIGHTS[self.offer is not None and not self.offer.searchable]
        self.strip_frame.setFixedHeight(min(highest, self.strip.sizeHint().height() + 4))

    def show_credentials(self) -> None:
        """Say where the credentials for the product are."""
        offer = self.offer
        needs = service(offer.service) if offer is not None and offer.service else None
        self.credentials_button.setVisible(needs is not None)
        if needs is None:
            self.credentials.accept(self.tr("No account is needed."))
            return
        said = f"{needs.title}: {credentials_state(needs)}"
        if in_environment(needs.id) or default_config(needs.id):
            self.credentials.accept(said)
        elif offer is not None and offer.own:
            self.credentials.wait(
                said
                if stored_config(needs.id)
                else self.tr("No credentials are stored for a catalogue of your own; many need none.")
            )
        else:
            self.credentials.refuse(self.tr("Needs an account: no credentials for {} are stored.").format(needs.title))

    def _open_credentials(self) -> None:
        self._iface.showOptionsDialog(self, PAGE)
        self.show_credentials()

    # The region.

    def region(self) -> Region:
        """Return the region that is chosen."""
        if not self.extent.isValid():
            return Region()
        return rectangle("rectangle", self.extent.outputExtent(), self.extent.outputCrs())

    def take_map_view(self) -> None:
        """Take what the map shows; an empty map shows no region."""
        settings = self._iface.mapCanvas().mapSettings()
        self._take(settings.visibleExtent(), settings.destinationCrs())
        if self.region().everything:
            self.verdict.wait(self._no_region())

    def take_panel_region(self) -> None:
        """Take the region of the GeoGap panel."""
        if not self.panel_region.everything:
            self._take(self.panel_region.outline.boundingBox(), self.panel_region.crs)

    def offer_region(self, region: Region) -> None:
        """Offer the region of the GeoGap panel, and take it if there is one."""
        self.panel_region = region
        self.panel_button.setVisible(not region.everything)
        self.take_panel_region()

    def _no_region(self) -> str:
        return self.tr("No region yet: draw one on the map (the menu beside “Region”), or take the view of a map.")

    def _has_region(self) -> bool:
        """Say so where there is no region yet: nobody means to fetch the whole world by leaving it out."""
        if self.region().everything:
            self.verdict.refuse(self._no_region())
            return False
        return True

    def _take(self, box: QgsRectangle, crs) -> None:
        if rectangle("rectangle", box, crs).everything:
            self.extent.clear()
            return
        self.extent.setOutputCrs(crs)
        self.extent.setOutputExtentFromUser(box, crs)
        for edit in self.extent.findChildren(QLineEdit):
            edit.setCursorPosition(0)

    # What is asked for.

    def parameters(self) -> dict[str, object]:
        """Return the parameters of the algorithm, without its outputs and without a choice of scenes."""
        offer = self.offer
        if offer is None:
            return {}
        asked: dict[str, object] = {
            **offer.fixed,
            "EXTENT": self.region().extent() or None,
            "START": self.first.date().toString(_DAY),
            "END": self.last.date().toString(_DAY),
        }
        if offer.own:
            asked.update(CATALOG=self.catalog.text().strip(), COLLECTION=self.collection.text().strip())
        if offer.algorithm == "fetchscenes":
            asked["ASSETS"] = self.bands.text().strip()
        if offer.clouds:
            asked["MAX_CLOUD"] = self.clouds.value()
        if offer.variables:
            asked["VARIABLES"] = self.variables.checkedItemsData()
        if offer.has_scenes and self.resolution.value() > 0:
            asked["RESOLUTION"] = self.resolution.value()
        return asked

    def search(self) -> None:
        """Ask the service in the background what there is, and how much it would be."""
        offer = self.offer
        if offer is None or not self._has_region() or not self._unlocked(offer):
            return
        self._forget()
        asked = {**self.parameters(), "LIST_ONLY": True}
        if offer.clouds:
            asked["MAX_CLOUD"] = 100  # the slider looks among all that there are
        output = "OUTPUT_FOLDER" if offer.into_folder else "OUTPUT"
        asked[output] = QgsProcessing.TEMPORARY_OUTPUT
        if offer.has_scenes:
            asked["OUTPUT_FOOTPRINTS"] = QgsProcessing.TEMPORARY_OUTPUT
        searched = self._question()
        self.runner.start(offer.algorithm, asked, lambda run, results: self._found(searched, run, results))

    def _question(self) -> dict[str, object]:
        """Return what a search depends on."""
        return {name: value for name, value in self.parameters().items() if name not in ("MAX_CLOUD",)}

    def _found(self, searched: dict[str, object], run: AlgorithmRun, results: dict) -> None:
        if searched != self._question():
            self.runner.say(self.tr("Something else was chosen meanwhile: search again."))
            return
        self._searched = searched
        if "OUTPUT_FOOTPRINTS" in results:
            layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT_FOOTPRINTS"], run.context)
            self.scenes.show_scenes([ListedScene.of(feature) for feature in layer.getFeatures()])
            self.strip.setToolTip(self.tr("Click a date to choose its scenes"))
            self.strip.set_dates(self.scenes.clouds_by_date())
            self._show_strip(True)
            self._restrict()
        else:
            self._megabytes = results["MEGABYTES"]
            self._show_size()

    def _unlocked(self, offer: Offer) -> bool:
        """Let QGIS ask for its master password here, if stored credentials are needed."""
        if offer.service and default_config(offer.service):
            try:
                unlock()
            except GeoGapError as error:
                self.verdict.refuse(error.message)
                return False
        return True

    # What was found.

    def _forget(self) -> None:
        """Drop what was found for another question."""
        self._searched, self._megabytes = {}, None
        self.scenes.show_scenes([])
        offer = self.offer
        if offer is not None and offer.algorithm != "fetchgrace":
            self._show_strip(False)
        self._restrict()

    def _changed(self, *_what: object) -> None:
        """Follow a choice: what was found for another region or period counts no longer."""
        self.verdict.wait("")
        narrower = self._searched and {**self._question(), "START": "", "END": ""} == {
            **self._searched,
            "START": "",
            "END": "",
        }
        inside = narrower and str(self._searched["START"]) <= self._day(self.first) <= self._day(self.last) <= str(
            self._searched["END"]
        )
        if self._searched and not (inside and self.scenes.topLevelItemCount()):
            self._forget()
        self._restrict()

    def _restrict(self, *_what: object) -> None:
        self.cloud_words.setText(self.tr("{} %").format(self.clouds.value()))
        first, last = self._day(self.first), self._day(self.last)
        self.strip.set_period(first, last)
        offer = self.offer
        self.scenes.restrict(first, last, self.clouds.value() if offer is not None and offer.clouds else 100)

    def _date_chosen(self, epoch: int) -> None:
        label = self.strip.label(epoch)
        if len(label) > len("2010-01"):
            self.scenes.choose_date(label)
            return
        day = QDate.fromString(f"{label}-01", _DAY)
        if self._from_strip and label >= self._from_strip:
            self._from_strip = ""
            self.last.setDate(min(day.addMonths(1).addDays(-1), self.last.maximumDate()))
        else:
            self._from_strip = label
            self.first.setDate(day)
            if self.last.date() < day:
                self.last.setDate(self.last.maximumDate())

    def _day(self, edit: QDateEdit) -> str:
        return edit.date().toString(_DAY)

    def _show_size(self) -> None:
        self.size.setText(self.size_words())
        self._draw()
        self._show_possible()

    def size_words(self) -> str:
        """Return what there is and how much is to be downloaded, in words."""
        offer = self.offer
        if offer is None:
            return ""
        if offer.megabytes:
            said = self.tr("About {} for the whole product, which is downloaded once and kept in the cache.")
            return said.format(_megabytes(offer.megabytes))
        if not offer.has_scenes:
            if self._megabytes is None:
                return self.tr("“Estimate Size” asks the service how much it would be.")
            return self.tr("About {} to download.").format(_megabytes(self._megabytes))
        found, shown, wanted = self.scenes.scenes(), self.scenes.shown(), self.scenes.wanted()
        if not found:
            return self.tr("“Search” lists the scenes of the region and the period.")
        return self.tr("Scenes: {} of {}. Dates: {}. To read, before compression: about {}.").format(
            len(wanted),
            len(shown),
            len({scene.time[:10] for scene in wanted}),
            _megabytes(sum(scene.megabytes for scene in wanted)),
        )

    def _draw(self) -> None:
        """Outline the scenes on the map."""
        if not self.isVisible():
            return
        chosen = self.scenes.chosen_scenes()
        self.footprints.show([one.outline for one in self.scenes.wanted()], [one.outline for one in chosen])

    def _show_possible(self, _busy: bool = False) -> None:
        offer, busy = self.offer, self.runner.busy
        self.search_button.setEnabled(offer is not None and not busy)
        found = bool(self.scenes.scenes())
        ready = offer is not None and (not offer.has_scenes or bool(self.scenes.wanted()))
        self.add_button.setEnabled(ready and not busy)
        self.more_button.setEnabled(offer is not None)
        for button in (self.all_button, self.none_button):
            button.setEnabled(found)

    # Fetching.

    def fetch_parameters(self) -> dict[str, object]:
        """Return the parameters of the algorithm, with its outputs and the scenes that are wanted."""
        offer = self.offer
        if offer is None:
            return {}
        asked = self.parameters()
        wanted = self.scenes.wanted()
        if offer.has_scenes and wanted:
            if len(wanted) < len(self.scenes.shown()):
                asked["SCENE_IDS"] = ",".join(scene.id for scene in wanted)
            # What is shown before it is queued needs no second limit.
            size = sum(scene.megabytes for scene in wanted)
            if size > _TO_CHOOSE_FROM:
                asked["MAX_SIZE"] = int(size * 1.1) + 1
        folder = self.folder.filePath().strip()
        stem = re.sub(r"[^\w-]+", "_", f"{self._name(offer)}_{self._day(self.first)}_{self._day(self.last)}")
        if offer.into_folder:
            asked["OUTPUT_FOLDER"] = self._free(Path(folder), stem, "") if folder else QgsProcessing.TEMPORARY_OUTPUT
        else:
            path = self._free(Path(folder), stem, ".tif") if folder else QgsProcessing.TEMPORARY_OUTPUT
            asked["OUTPUT"] = QgsProcessingOutputLayerDefinition(path, QgsProject.instance())
        return asked

    def _name(self, offer: Offer) -> str:
        return self.collection.text().strip() if offer.own else offer.id.rpartition("/")[2]

    def _free(self, folder: Path, stem: str, ending: str) -> str:
        """Return a path that neither exists nor is about to: a fetch replaces nothing that the user has."""
        taken = {str(_target(entry.parameters)) for entry in self._queue.entries}
        number = 1
        while True:
            path = folder / (f"{stem}{ending}" if number == 1 else f"{stem}_{number}{ending}")
            if not path.exists() and str(path) not in taken:
                return str(path)
            number += 1

    def add(self) -> None:
        """Queue what is chosen; what the algorithm refuses is said in its words."""
        offer = self.offer
        if offer is None or not self._has_region() or not self._unlocked(offer):
            return
        title = (
            f"{offer.title if not offer.own else self._name(offer)}, {self._day(self.first)} – {self._day(self.last)}"
        )
        size = offer.megabytes or self._megabytes or sum(scene.megabytes for scene in self.scenes.wanted())
        try:
            self._queue.add(
                Entry(title, offer.algorithm, self.fetch_parameters(), f"≈ {_megabytes(size)}" if size else "")
            )
        except GeoGapError as error:
            self.verdict.refuse(error.message)
            return
        self.verdict.wait("")

    def open_algorithm(self) -> None:
        """Open the dialog of the algorithm with what is chosen here."""
        offer = self.offer
        if offer is None:
            return
        dialog = processing.createAlgorithmDialog(f"geogap:{offer.algorithm}", self.fetch_parameters())
        if dialog is not None:
            self._dialogs = [*(kept for kept in self._dialogs if kept.isVisible()), dialog]
            dialog.show()

    # Coming and going.

    def showEvent(self, event: QShowEvent) -> None:
        """Outline again what was found."""
        super().showEvent(event)
        self.show_credentials()
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the outlines off the map and leave the search; the queue goes on."""
        super().hideEvent(event)
        self.footprints.clear()
        # Not when the window is only minimised.
        if not event.spontaneous():
            self.runner.cancel()
            self.scenes.pictures.stop()

    def close_all(self) -> None:
        """Let go of the map and of what is running, before the dialog goes."""
        self.close()
        self.footprints.close()
        for dialog in self._dialogs:
            dialog.close()
        self._dialogs = []


def _beside(*widgets: QWidget, stretch: bool = False) -> QWidget:
    """Return widgets beside one another; the first takes what room there is, unless all are to be narrow."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for place, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if place == 0 and not stretch else 0)
    if stretch:
        layout.addStretch(1)
    return row


def _megabytes(size: float) -> str:
    return f"{number(size)} MB"


def _target(parameters: dict) -> object:
    """Return where an entry of the queue is written."""
    output = parameters.get("OUTPUT_FOLDER") or parameters.get("OUTPUT")
    return output.sink.staticValue() if isinstance(output, QgsProcessingOutputLayerDefinition) else output
