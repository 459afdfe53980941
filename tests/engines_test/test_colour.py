"""The measures of colour, against values that others have published."""

from __future__ import annotations

import pytest

from tests.engines.colour import EYES, Triple, apart, ciede2000, contrast, lab


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000(first: Triple, second: Triple, difference: float) -> None:
    """The test data of Sharma, Wu and Dalal, in both directions."""
    assert ciede2000(first, second) == pytest.approx(difference, abs=5e-5)
    assert ciede2000(second, first) == pytest.approx(difference, abs=5e-5)


def test_contrast() -> None:
    """Black on white is 21; #767676 is the lightest grey that WCAG lets stand on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_lab() -> None:
    """Pure red of sRGB under D65."""
    assert lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


@pytest.mark.parametrize("eyes", EYES)
def test_greys_are_the_same_to_all_eyes(eyes: str) -> None:
    """Who misses a kind of cone sees the difference of two greys as everybody does."""
    assert apart("#404040", "#808080", eyes) == pytest.approx(apart("#404040", "#808080"), abs=0.1)


def test_who_sees_no_green_takes_red_for_brown_and_sees_blue() -> None:
    """The measure of colours sees as people with that sight do."""
    assert apart("#A8230F", "#5F6A00", "deutan") < 0.5 * apart("#A8230F", "#5F6A00")
    assert apart("#A8230F", "#1F65A8", "deutan") > 30
