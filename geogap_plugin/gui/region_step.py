"""The step “Region”: everything, what the map shows, something drawn, the polygons of a layer, or a named place."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsMapLayerProxyModel, QgsRectangle
from qgis.gui import QgsMapLayerComboBox, QgsMapToolExtent, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from ..core.errors import InputError
from .canvas_tools import BorrowedTool, PolygonTool, region_band, remove_band
from .places import PLACES, of_place, place_names
from .regions import Region, of_features, rectangle
from .study import Study
from .widgets import Step, note, push_button

_LAYER_TYPES = QgsMapLayerProxyModel.Filter.PolygonLayer
_SHOWN_PLACES = 5


class RegionStep(Step):
    """Chooses the region of a study and outlines it on the map.

    Parameters
    ----------
    canvas : QgsMapCanvas
    study : Study
    """

    def __init__(self, canvas, study: Study, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setTitle(self.tr("1  Region"))
        self.setAccessibleName(self.tr("Step 1, region"))
        self._canvas = canvas
        self._study = study
        self._band: QgsRubberBand | None = None
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, (kind, label, tip) in enumerate(
            (
                ("everything", self.tr("Everything"), self.tr("The whole series")),
                ("canvas", self.tr("Map View"), self.tr("What the map shows now")),
                ("rectangle", self.tr("Rectangle"), self.tr("Draw a rectangle on the map")),
                ("polygon", self.tr("Polygon"), self.tr("Draw a polygon: click its corners, a right click ends it")),
                ("layer", self.tr("Layer"), self.tr("The polygons of a layer, or its selected features")),
                ("place", self.tr("Place"), self.tr("A river basin or a country by its name")),
            )
        ):
            button = QToolButton(self)
            button.setText(label)
            button.setToolTip(tip)
            button.setAccessibleName(label)
            button.setAccessibleDescription(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            button.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
            self._group.addButton(button)
            self.buttons[kind] = button
            grid.addWidget(button, place // 3, place % 3)
        self.column.addLayout(grid)
        self.layers = QgsMapLayerComboBox(self)
        self.layers.setFilters(_LAYER_TYPES)
        self.layers.setAccessibleName(self.tr("Polygon layer"))
        self.selected = QCheckBox(self.tr("Selected features only"), self)
        self.take: QPushButton = push_button(self.tr("Use"), self._take_layer, self.tr("Take these polygons"))
        self._layer_row = QWidget(self)
        row = QGridLayout(self._layer_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.layers, 0, 0)
        row.addWidget(self.take, 0, 1)
        row.addWidget(self.selected, 1, 0, 1, 2)
        row.setColumnStretch(0, 1)
        self._layer_row.setVisible(False)
        self.column.addWidget(self._layer_row)
        self.places = self._place_box()
        self.column.addWidget(self.places)
        self.words = note(self.tr("The region in words"))
        self.column.addWidget(self.words)
        self._rectangle_tool = QgsMapToolExtent(canvas)
        self._rectangle_tool.extentChanged.connect(self._rectangle_drawn)
        self._polygon_tool = PolygonTool(canvas)
        self._polygon_tool.drawn.connect(self._polygon_drawn)
        self._drawing = BorrowedTool(canvas, self._rectangle_tool, self._polygon_tool)
        study.region_changed.connect(self._show)
        canvas.destinationCrsChanged.connect(self._outline)
        self._show()

    def _place_box(self) -> QComboBox:
        """Return a list of places that finds them by any part of their names."""
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        box.lineEdit().setPlaceholderText(self.tr("Type a name"))
        box.setAccessibleName(self.tr("River basin or country"))
        box.setVisible(False)
        box.textActivated.connect(self._take_place)
        box.lineEdit().returnPressed.connect(self._take_typed)
        return box

    def choose(self, kind: str) -> None:
        """Take a kind of region, or begin to draw it."""
        self._layer_row.setVisible(kind == "layer")
        self.places.setVisible(kind == "place")
        self._drawing.give_back()
        if kind == "everything":
            self._study.set_region(Region())
        elif kind == "canvas":
            self._study.set_region(rectangle("canvas", self._canvas.extent(), self._crs()))
        elif kind in ("rectangle", "polygon"):
            self._drawing.take(self._rectangle_tool if kind == "rectangle" else self._polygon_tool)
            self.words.setText(
                self.tr("Drag a rectangle on the map.")
                if kind == "rectangle"
                else self.tr("Click the corners on the map; a right click or Enter ends the polygon.")
            )
        elif kind == "place":
            self._offer_places()
        else:
            self.words.setText(self.tr("Choose a polygon layer and press “Use”."))

    def close_all(self) -> None:
        """Let go of the canvas, before the widget goes."""
        self._drawing.close()
        self._canvas.destinationCrsChanged.disconnect(self._outline)
        remove_band(self._canvas, self._band)
        self._band = None

    def _crs(self):
        return self._canvas.mapSettings().destinationCrs()

    def _rectangle_drawn(self, box: QgsRectangle) -> None:
        self._rectangle_tool.clearRubberBand()
        self._drawing.give_back()
        self._study.set_region(rectangle("rectangle", box, self._crs()))

    def _polygon_drawn(self, outline: QgsGeometry) -> None:
        self._drawing.give_back()
        self._study.set_region(Region("polygon", outline, self._crs(), self.tr("polygon")))

    def _take_layer(self) -> None:
        layer = self.layers.currentLayer()
        if layer is None:
            self.words.setText(self.tr("The project has no polygon layer."))
            return
        try:
            self._study.set_region(of_features(layer, selected=self.selected.isChecked()))
        except InputError as error:
            self.words.setText(error.message)

    def _offer_places(self) -> None:
        self.words.setText(self.tr("Choose a river basin or a country."))
        if not self.places.count():
            titles = {}
            for place, title in zip(PLACES, (self.tr("{} basin"), "{}")):
                try:
                    titles.update({title.format(name): (place, name) for name in place_names(place)})
                except InputError as error:
                    self.words.setText(error.message)
            for title in sorted(titles, key=str.casefold):
                self.places.addItem(title, titles[title])
        self.places.setCurrentIndex(self.places.findText(self._study.region.name))
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_typed(self) -> None:
        """Take the only place with what was typed in its name; the list itself takes whole names alone."""
        typed = self.places.currentText().strip()
        titles = [self.places.itemText(row) for row in range(self.places.count())]
        found = [title for title in titles if typed.casefold() in title.casefold()]
        if not typed or typed.casefold() in map(str.casefold, found):
            return
        if len(found) == 1:
            self.places.setCurrentText(found[0])
            self._take_place(found[0])
        elif found:
            names = ", ".join(found[:_SHOWN_PLACES]) + (", …" if len(found) > _SHOWN_PLACES else "")
            self.words.setText(self.tr("Several places are named so: {}").format(names))
        else:
            self.words.setText(self.tr("There is no river basin and no country named “{}”.").format(typed))

    def _take_place(self, title: str) -> None:
        place, name = self.places.itemData(self.places.findText(title, Qt.MatchFlag.MatchFixedString))
        try:
            self._study.set_region(of_place(place, name, title))
        except InputError as error:
            self.words.setText(error.message)

    def _show(self) -> None:
        region = self._study.region
        self.buttons[region.kind].setChecked(True)
        if region.everything:
            self.words.setText(self.tr("The whole series."))
        elif region.name:
            self.words.setText(
                self.tr("{}: {}. Series are cut to the rectangle around it.").format(region.name, region.edges())
            )
        else:
            self.words.setText(region.edges())
        self._outline()

    def _outline(self) -> None:
        remove_band(self._canvas, self._band)
        self._band = None
        if not self._study.region.everything:
            self._band = region_band(self._canvas)
            self._band.setToGeometry(self._study.region.outline, self._study.region.crs)
