"""The ring tells state and remaining life at every size, on every panel, by shape and colour."""

from __future__ import annotations

import functools
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tokentray.core.state import State
from tokentray.desktop.ring import (
    ON_ANY,
    ON_DARK,
    ON_LIGHT,
    STEPS,
    RingColours,
    RingFace,
    paint_ring,
    ring_image,
    ring_step,
)
from tokentray.desktop.theme import contrast

SIDES = (16, 22, 24, 32, 48, 64)
# 16 at 1.25, 22 at 1.5, 16 at 3: what a scaled screen asks for, odd numbers included.
SCALED_SIDES = (20, 33, 48)
LIGHT_PANELS = ("#ffffff", "#f2f2f2", "#e0e0e0")
DARK_PANELS = ("#000000", "#1e1e1e", "#2b2b2b", "#353535")
FACES = (*(RingFace(state, 12) for state in State), RingFace(State.VALID, 12, paused=True))
GREEN_ON_BLUE = RingColours(
    good="#00ff00",
    warning="#ff0000",
    trouble="#ff0000",
    quiet="#ff0000",
    track="#0000ff",
    on_disc="#ff0000",
)
ONE_INK = RingColours("#000000", "#000000", "#000000", "#000000", "#b8b8b8", "#ffffff")


def on_panel(image: QImage, panel: str) -> QImage:
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor(panel))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


def greys(image: QImage) -> list[int]:
    cells = itertools.product(range(image.width()), repeat=2)
    return [image.pixelColor(x, y).lightness() for x, y in cells]


@functools.cache
def is_clear(pixel: int, panel: str) -> bool:
    return contrast(QColor(pixel), panel) >= 3


@given(left=st.floats(-1e6, 1e9, allow_subnormal=False), lifetime=st.floats(1e-3, 1e9))
def test_step_is_zero_only_for_a_dead_token(left: float, lifetime: float) -> None:
    """A step lies between 0 and 24, and a token that still lives never shows 0."""
    step = ring_step(left, lifetime)
    assert step is not None
    assert 0 <= step <= STEPS
    assert (step == 0) == (left <= 0)


@given(lifetime=st.floats(1, 1e6), shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_step_never_grows_while_time_passes(lifetime: float, shares: tuple[float, float]) -> None:
    """Less life never shows more steps."""
    less, more = (ring_step(share * lifetime, lifetime) for share in sorted(shares))
    assert less is not None
    assert more is not None
    assert less <= more


@pytest.mark.parametrize(("left", "lifetime"), [(None, 3600), (60, None), (None, None), (60, 0)])
def test_step_is_unknown_without_a_lifetime(left: float | None, lifetime: float | None) -> None:
    """Nothing is pretended where the expiry or the lifetime is not known."""
    assert ring_step(left, lifetime) is None


@pytest.mark.parametrize("side", SIDES)
def test_life_drains_clockwise_from_the_top(side: int) -> None:
    """At three quarters the upper right is gone, at half the whole right."""
    near, far = side // 4, side - 1 - side // 4
    upper_right, lower_right = (far, near), (far, far)
    upper_left, lower_left = (near, near), (near, far)
    expected = {18: {upper_right}, 12: {upper_right, lower_right}, 24: set()}
    for step, gone in expected.items():
        image = ring_image(side, RingFace(State.VALID, step), GREEN_ON_BLUE)
        for corner in (upper_right, lower_right, upper_left, lower_left):
            x, y = _ring_pixel(image, corner)
            pixel = image.pixelColor(x, y)
            assert (pixel.blue() > pixel.green()) == (corner in gone), (step, corner)


def _ring_pixel(image: QImage, corner: tuple[int, int]) -> tuple[int, int]:
    """Find the most opaque pixel on the diagonal that leads from `corner` outwards."""
    middle = (image.width() - 1) / 2
    dx, dy = (1 if part > middle else -1 for part in corner)
    reach = range(1, image.width() // 2)
    spots = [(round(middle + dx * step), round(middle + dy * step)) for step in reach]
    return max(spots, key=lambda spot: image.pixelColor(*spot).alpha())


@pytest.mark.parametrize("side", SIDES)
def test_every_step_looks_different(side: int) -> None:
    """Each of the steps can be told from its neighbours, at the smallest size too."""
    images = [ring_image(side, RingFace(State.VALID, step), ON_LIGHT) for step in range(STEPS + 1)]
    for fewer, more in itertools.pairwise(images):
        assert greys(on_panel(fewer, "#ffffff")) != greys(on_panel(more, "#ffffff"))


@pytest.mark.parametrize("side", [*SIDES, *SCALED_SIDES])
@pytest.mark.parametrize("step", [1, 12, 24])
def test_states_differ_by_shape_alone(side: int, step: int) -> None:
    """With all colours made one, any two states differ in more than a thin line of pixels."""
    faces = [replace(face, step=step) for face in FACES]
    shapes = {face: greys(on_panel(ring_image(side, face, ONE_INK), "#ffffff")) for face in faces}
    for one, other in itertools.combinations(faces, 2):
        pairs = zip(shapes[one], shapes[other], strict=True)
        different = sum(abs(a - b) > 90 for a, b in pairs)
        assert different >= 0.75 * side, (one, other, different)


@pytest.mark.parametrize(
    ("colours", "panels"),
    [
        (ON_LIGHT, LIGHT_PANELS),
        (ON_DARK, DARK_PANELS),
        (ON_ANY, (*LIGHT_PANELS, *DARK_PANELS)),
    ],
)
def test_colours_stand_out_from_their_panel(colours: RingColours, panels: tuple[str, ...]) -> None:
    """Every colour that carries meaning has 3:1 on its panel, and the disc's on the disc."""
    for colour in (colours.good, colours.warning, colours.trouble, colours.quiet):
        assert all(contrast(colour, panel) >= 3 for panel in panels)
    assert contrast(colours.on_disc, colours.trouble) >= 3


@pytest.mark.parametrize(
    ("colours", "panel", "ratio"),
    [
        (ON_LIGHT, "#ffffff", 3.0),
        (ON_DARK, "#1e1e1e", 3.0),
        *((ON_ANY, panel, 2.5) for panel in (*LIGHT_PANELS[:2], *DARK_PANELS[:3])),
    ],
)
def test_life_stands_out_from_what_is_gone(colours: RingColours, panel: str, ratio: float) -> None:
    """A track that fits both kinds of panel leaves less between, and can itself be seen."""
    full = ring_image(64, RingFace(State.VALID, STEPS), colours)
    gone = ring_image(64, RingFace(State.VALID, 0), colours)
    spot = _ring_pixel(full, (60, 4))
    life, track = (on_panel(image, panel).pixelColor(*spot) for image in (full, gone))
    assert contrast(life, track) >= ratio
    assert contrast(track, panel) >= 1.2


@pytest.mark.parametrize("side", [*SIDES, *SCALED_SIDES])
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("colours", "panel"),
    [
        *((ON_LIGHT, panel) for panel in LIGHT_PANELS),
        *((ON_DARK, panel) for panel in DARK_PANELS),
        # Where a colour has 3:1 and no more, the soft edge of a line has less.
        *((ON_ANY, panel) for panel in (*LIGHT_PANELS[:2], *DARK_PANELS[:3])),
    ],
)
def test_pixels_stand_out_from_the_panel(
    side: int, face: RingFace, colours: RingColours, panel: str
) -> None:
    """Enough painted pixels have 3:1 against the panel for the shape to be seen."""
    image = on_panel(ring_image(side, face, colours), panel)
    cells = itertools.product(range(side), repeat=2)
    clear = sum(is_clear(image.pixel(x, y), panel) for x, y in cells)
    assert clear >= side * side / 16


@pytest.mark.parametrize("side", [*SIDES, *SCALED_SIDES])
def test_ring_lies_on_the_pixel_grid(side: int) -> None:
    """Across the middle the ring has sharp edges of whole pixels, as far left as right."""
    image = ring_image(side, RingFace(State.VALID, STEPS), ON_LIGHT)
    row = [image.pixelColor(x, side // 2).alpha() for x in range(side)]
    # Half a pixel beside the middle a circle has already left its edge by a little.
    assert all(alpha < 64 or alpha > 215 for alpha in row), row
    drawn = [alpha > 215 for alpha in row]
    assert drawn == drawn[::-1]
    assert sum(drawn) == 2 * max(2, round(side / 8))


def test_unknown_life_is_not_drawn_as_full() -> None:
    """A token whose expiry is unknown does not look like a fresh one."""
    unknown = ring_image(16, RingFace(State.VALID, None), ON_LIGHT)
    assert unknown != ring_image(16, RingFace(State.VALID, STEPS), ON_LIGHT)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_painting_keeps_to_device_pixels(scale: float) -> None:
    """Painted at any scale the ring is the drawing for that many device pixels, unblurred."""
    face = RingFace(State.EXPIRING, 3)
    target = QImage(120, 120, QImage.Format.Format_ARGB32_Premultiplied)
    target.fill(Qt.GlobalColor.transparent)
    target.setDevicePixelRatio(scale)
    painter = QPainter(target)
    before = painter.transform()
    paint_ring(painter, QRect(3, 5, 20, 20), face, ON_LIGHT)
    assert painter.transform() == before
    painter.end()
    target.setDevicePixelRatio(1)
    side = int(20 * scale)
    expected = ring_image(side, face, ON_LIGHT)
    corners = itertools.product(*[(int(at * scale), int(at * scale) + 1) for at in (3, 5)])
    assert any(target.copy(x, y, side, side) == expected for x, y in corners)


def test_painting_into_nothing_is_harmless() -> None:
    """A widget squeezed to no size paints no ring and raises nothing."""
    target = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    target.fill(Qt.GlobalColor.transparent)
    blank = target.copy()
    painter = QPainter(target)
    paint_ring(painter, QRect(0, 0, 0, 3), RingFace(State.VALID, 3), ON_LIGHT)
    painter.end()
    assert target == blank
