"""The documentation page of a model says what its card says."""

import json

from geogap_plugin.core.model_card import ModelCard
from tests.model_examples import CARD
from training.page import card_page


def test_the_page_names_scores_command_seed_and_licence():
    page = card_page(ModelCard.parse(json.dumps(CARD)), "monthly.onnx")
    assert page.startswith("# Model monthly 1.0.0\n")
    assert "| GRACE | blocks | RMSE | cm | 2.5 | 2.6 |" in page
    assert "python -m training train monthly" in page
    assert "It took 12.5 minutes" in page or "It took 12 minutes" in page
    assert "Seed 7" in page
    assert "GPL-2.0-or-later" in page
    assert "| Gap length (epochs) | 1 to 18 |" in page
    assert "| Record length (epochs) | any |" in page


def test_a_bar_in_a_text_does_not_break_a_table():
    card = json.loads(json.dumps(CARD))
    card["scores"][0]["data"] = "a|b"
    assert "| a\\|b |" in card_page(ModelCard.parse(json.dumps(card)), "monthly.onnx")
