from pipelines.readers import read
from pipelines.readers.offsets import byte_span, byte_spans

PAGE = """<!doctype html><html><head><title>The mill</title></head><body><article><h1>The mill</h1>
<p>It stood by the river &amp; fed the town for two hundred years, as everybody there still knows today.</p>
<p>Cafe\u0301s and inns lived on it, and when it burned down in 1893 half of the town had to look for work.</p>
</article></body></html>"""


def test_the_walk_over_all_passages_gives_the_bytes_of_each_the_first_included() -> None:
    raw = PAGE.encode()
    page = read(raw, "text/html")
    spans = [(passage.start, passage.end) for passage in page.passages]
    found = list(byte_spans(page.anchors, page.encoding, page.text, spans))
    assert found == [byte_span(page.anchors, page.encoding, page.text, *span) for span in spans]
    assert raw[slice(*found[0])] == b"The mill"
    assert all(
        raw[first:last].startswith(page.text[span[0]].encode())
        for span, (first, last) in zip(spans, found, strict=True)
    )
