"""Visual regression test of pages: `make visual` compares, `make visual KEEP=1` stores new reference pictures.

One page of each kind of the sample, at two widths and in both colour schemes, is compared with a reference picture. Pictures
are half as large as the page, so that differences in font smoothing hardly count, and end after the first screens. Differences
are written to build/visual, side by side. Browsers and fonts differ between machines: `BROWSER` names the browser that drew the
reference pictures.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from quality.difference import difference, side_by_side
from quality.kinds import ROOT, one_of_each, sample

REFERENCES = ROOT / "quality/pictures"
BROWSER = REFERENCES / "browser.txt"
DIFFERENCES = ROOT / "build/visual"
MAX_HEIGHTS = {390: 2400, 1280: 1800}
"""Height of the part of a page that is compared, by the width of the page, in pixels. All pictures take about a megabyte."""
SCHEMES = ("light", "dark")
REDUCTION = 2
WEBP_QUALITY = 20


def main() -> None:
    """Compare with the reference pictures, or store new ones; print the differences."""
    parser = argparse.ArgumentParser(prog="python -m quality.visual", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="only these kinds of page")
    parser.add_argument("--keep", action="store_true", help="store new reference pictures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = sample(Path(name))
        pages = {kind: path for kind, path in one_of_each(site).items() if not options.kinds or kind in options.kinds}
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        shots = dict(pictures(browser, site, pages))
        version = browser.version
        browser.close()
    if options.keep:
        store(shots, version, all_kinds=not options.kinds)
        return
    wrong = list(differences(shots, all_kinds=not options.kinds))
    print(*wrong, sep="\n")
    reference_version = BROWSER.read_text("utf-8").strip() if BROWSER.is_file() else version
    if wrong and version != reference_version:
        print(f"the references come from Chromium {reference_version}, these from {version}: the browser may be the cause")
    print(f"{len(shots)} pictures, {len(wrong)} differ{f'; see {DIFFERENCES.relative_to(ROOT)}' if wrong else ''}")
    sys.exit(1 if wrong else 0)


def _chromium() -> str | None:
    """Return the path of the system's browser; None for Playwright's own."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def pictures(browser: Browser, site: Path, pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield a picture of each page, by its kind, width and scheme."""
    for width, max_height in MAX_HEIGHTS.items():
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            for kind, path in pages.items():
                page.goto((site / path).as_uri())
                page.evaluate("document.fonts.ready")
                height = min(int(page.evaluate("document.documentElement.scrollHeight")), max_height)
                shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                yield f"{kind}-{width}-{scheme}", small(shot)
            page.close()


def small(shot: bytes) -> bytes:
    """Reduce and compress a screenshot as reference pictures are, so that both sides of a comparison lose the same detail."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture = picture.resize((picture.width // REDUCTION, picture.height // REDUCTION), Image.Resampling.BOX)
    out = BytesIO()
    picture.save(out, "WEBP", quality=WEBP_QUALITY, method=6)
    return out.getvalue()


def store(shots: Mapping[str, bytes], version: str, *, all_kinds: bool) -> None:
    """Write reference pictures; where all kinds were pictured, remove those of kinds that no longer exist."""
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for path in REFERENCES.glob("*.webp"):
        if all_kinds and path.stem not in shots:
            path.unlink()
    for name, content in shots.items():
        (REFERENCES / f"{name}.webp").write_bytes(content)
    BROWSER.write_text(f"{version}\n", "utf-8")
    print(f"{len(shots)} pictures stored, {sum(map(len, shots.values())) // 1000} kB")


def differences(shots: Mapping[str, bytes], *, all_kinds: bool) -> Iterator[str]:
    """Yield a line for each picture that differs from its reference; the differences are written below build/."""
    shutil.rmtree(DIFFERENCES, ignore_errors=True)
    references = {path.stem: path.read_bytes() for path in REFERENCES.glob("*.webp")} if REFERENCES.is_dir() else {}
    for name, content in shots.items():
        if name not in references:
            yield f"{name}: there is no reference picture; `make visual KEEP=1` stores one"
            continue
        before, after = _opened(references[name]), _opened(content)
        change = difference(before, after)
        if change.is_seen:
            DIFFERENCES.mkdir(parents=True, exist_ok=True)
            side_by_side(before, after).save(DIFFERENCES / f"{name}.png")
            yield f"{name}: {change}"
    if all_kinds:
        yield from (
            f"{name}: there is a reference picture, but no such page any more"
            for name in sorted(references.keys() - shots.keys())
        )


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


if __name__ == "__main__":
    main()
