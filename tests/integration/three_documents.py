"""An invented project of three documents in two sources, and a change to one of them.

`python -m tests.integration.three_documents FOLDER` writes it there, makes a release, changes the one document, and
makes a second release.
"""

import hashlib
import sys
from pathlib import Path
from shutil import copytree

FERRY = """The Wreck of the Ferry

By Ada Quill

The ferry Halcyon sank off Brackwater in 1881. Captain Otto Brandt steered it onto the rocks. "Nobody warned me of the
rocks," said Brandt. According to Greta Holm, the company sold the lifeboats in 1880.

Further reading

Holm, Greta (1899). The Last Crossing. Brackwater: Harbour Press.
"""
INQUEST = """<!DOCTYPE html><html lang="en"><head><title>The Inquest at Brackwater</title></head><body>
<article><h1>The Inquest at Brackwater</h1>
<p>The ferry Halcyon sank off Brackwater in 1881. The judge asked for the log. &ldquo;Nobody warned me of the
rocks,&rdquo; said Brandt to the judge. Greta Holm wrote <cite>The Last Crossing</cite> in 1899.</p>
<p>Otto Brandt was not on the bridge that night. He died in Riga in 1890.</p></article></body></html>
"""
MILL = """The Mill at Lorne

The mill at Lorne burned in 1902. Ida Lorne built it again within a year. "We kept the wheel turning," said Lorne.

The Wheel, a book by Ida Lorne, tells the story of the mill.
"""
CHANGED = MILL.replace("burned in 1902", "burned in 1903, like the harbour of Brackwater").replace(
    "a year", "two years"
)
VERSIONS = ("2031.01.01", "2031.01.02")
SOURCES = {
    "harbour-press": {"ferry.txt": (FERRY, "text/plain"), "inquest.html": (INQUEST, "text/html")},
    "mill-archive": {"mill.txt": (MILL, "text/plain")},
}
TERMS = """title: {title}
kind: archive
publisher: null
language: en
subject: null
licence: CC0-1.0
text_release: {text_release}
content_warning: null
documents:
"""
ENTRY = "  - {{path: {path}, sha256: {sha256}, media_type: {media_type}, retrieved_at: '2030-01-02'}}\n"


def write_project(project: Path, root: Path) -> Path:
    """Write the project, with the contracts of `project`, into the folder `root`."""
    copytree(project / "schemas", root / "schemas")
    for source, documents in SOURCES.items():
        write_source(root, source, documents)
    return root


def change_one_document(root: Path) -> None:
    """Give the mill's page other words, as if its publisher had changed it."""
    write_source(root, "mill-archive", {"mill.txt": (CHANGED, "text/plain")})


def write_source(root: Path, source: str, documents: dict[str, tuple[str, str]]) -> None:
    folder = root / "raw" / source
    folder.mkdir(parents=True, exist_ok=True)
    lines = [TERMS.format(title=source, text_release="full" if source == "harbour-press" else "extract")]
    for path, (text, media_type) in documents.items():
        data = text.encode()
        (folder / path).write_bytes(data)
        lines.append(ENTRY.format(path=path, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type))
    (folder / "source.yaml").write_text("".join(lines), encoding="utf-8")


def main(root: Path) -> None:
    from pipelines.cli import app  # noqa: PLC0415 (only where releases are made)

    write_project(Path(__file__).resolve().parents[2], root)
    for version in VERSIONS:
        app(["release", "--root", str(root), "--version", version], standalone_mode=False)
        change_one_document(root)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
