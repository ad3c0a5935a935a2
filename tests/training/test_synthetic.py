"""The synthetic prior: its series have the spectrum, seasons and gaps that it promises."""

import numpy as np
import pytest

from training.synthetic import LONGEST_BLOCK, draw_gaps, draw_series, ornstein_uhlenbeck


@pytest.fixture(scope="module")
def parts():
    return draw_series(np.random.default_rng(11), 240, 3000)


def test_the_same_seed_gives_the_same_series():
    first = draw_series(np.random.default_rng(5), 100, 20).total
    again = draw_series(np.random.default_rng(5), 100, 20).total
    other = draw_series(np.random.default_rng(6), 100, 20).total
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def test_a_series_is_the_sum_of_its_parts_and_finite(parts):
    total = parts.seasonal + parts.persistent + parts.interannual + parts.drift + parts.noise
    np.testing.assert_allclose(parts.total, total)
    assert parts.total.shape == (240, 3000)
    assert np.isfinite(parts.total).all()


def test_season_shares_reach_from_none_to_nearly_all_of_the_variance(parts):
    share = parts.seasonal.var(axis=0) / parts.total.var(axis=0)
    assert 0.04 < np.mean(share == 0) < 0.12
    low, middle, high = np.quantile(share, [0.2, 0.5, 0.9])
    assert low < 0.1
    assert 0.15 < middle < 0.65
    assert high > 0.8


def test_the_season_is_a_yearly_one(parts):
    chosen = parts.seasonal[:, parts.seasonal.std(axis=0) > 0.5]
    power = np.abs(np.fft.rfft(chosen - chosen.mean(axis=0), axis=0)) ** 2
    period = 240 / np.arange(1, len(power))
    near_annual = (np.abs(period - 12) < 2) | (np.abs(period - 6) < 0.6)
    share = power[1:][near_annual].sum(axis=0) / power[1:].sum(axis=0)
    assert np.median(share) > 0.85


def test_seasons_change_from_year_to_year(parts):
    chosen = parts.seasonal[:, parts.seasonal.std(axis=0) > 0.5]
    years = chosen.reshape(20, 12, -1)
    repeated = years.mean(axis=0, keepdims=True)
    changing = (years - repeated).var(axis=(0, 1)) / years.var(axis=(0, 1))
    assert np.quantile(changing, 0.15) < 1e-9
    assert np.quantile(changing, 0.8) > 0.01


def test_noise_is_six_to_eighty_percent_of_the_signal_with_rare_outliers(parts):
    signal = (parts.persistent + parts.interannual + parts.drift).std(axis=0) + 0.3 * parts.seasonal.std(axis=0)
    spread = 1.4826 * np.median(np.abs(parts.noise), axis=0)
    ratio = spread / signal
    assert np.quantile(ratio, 0.02) == pytest.approx(0.063, rel=0.2)
    assert np.quantile(ratio, 0.98) == pytest.approx(0.76, rel=0.2)
    # 3 to 8 times a normal number exceeds four standard deviations in half of the outliers.
    assert 0.004 < np.mean(np.abs(parts.noise) > 4 * spread) < 0.016


def test_ornstein_uhlenbeck_processes_have_unit_variance_and_forget_at_their_own_pace():
    for scale in (0.5, 6.0, 40.0):
        process = ornstein_uhlenbeck(np.random.default_rng(2), 200, np.full(4000, scale))
        assert process.var(axis=1) == pytest.approx(np.ones(200), abs=0.15)
        for lag in (1, 5):
            covariance = np.mean(process[lag:] * process[:-lag])
            assert covariance == pytest.approx(np.exp(-lag / scale), abs=0.03)


def test_gaps_are_single_months_and_blocks_up_to_eighteen():
    hidden = draw_gaps(np.random.default_rng(4), 240, 60_010)
    assert hidden.dtype == bool
    assert hidden.shape == (240, 60_010)
    # Twenty cells share their gaps.
    assert (hidden[:, :60_000].reshape(240, 3000, 20) == hidden[:, :60_000:20, np.newaxis]).all()
    hidden = hidden[:, :60_000:20]
    share = hidden.mean(axis=0)
    assert share.max() <= 0.5
    # 10 % of single months on average, and two blocks of 9.5 months of 240.
    assert share.mean() == pytest.approx(0.1 + 0.9 * 2 * 9.5 / 240, abs=0.012)
    assert hidden.any(axis=0).mean() > 0.99


def test_gaps_also_lie_at_both_ends_of_the_record():
    hidden = draw_gaps(np.random.default_rng(4), 96, 4000)
    for end in (hidden[:3], hidden[-3:]):
        assert 0.01 < end.all(axis=0).mean() < 0.2


def test_a_short_record_keeps_half_of_its_values():
    hidden = draw_gaps(np.random.default_rng(8), 2 * LONGEST_BLOCK, 3000)
    assert (hidden.sum(axis=0) <= LONGEST_BLOCK).all()
