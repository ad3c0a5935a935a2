"""Recipes: read from TOML, checked field by field, overridden by the command line."""

import pytest

pytest.importorskip("tomllib", reason="recipes are read by Python 3.11's tomllib")

from geogap_plugin.core.errors import InputError
from training.recipe import RECIPES, read_recipe, recipe_names

TEXT = (RECIPES / "monthly.toml").read_text(encoding="utf-8")


def test_the_monthly_recipe_is_listed_and_read():
    assert "monthly" in recipe_names()
    recipe = read_recipe("monthly")
    assert (recipe.name, recipe.cadence, recipe.baseline) == ("monthly", "month", "seasonal_gp")
    assert 0.5 in recipe.quantiles
    assert recipe.settings.series > 0


def test_every_central_interval_of_the_recipe_is_symmetric():
    levels = read_recipe("monthly").quantiles
    assert [round(1 - level, 6) for level in reversed(levels)] == [round(level, 6) for level in levels]
    widths = {round(high - low, 6) for low, high in zip(levels, reversed(levels)) if low < high}
    assert {0.5, 0.8, 0.9, 0.95} <= widths


def test_a_recipe_can_be_read_from_any_path(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(TEXT.replace('name = "monthly"', 'name = "own"'), encoding="utf-8")
    assert read_recipe(path).name == "own"


def test_settings_are_overridden_by_what_is_given_and_recorded():
    recipe = read_recipe("monthly").override(units=8, seed=None)
    assert recipe.settings.units == 8
    assert recipe.settings.seed == read_recipe("monthly").settings.seed
    assert recipe.parameters()["units"] == 8
    assert recipe.parameters()["lengths"] == " ".join(map(str, recipe.settings.lengths))


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("units = 64", "", "train.units is missing"),
        ("units = 64", "units = 64\nunitz = 3", "train.unitz is unknown"),
        ("units = 64", 'units = "64"', "train.units must be int"),
        ("units = 64", "units = true", "train.units must be int"),
        ("units = 64", "units = 64.5", "train.units must be int"),
        ('cadence = "month"', "", "cadence is missing"),
        ("quantiles = [0.025,", 'quantiles = ["low",', "quantiles must be"),
        ("[train]", "[trian]", "settings"),
        ("units = 64", "units = ", "not valid TOML"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, before, after, named):
    assert before in TEXT
    path = tmp_path / "own.toml"
    path.write_text(TEXT.replace(before, after), encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_recipe(path)
    if named == "settings":
        assert "trian" in refusal.value.message or "train." in refusal.value.message
    else:
        assert named in refusal.value.message


def test_a_recipe_that_does_not_exist_is_refused_with_the_names_that_do():
    with pytest.raises(InputError, match="monthly"):
        read_recipe("weekly")
