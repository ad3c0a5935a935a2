"""Images are aligned to parts of a pixel, whatever the light, the gaps and what moves among them."""

from __future__ import annotations

import numpy as np
import pytest

from geogap_plugin.core.cancellation import cancellation
from geogap_plugin.core.errors import Cancelled
from geogap_plugin.core.motion.ecc import align, displacement
from geogap_plugin.core.motion.phase_correlation import phase_shift
from geogap_plugin.core.motion.sampling import cubic, slopes, smooth
from tests.glacier import Ground, places

SHAPE = (180, 200)


def seen(ground, matrix):
    """Return an image that shows at `matrix @ (column, row, 1)` what the template shows at (column, row)."""
    columns, rows = places(*SHAPE)
    inverse = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))
    return ground(*(inverse[:2] @ np.stack([columns.ravel(), rows.ravel(), np.ones(columns.size)])).reshape(2, *SHAPE))


def about_the_middle(linear, shift):
    centre = np.array([(SHAPE[1] - 1) / 2, (SHAPE[0] - 1) / 2])
    return np.column_stack([linear, centre - np.asarray(linear) @ centre + shift])


def turned(degrees):
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


MOTIONS = {
    "translation": about_the_middle(np.eye(2), (6.37, -11.81)),
    "euclidean": about_the_middle(turned(1.5), (-4.2, 2.9)),
    "affine": about_the_middle(np.array([[1.012, 0.004], [-0.006, 0.991]]), (3.3, 5.7)),
}


def worst_error(found, truth):
    """Return the largest error of a motion over the image, pixels."""
    columns, rows = places(*SHAPE)
    return np.hypot(*np.subtract(displacement(found, columns, rows), displacement(truth, columns, rows))).max()


def fourier_shifted(image, down, across):
    """Shift a periodic image exactly."""
    frequencies = np.fft.fftfreq(image.shape[0])[:, np.newaxis], np.fft.fftfreq(image.shape[1])
    turn = np.exp(-2j * np.pi * (frequencies[0] * down + frequencies[1] * across))
    return np.fft.ifft2(np.fft.fft2(image) * turn).real


@pytest.mark.parametrize("motion", MOTIONS)
def test_a_known_motion_is_found_to_a_few_hundredths_of_a_pixel(motion):
    ground = Ground(3)
    template, image = ground(*places(*SHAPE)), seen(ground, MOTIONS[motion])
    found = align(template, image, motion)
    assert worst_error(found.matrix, MOTIONS[motion]) < (0.03 if motion == "translation" else 0.05)
    assert found.correlation > 0.97 > found.start


def test_a_motion_is_found_in_the_other_light_and_under_noise():
    ground = Ground(3)
    random = np.random.default_rng(1)
    template = ground(*places(*SHAPE)) + 15 * random.standard_normal(SHAPE)
    columns, _ = places(*SHAPE)
    image = (seen(ground, MOTIONS["euclidean"]) * 0.3 + 500) * (1 + columns / 400) + 8 * random.standard_normal(SHAPE)
    assert worst_error(align(template, image, "euclidean").matrix, MOTIONS["euclidean"]) < 0.06


@pytest.mark.parametrize("across", [0.1, 0.4, 0.9])
def test_noise_as_strong_as_the_ground_does_not_draw_a_motion_between_the_pixels(across):
    ground, random = Ground(6), np.random.default_rng(6)
    columns, rows = places(*SHAPE)
    template, image = (
        values + values.std() * random.standard_normal(SHAPE)
        for values in (ground(columns, rows), ground(columns - across, rows - 0.37))
    )
    found = align(template, image, "translation").matrix[:, 2]
    assert found == pytest.approx([across, 0.37], abs=0.06)


def test_stripes_without_data_do_not_draw_the_images_onto_one_another():
    # Stripes as of Landsat 7, in the same place in both images: the strongest edges there are.
    ground = Ground(3)
    for shift, error in (((6.37, -1.81), 0.04), ((6.37, -11.81), 0.2)):
        truth = about_the_middle(np.eye(2), shift)
        template, image = ground(*places(*SHAPE)), seen(ground, truth)
        for scene in (template, image):
            scene[np.arange(SHAPE[0]) % 15 < 4] = np.nan
        assert worst_error(align(template, image, "translation").matrix, truth) < error


def test_moving_ground_that_is_masked_does_not_count():
    ground, ice = Ground(3), Ground(4)
    template, image = ground(*places(*SHAPE)), seen(ground, about_the_middle(np.eye(2), (1.3, 0.6)))
    columns, rows = places(*SHAPE)
    middle = slice(None), slice(60, 140)
    template[middle], image[middle] = ice(columns, rows)[middle] * 3, ice(columns, rows - 8)[middle] * 3
    stable = np.ones(SHAPE, dtype=bool)
    stable[middle] = False
    truth = about_the_middle(np.eye(2), (1.3, 0.6))
    assert worst_error(align(template, image, "translation", stable).matrix, truth) < 0.03
    assert worst_error(align(template, image, "translation").matrix, truth) > 0.06


def test_the_same_images_align_to_the_same_motion_and_strangers_do_not_correlate():
    template, image = Ground(3)(*places(*SHAPE)), Ground(8)(*places(*SHAPE))
    first, second = align(template, image), align(template, image)
    assert np.array_equal(first.matrix, second.matrix)
    assert first.correlation < 0.1


def test_images_without_common_pixels_have_no_correlation():
    template, image = Ground(3)(*places(*SHAPE)), np.full(SHAPE, np.nan)
    found = align(template, image)
    assert np.isnan(found.correlation)
    assert np.array_equal(found.matrix, np.eye(2, 3))
    assert np.isnan(align(np.ones(SHAPE), np.ones(SHAPE)).correlation)


def test_a_cancel_is_heard():
    template = Ground(3)(*places(*SHAPE))
    with cancellation(lambda: True), pytest.raises(Cancelled):
        align(template, template)


@pytest.mark.parametrize(("down", "across"), [(0.0, 0.0), (2.35, -7.6), (-20.15, 14.85)])
def test_phase_correlation_finds_the_shift_of_a_periodic_image(down, across):
    random = np.random.default_rng(2)
    image = smooth(random.standard_normal((1, 128, 96)))[0]
    assert phase_shift(image, fourier_shifted(image, down, across)) == pytest.approx((across, down), abs=0.06)


def test_cubic_convolution_gives_a_parabola_exactly():
    columns, rows = places(12, 14)
    image = (0.3 * columns**2 - 0.2 * columns * rows + rows)[np.newaxis]
    down, across = np.array([4.25, 7.9]), np.array([5.5, 6.1])
    assert cubic(image, down, across)[0] == pytest.approx(0.3 * across**2 - 0.2 * across * down + down)
    assert np.isnan(cubic(image, np.array([0.5]), np.array([5.0]))).all()


def test_slopes_of_a_parabola_are_exact_and_none_reaches_into_a_gap():
    columns, rows = places(8, 9)
    image = 0.3 * columns**2 - 0.2 * columns * rows + rows
    image[3, 4] = np.nan
    down, across = slopes(image)
    known = np.isfinite(down) & np.isfinite(across)
    assert down[known] == pytest.approx((-0.2 * columns + 1)[known])
    assert across[known] == pytest.approx((0.6 * columns - 0.2 * rows)[known])
    # Four neighbours of the gap; the gap itself lies between two values each way.
    assert (~known[1:-1, 1:-1]).sum() == 4


def test_smoothing_keeps_gaps_and_does_not_darken_beside_them():
    image = np.full((1, 9, 9), 7.0)
    image[0, 4, 4] = np.nan
    smoothed = smooth(image)
    assert np.isnan(smoothed[0, 4, 4])
    assert np.nanmax(np.abs(smoothed - 7)) < 1e-12
