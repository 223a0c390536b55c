"""Whether pages still look as they did: `make visual`; `make visual KEEP=1` keeps how they look now.

One page of each kind of the sample, at two widths and in both colour schemes, is held against a kept picture. Pictures are half
as large as the page, so that how a browser smooths letters hardly counts, and end where few would scroll. What differs is
written to build/visual, beside what was kept. Browsers and fonts differ between machines: `BROWSER` says which one the kept
pictures come from.
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

from quality.difference import beside, difference
from quality.kinds import ROOT, one_of_each, sample

KEPT = ROOT / "quality/pictures"
BROWSER = KEPT / "browser.txt"
FOUND = ROOT / "build/visual"
WIDTHS = {390: 2400, 1280: 1800}
"""How much of a page is looked at, by its width, in pixels of the page. All together stay near a megabyte."""
SCHEMES = ("light", "dark")
SMALLER = 2
QUALITY = 20


def main() -> None:
    """Compare or keep, and say what differs."""
    parser = argparse.ArgumentParser(prog="python -m quality.visual", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="only these kinds of page")
    parser.add_argument("--keep", action="store_true", help="keep how pages look now")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = sample(Path(name))
        pages = {kind: path for kind, path in one_of_each(site).items() if not given.kinds or kind in given.kinds}
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        seen = dict(pictures(browser, site, pages))
        version = browser.version
        browser.close()
    if given.keep:
        keep(seen, version, all_kinds=not given.kinds)
        return
    wrong = list(differences(seen, all_kinds=not given.kinds))
    print(*wrong, sep="\n")
    kept_with = BROWSER.read_text("utf-8").strip() if BROWSER.is_file() else version
    if wrong and version != kept_with:
        print(f"kept pictures come from Chromium {kept_with}, these from {version}: see which is to blame")
    print(f"{len(seen)} pictures, {len(wrong)} differ{f'; look into {FOUND.relative_to(ROOT)}' if wrong else ''}")
    sys.exit(1 if wrong else 0)


def _chromium() -> str | None:
    """The system's browser, or Playwright's own where it has none."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def pictures(browser: Browser, site: Path, pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """How each page looks, by its kind, width and scheme."""
    for width, most in WIDTHS.items():
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            for kind, path in pages.items():
                page.goto((site / path).as_uri())
                page.evaluate("document.fonts.ready")
                tall = min(int(page.evaluate("document.documentElement.scrollHeight")), most)
                shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
                yield f"{kind}-{width}-{scheme}", small(shot)
            page.close()


def small(shot: bytes) -> bytes:
    """A picture as it is kept. What is compared went the same way, so that what the way takes is taken from both."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture = picture.resize((picture.width // SMALLER, picture.height // SMALLER), Image.Resampling.BOX)
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def keep(seen: Mapping[str, bytes], version: str, *, all_kinds: bool) -> None:
    """Keep pictures; where all kinds were looked at, those of kinds that are no more go."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for path in KEPT.glob("*.webp"):
        if all_kinds and path.stem not in seen:
            path.unlink()
    for name, content in seen.items():
        (KEPT / f"{name}.webp").write_bytes(content)
    BROWSER.write_text(f"{version}\n", "utf-8")
    print(f"{len(seen)} pictures kept, {sum(map(len, seen.values())) // 1000} kB")


def differences(seen: Mapping[str, bytes], *, all_kinds: bool) -> Iterator[str]:
    """What looks otherwise than it was kept, a line a picture; the pictures go under build/."""
    shutil.rmtree(FOUND, ignore_errors=True)
    kept = {path.stem: path.read_bytes() for path in KEPT.glob("*.webp")} if KEPT.is_dir() else {}
    for name, content in seen.items():
        if name not in kept:
            yield f"{name}: no picture is kept; `make visual KEEP=1` keeps one"
            continue
        before, after = _opened(kept[name]), _opened(content)
        found = difference(before, after)
        if found.is_seen:
            FOUND.mkdir(parents=True, exist_ok=True)
            beside(before, after).save(FOUND / f"{name}.png")
            yield f"{name}: {found}"
    if all_kinds:
        yield from (f"{name}: is kept, and there is no such page any more" for name in sorted(kept.keys() - seen.keys()))


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


if __name__ == "__main__":
    main()
