"""How much two pictures of a page differ, in a way that says whether a person would see it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops

STRONG = 40
"""From so much on (of 255, in one colour) a point counts as another: smoothing and compression stay below."""
SQUARE = 32
MOST = 0.06
"""The share of a square that may differ. A page is long: of all of it, a button in another colour would be next to nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other in a picture: points of all of it, the worst square, and where that is, in points from its top."""

    share: float
    worst: float
    top: int
    sizes: tuple[tuple[int, int], tuple[int, int]]

    @property
    def is_seen(self) -> bool:
        """Whether it is more than browsers do by themselves."""
        return self.sizes[0] != self.sizes[1] or self.worst > MOST

    def __str__(self) -> str:
        before, after = self.sizes
        size = "" if before == after else f"{after[0]}×{after[1]} instead of {before[0]}×{before[1]} points; "
        return f"{size}{self.share:.2%} differs, most at {self.top} from the top ({self.worst:.0%} of a square)"


def difference(before: Image.Image, after: Image.Image) -> Difference:
    """Compare two pictures; where one is larger, the rest of it differs."""
    width, height = max(before.width, after.width), max(before.height, after.height)
    points = marked(before, after)
    # A square's mean is the share of its points that differ: `reduce` takes means, of what is there at the edges.
    squares = points.reduce(SQUARE)
    across = squares.width
    means = list(squares.tobytes())
    worst = max(range(len(means)), key=means.__getitem__)
    share = points.histogram()[255] / (width * height)
    return Difference(share, means[worst] / 255, worst // across * SQUARE, (before.size, after.size))


def marked(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where two pictures differ, black where they are the same."""
    size = max(before.width, after.width), max(before.height, after.height)
    other = ImageChops.difference(_within(before, size), _within(after, size))
    strongest = other.getchannel(0)
    for channel in (other.getchannel(1), other.getchannel(2)):
        strongest = ImageChops.lighter(strongest, channel)
    points = strongest.point([255 if value >= STRONG else 0 for value in range(256)])
    common = Image.new("L", size, 255)
    common.paste(0, (0, 0, min(before.width, after.width), min(before.height, after.height)))
    return ImageChops.lighter(points, common)


def beside(before: Image.Image, after: Image.Image) -> Image.Image:
    """The kept picture, the new one, and the new one with what differs in red."""
    size = max(before.width, after.width), max(before.height, after.height)
    shown = Image.new("RGB", (3 * size[0], size[1]))
    old, new = _within(before, size), _within(after, size)
    red = Image.composite(
        Image.new("RGB", size, (220, 0, 0)), Image.blend(new, Image.new("RGB", size, (128,) * 3), 0.6), marked(before, after)
    )
    for place, picture in enumerate((old, new, red)):
        shown.paste(picture, (place * size[0], 0))
    return shown


def _within(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture on a ground of a size."""
    whole = Image.new("RGB", size)
    whole.paste(picture, (0, 0))
    return whole
