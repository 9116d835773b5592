"""Make the fonts that no package has ready: Chinese cut for the web, and TTF files for the PDF.

``python -m portal.frontend.fonts`` is part of ``npm run build``. The web gets
the characters that our own texts use and the common ones, and the others, which
names have, in slices that a browser fetches only when a page needs one. The PDF gets whole families as TTF, because reading
woff2 costs WeasyPrint seconds in each process. Skipped while nothing changed.
"""

import hashlib
import json
import logging
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from babel import Locale
from fontTools import subset
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ROOT / "node_modules"
WEB = ROOT / "build" / "web-fonts"
PDF = ROOT / "build" / "fonts"
STAMP = ROOT / "build" / "fonts.sha256"
WEIGHTS = (400, 600)

#: Whatever stands in these files in Chinese is shown in our own font.
CHINESE_TEXTS = (
    "locale/zh*/**/*.po",
    "*/*/demo_set/*/zh-hans.json",
    "portal/content/texts/zh-hans.json",
    "*/*/demo_set/*.py",
    "*/*/demo_data/*.py",
    "portal/content/**/zh-hans*",
    "portal/content/**/*.json",
    "portal/gallery/**/*.html",
)
#: The package lists its characters in slices, the last the most common; these hold about 1,850.
COMMON_SLICES = range(109, 120)
#: All other characters, by their numbers: the ranges that css/fonts.css gives to these files.
REST = {
    "4": (0x4E00, 0x5FFF),
    "6": (0x6000, 0x6FFF),
    "7": (0x7000, 0x7FFF),
    "8": (0x8000, 0x8FFF),
    "9": (0x9000, 0x9FFF),
}
#: Parts of the package that make one family for the PDF; each part is a file of its own. The PDF knows no other
#: fonts, so it needs the letters of every name that a member may have (Greek, Vietnamese, Kazakh).
PLEX_PARTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
NO_BREAK_SPACE, THIN_SPACE, NARROW_SPACE = 0x00A0, 0x2009, 0x202F


def package_file(family, script, weight):
    return PACKAGES / "@fontsource" / family / "files" / f"{family}-{script}-{weight}-normal.woff2"


def is_chinese(letter):
    return "\u3000" <= letter <= "\u303f" or "\u4e00" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"


def own_letters():
    """Return the Chinese characters of our own texts, and of the names of all countries."""
    found = set("".join(Locale("zh", script="Hans").territories.values()))
    for pattern in CHINESE_TEXTS:
        for path in ROOT.glob(pattern):
            found |= set(path.read_text(encoding="utf-8"))
    return {letter for letter in found if is_chinese(letter)}


def common_letters():
    slices = json.loads((PACKAGES / "@fontsource/noto-sans-sc/unicode.json").read_text())
    found = set()
    for number in COMMON_SLICES:
        for part in slices[f"[{number}]"].split(","):
            first, _, last = part.strip().removeprefix("U+").partition("-")
            found |= set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return {letter for letter in found if is_chinese(letter)}


def cut(source, target, letters):
    """Write the part of a font that draws ``letters``, as woff2."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, notdef_outline=True)
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(letters)))
    cutter.subset(font)
    subset.save_font(font, target, options)


def unpack(source, target):
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)


def join(sources, target):
    """Write several parts of one family as one TTF file."""
    merger = Merger(options=MergeOptions(drop_tables=["vmtx", "vhea", "MATH", "fpgm", "prep", "cvt ", "gasp"]))
    font = merger.merge([str(source) for source in sources])
    # French thousands and Russian years stand on this narrow space; the PDF has no other font to take it from.
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_SPACE] = table.cmap.get(THIN_SPACE, table.cmap[NO_BREAK_SPACE])
    font.save(target)


def make_web(own):
    """Cut the Chinese files: text with the common characters, bold with our own only, and of both the rest.

    They are cut from the PDF's files, which read forty times as fast as the package's.
    """
    jobs = []
    for weight, letters in zip(WEIGHTS, (own | common_letters(), own), strict=True):
        source = PDF / f"plex-sc-{weight}.ttf"
        jobs.append((source, WEB / f"plex-sc-{weight}.woff2", letters))
        for name, (first, last) in REST.items():
            rest = set(map(chr, range(first, last + 1))) - letters
            jobs.append((source, WEB / f"plex-sc-{weight}-rest-{name}.woff2", rest))
    with ProcessPoolExecutor() as pool:
        list(pool.map(cut, *zip(*jobs, strict=True)))


def make_pdf():
    for weight in WEIGHTS:
        join(
            [package_file("ibm-plex-sans", part, weight) for part in PLEX_PARTS],
            PDF / f"plex-{weight}.ttf",
        )
        unpack(package_file("ibm-plex-sans-arabic", "arabic", weight), PDF / f"plex-arabic-{weight}.ttf")
        unpack(package_file("noto-sans-sc", "chinese-simplified", weight), PDF / f"plex-sc-{weight}.ttf")
        # Charts in the PDF name Arabic letters by their joined forms, which Plex Arabic lacks.
        unpack(package_file("noto-sans-arabic", "arabic", weight), PDF / f"chart-arabic-{weight}.ttf")


def fingerprint(own):
    """Return what the result depends on: this program, the packages' versions, the letters."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for package in sorted(PACKAGES.glob("@fontsource*/*/package.json")):
        digest.update(package.read_bytes())
    digest.update("".join(sorted(own)).encode())
    return digest.hexdigest()


def main():
    if not PACKAGES.is_dir():
        sys.exit("node_modules is missing: run npm ci first.")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    own = own_letters()
    mark = fingerprint(own)
    if STAMP.exists() and STAMP.read_text() == mark:
        return
    for folder in (WEB, PDF):
        folder.mkdir(parents=True, exist_ok=True)
    make_pdf()
    make_web(own)
    STAMP.write_text(mark)


if __name__ == "__main__":
    main()
