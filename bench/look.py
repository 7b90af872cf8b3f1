"""Briefings as pictures, for eyes: `make look`. LibreOffice opens what Word and PowerPoint will.

Writes var/look/<region>_<language>_<format>-<page>.png for two regions, both languages and all three formats. Look for
boxes instead of letters, words that run out of their place, headings alone at the foot of a page, and wrong numbers.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from analytics.briefing.choices import Choices
from analytics.briefing.make import document
from analytics.briefing.writers import WRITERS
from data import releases
from data.remembered import remembering

REGIONS = ("GE-KK", "GE-RL")
"""Kvemo Kartli, and the region with the least data."""
FORMATS = ("docx", "pptx", "pdf")
PROGRAMS = {"soffice": "libreoffice-writer libreoffice-impress", "pdftoppm": "poppler-utils"}


def main() -> None:
    lacking = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if lacking:
        sys.exit(f"make look needs: apt-get install {' '.join(lacking)} fonts-noto-core")
    release = releases.current()
    folder = release.path.parent.parent / "look"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with remembering():
        for region in REGIONS:
            for language in ("ka", "en"):
                made = document(Choices(subject=f"region:{region}", language=language, emblem=True), release)
                for ending in FORMATS:
                    file = folder / f"{region}_{language}.{ending}"
                    file.write_bytes(WRITERS[ending](made, release))
                    drawn(file)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def drawn(file: Path) -> None:
    """The pages of a file as pictures beside it."""
    ending = file.suffix[1:]
    paper = file
    if ending != "pdf":
        folder = file.parent / ending
        profile = f"-env:UserInstallation=file://{file.parent}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True)
        paper = folder / f"{file.stem}.pdf"
    pages = f"{file.with_suffix('')}_{ending}"
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(paper), pages], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
