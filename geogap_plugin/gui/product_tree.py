"""The tree of what can be fetched, by provider."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from .offers import Offer

_OFFER = Qt.ItemDataRole.UserRole


class ProductTree(QTreeWidget):
    """Lists products by provider, one of which is chosen."""

    offer_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName(self.tr("Products by provider"))
        self.currentItemChanged.connect(lambda *_items: self.offer_changed.emit())

    def show_offers(self, offers: list[Offer]) -> None:
        """List products, and choose the first."""
        groups: dict[str, QTreeWidgetItem] = {}
        for offer in offers:
            if offer.provider not in groups:
                group = QTreeWidgetItem([offer.provider])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.addTopLevelItem(group)
                groups[offer.provider] = group
            item = QTreeWidgetItem([offer.title])
            item.setData(0, _OFFER, offer)
            item.setToolTip(0, offer.about)
            groups[offer.provider].addChild(item)
        self.expandAll()
        if offers:
            self.choose(offers[0].id)

    @property
    def offer(self) -> Offer | None:
        """The product that is chosen."""
        item = self.currentItem()
        return None if item is None else item.data(0, _OFFER)

    def choose(self, offer_id: str) -> None:
        """Choose a product by its id."""
        for place in range(self.topLevelItemCount()):
            group = self.topLevelItem(place)
            for row in range(group.childCount()):
                if group.child(row).data(0, _OFFER).id == offer_id:
                    self.setCurrentItem(group.child(row))
