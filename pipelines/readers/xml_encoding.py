"""Which encoding an XML file says that it is in."""

import re

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")


def declared_encoding(data: bytes) -> str | None:
    """Give the encoding that the XML declaration names, or None."""
    match = _DECLARED.match(data.lstrip()[:200])
    return match[1].decode("ascii") if match else None
