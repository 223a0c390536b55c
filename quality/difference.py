"""The difference between two pictures of a page, measured so that it grows with what a person sees."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops

MIN_PIXEL_DIFFERENCE = 40
"""Pixels that differ by so much (of 255, in one colour) count as different: smoothing and compression stay below."""
SQUARE_PIXELS = 32
MAX_SHARE_OF_SQUARE = 0.06
"""The share of a square that may differ. A share of the whole page would miss a button in another colour on a long page."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of pixels that differ, that of the worst square, and the distance of that square from the top, in pixels."""

    share: float
    worst: float
    top: int
    sizes: tuple[tuple[int, int], tuple[int, int]]

    @property
    def is_seen(self) -> bool:
        """True where the difference is larger than browsers make from run to run."""
        return self.sizes[0] != self.sizes[1] or self.worst > MAX_SHARE_OF_SQUARE

    def __str__(self) -> str:
        before, after = self.sizes
        size = "" if before == after else f"{after[0]}×{after[1]} instead of {before[0]}×{before[1]} points; "
        return f"{size}{self.share:.2%} differs, most at {self.top} from the top ({self.worst:.0%} of a square)"


def difference(before: Image.Image, after: Image.Image) -> Difference:
    """Compare two pictures; where one is larger, its surplus counts as different."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    mask = difference_mask(before, after)
    # A square's mean is the share of its pixels that differ; at the edges `reduce` averages the pixels that there are.
    squares = mask.reduce(SQUARE_PIXELS)
    across = squares.width
    means = list(squares.tobytes())
    worst = max(range(len(means)), key=means.__getitem__)
    share = mask.histogram()[255] / (width * height)
    return Difference(share, means[worst] / 255, worst // across * SQUARE_PIXELS, (before.size, after.size))


def difference_mask(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return a mask: white where two pictures differ, black where they are the same."""
    size = max(before.width, after.width), max(before.height, after.height)
    channels = ImageChops.difference(_on_background(before, size), _on_background(after, size))
    strongest = channels.getchannel(0)
    for channel in (channels.getchannel(1), channels.getchannel(2)):
        strongest = ImageChops.lighter(strongest, channel)
    mask = strongest.point([255 if value >= MIN_PIXEL_DIFFERENCE else 0 for value in range(256)])
    outside = Image.new("L", size, 255)
    outside.paste(0, (0, 0, min(before.width, after.width), min(before.height, after.height)))
    return ImageChops.lighter(mask, outside)


def side_by_side(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return the stored picture, the new one, and the new one with the differences in red, side by side."""
    size = max(before.width, after.width), max(before.height, after.height)
    shown = Image.new("RGB", (3 * size[0], size[1]))
    old, new = _on_background(before, size), _on_background(after, size)
    red = Image.composite(
        Image.new("RGB", size, (220, 0, 0)),
        Image.blend(new, Image.new("RGB", size, (128,) * 3), 0.6),
        difference_mask(before, after),
    )
    for place, picture in enumerate((old, new, red)):
        shown.paste(picture, (place * size[0], 0))
    return shown


def _on_background(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture on a background of a size."""
    whole = Image.new("RGB", size)
    whole.paste(picture, (0, 0))
    return whole
