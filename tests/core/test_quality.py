"""Rules for quality layers say which pixels are unusable, and what is wrong with a rule that cannot be read."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geogap_plugin.core.errors import InputError
from geogap_plugin.core.quality import parse_quality_rules


def unusable(text, numbers):
    [rule] = parse_quality_rules(text)
    return rule.unusable(np.asarray(numbers)).tolist()


@pytest.mark.parametrize("text", ["", "  ", "none", " None "])
def test_nothing_may_be_masked(text):
    assert parse_quality_rules(text) == ()


def test_a_single_bit():
    assert unusable("qa_pixel: bit 3", [0, 8, 9, 16, 24, 247]) == [False, True, True, False, True, False]


def test_any_of_several_bits_is_enough():
    assert unusable("qa_pixel: bit 0, bit 4", [0, 1, 2, 16, 17, 14]) == [False, True, False, True, True, False]


def test_values_of_several_bits():
    # MODIS: bits 0-1 are 2 or 3 where no temperature was found; what the other bits say is another matter.
    assert unusable("QC_Day: bits 0-1 = 2, 3", [0b00, 0b01, 0b10, 0b11, 0b1000001, 0b1000010]) == [
        False, False, True, True, False, True,
    ]  # fmt: skip


def test_classes_and_ranges_of_classes():
    assert unusable("SCL: 0, 1, 3, 8-10", range(12)) == [n in (0, 1, 3, 8, 9, 10) for n in range(12)]


def test_bits_and_values_together_in_any_writing():
    text = " qa : BIT 1 ,bits  2 - 3=1,3, Bit 5 "
    assert unusable(text, [0, 2, 4, 8, 12, 32]) == [False, True, True, False, True, True]


def test_several_layers():
    first, second = parse_quality_rules("qa_pixel: bit 1; SCL: 3")
    assert (first.layer, second.layer) == ("qa_pixel", "SCL")
    assert first.unusable(np.array([2, 3])).tolist() == [True, True]
    assert second.unusable(np.array([2, 3])).tolist() == [False, True]


def test_a_pixel_without_quality_is_unusable():
    assert unusable("SCL: 3", np.array([4.0, np.nan, 3.0, np.inf], dtype=np.float32)) == [False, True, True, True]


def test_the_highest_bit_of_a_wide_layer():
    assert unusable("qc: bit 31", np.array([0, 2**31, 2**31 + 1, 2**30], dtype=np.uint32)) == [False, True, True, False]


@given(
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20),
    st.integers(0, 31).flatmap(lambda first: st.tuples(st.just(first), st.integers(first, min(31, first + 7)))),
    st.data(),
)
def test_fields_are_decoded_as_their_binary_digits_say(numbers, bits, data):
    first, last = bits
    wanted = data.draw(st.sets(st.integers(0, 2 ** (last - first + 1) - 1), min_size=1, max_size=4))
    text = f"qc: bits {first}-{last} = {', '.join(map(str, sorted(wanted)))}"
    digits = [f"{number:032b}"[::-1][first : last + 1][::-1] for number in numbers]
    expected = [int(digit, 2) in wanted for digit in digits]
    assert unusable(text, np.array(numbers, dtype=np.uint32)) == expected


@given(st.integers(-(2**15), 2**15 - 1), st.integers(0, 15))
def test_signed_layers_are_bits_all_the_same(number, bit):
    expected = f"{number % 2**16:016b}"[::-1][bit] == "1"
    assert unusable(f"qa: bit {bit}", np.array([number], dtype=np.int16)) == [expected]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("bit 1, bit 3", "“bit 1, bit 3” is no rule"),
        ("cloud", "“cloud” is no rule"),
        (": bit 1", "“: bit 1” is no rule"),
        ("SCL:", "“SCL:” is no rule"),
        ("SCL: 3;; qa: bit 1", "“” is no rule"),
        ("none; SCL: 3", "“none” is no rule"),
        ("SCL: 3,", "“” in “SCL: 3,”"),
        ("SCL: 3, cloud", "“cloud” in “SCL: 3, cloud”"),
        ("SCL: -1", "“-1” in “SCL: -1”"),
        ("SCL: 3.5", "“3.5” in “SCL: 3.5”"),
        ("SCL: 10-8", "“10-8” in “SCL: 10-8” counts backwards"),
        ("qa: bit 1 bit 3", "“bit 1 bit 3” in"),
        ("qa: bit x", "“bit x” in"),
        ("qa: bit 1=1", "“bit 1=1” in"),
        ("qa: bits 3-1 = 1", "“bits 3-1 = 1” counts backwards"),
        ("qa: bits 0-1", "“bits 0-1” in"),
        ("qa: bits 0-1 = 2, four", "“four” in"),
        ("qa: bits 0-1 = 4", "“4” in “qa: bits 0-1 = 4” never occurs: 2 bits hold at most 3"),
        ("qa: bit 32", "“bit 32” names a bit that no quality layer has"),
        ("qa: bits 0-200 = 1", "“bits 0-200 = 1” names a bit"),
        ("qa: bit 99999999999999999999", "“bit 99999999999999999999” in"),
        ("SCL: 0-4000000000", "more than 65,536 values"),
    ],
)
def test_what_cannot_be_read_is_named(text, piece):
    with pytest.raises(InputError) as raised:
        parse_quality_rules(text)
    assert piece in raised.value.message


@given(st.text(alphabet="qa:;, bits=0123-.", max_size=40) | st.text(max_size=20))
def test_no_text_does_worse_than_an_error_in_words(text):
    try:
        rules = parse_quality_rules(text)
    except InputError:
        return
    for rule in rules:
        assert rule.layer
        assert rule.unusable(np.array([0, 1, 255, math.nan])).shape == (4,)
