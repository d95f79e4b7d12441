"""Small writers of the formats that readers take, for invented text: the files that tests read are made in code."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(files: Mapping[str, bytes | str], stored: Iterable[str] = ()) -> bytes:
    """Write a zip file, its members in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return buffer.getvalue()


def tarred(files: Mapping[str, bytes], others: Iterable[tarfile.TarInfo] = (), mode: str = "w") -> bytes:
    """Write a tar file, plain (`w`) or packed (`w:gz`); `others` are links, devices and the like."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in others:
            archive.addfile(info)
    return buffer.getvalue()


# Word --------------------------------------------------------------------------------------------------------------


def run(text: str, *marks: str) -> str:
    """Write a run of a Word paragraph; marks are `i` or `b`."""
    shown = "".join(f"<w:{mark}/>" for mark in marks)
    return f'<w:r><w:rPr>{shown}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", depth: int | None = None) -> str:
    """Write a paragraph of runs with a style by id, and a depth where it is an item of a list."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>' if depth is not None else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{content}</w:p>"


STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="Ttl"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="House"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>'
    "</w:styles>"
)


def docx(body: str, **others: str) -> bytes:
    """Write a Word file; `others` are further parts of `word/` by name without ending."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        **{f"word/{name}.xml": content for name, content in others.items()},
    }
    return zipped(files)


# EPUB --------------------------------------------------------------------------------------------------------------


def epub(chapters: Mapping[str, str], spine: Sequence[str] | None = None, **others: str) -> bytes:
    """Write an EPUB; `spine` is the order of the chapters, by default as given."""
    order = list(chapters) if spine is None else spine
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in chapters)
    refs = "".join(f'<itemref idref="{n}"/>' for n in order)
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The Mill at Orrin</dc:title><dc:creator>Ada Roe</dc:creator><dc:date>1911-05-02</dc:date>"
        f"<dc:language>en-GB</dc:language></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    files: dict[str, bytes | str] = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    files["OPS/book.opf"] = book
    files |= {f"OPS/{name}": content for name, content in chapters.items()} | others
    return zipped(files, stored=["mimetype"])


# PDF ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class At:
    """A line of text on a page: its lower left corner in points, its size, its font (F1 plain, F2 bold, F3 italic)."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"


FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique"}


def pdf(pages: Sequence[Sequence[At]], info: str = "", trailer: str = "") -> bytes:
    """Write a PDF with the given lines, in the syntax of ISO 32000-1 by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", f"<< {info} >>"]
    fonts = " ".join(f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
                     for key, name in FONTS.items())  # fmt: skip
    kids = []
    for page in pages:
        stream = "\n".join(f"BT /{a.font} {a.size} Tf 1 0 0 1 {a.x} {a.y} Tm ({_pdf_text(a.text)}) Tj ET" for a in page)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _pdf_file(objects, trailer)


def _pdf_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_file(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content.encode("cp1252") + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode() + end.encode()


def lines(text: str, x: float, y: float, width: int = 80, size: float = 10, indent: float = 0) -> list[At]:
    """Set a paragraph in lines of about `width` characters from `y` down; `indent` is for its first line."""
    rows: list[str] = [""]
    for word in text.split():
        if len(rows[-1]) + len(word) >= width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return [At(x + (0 if n else indent), y - n * size * 1.2, row, size) for n, row in enumerate(rows)]


# WARC, dumps ---------------------------------------------------------------------------------------------------------


def warc_record(url: str, body: bytes, kind: str = "response", status: str = "200 OK", header: str = "") -> bytes:
    """Write one WARC record; a response has an HTTP head."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n".encode()
    content = http + body if kind == "response" else body
    media = "application/http;msgtype=response" if kind == "response" else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)) % 10**12:012}>\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def warc_gz(records: Iterable[bytes]) -> bytes:
    """Write records as a WARC packed record by record."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def dump(pages: Iterable[tuple[str, str]], extra: str = "") -> bytes:
    """Write a MediaWiki XML dump of titles and wikitexts."""
    when = "<timestamp>2021-03-04T05:06:07Z</timestamp><model>wikitext</model>"
    written = "".join(
        f"  <page>\n    <title>{escape(title)}</title>\n    <ns>0</ns>{extra}\n"
        f"    <revision>{when}<text>{escape(text)}</text></revision>\n  </page>\n"
        for title, text in pages
    )
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">\n'
    return (head + "  <siteinfo><sitename>W</sitename></siteinfo>\n" + written + "</mediawiki>\n").encode()
