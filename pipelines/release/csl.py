"""Works and references in the data format of the Citation Style Language, CSL-JSON 1.0.2 (https://citationstyles.org)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.extract.same_work import PARTS

Fields = Mapping[str, Any]
# The contract's column, or `note`, for each variable of CSL that holds text.
_VARIABLES = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "isbn13": "ISBN",
    "doi": "DOI",
    "url": "URL",
    "note": "note",
}
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DATE = re.compile(rf"(?P<circa>(?:c|ca|circa)\.?\s*)?(?P<first>{_YEAR})(?:\s*[-–—/]\s*(?P<last>{_YEAR}|[0-9]{{2}}))?")
UNTYPED = "document"


def csl_item(identifier: str, key: str, fields: Fields, names: Sequence[Fields]) -> dict[str, Any]:
    """Give one item; `fields` and `names` are rows by the contracts' columns, in the order of the names.

    `identifier` is the item's id, `key` its citation key. Pages are those that an article or a chapter stands on; of
    any other work they are where the reader is sent, the locator.
    """
    item: dict[str, Any] = {"id": identifier, "type": fields.get("type") or UNTYPED, "citation-key": key}
    for role in ("author", "editor", "translator"):
        people = [_name(name) for name in names if name["role"] == role]
        if people:
            item[role] = people
    item |= {variable: fields[column] for column, variable in _VARIABLES.items() if fields.get(column)}
    if fields.get("pages"):
        pages = re.sub(r"\s*[–—-]\s*", "-", fields["pages"])
        item["page" if fields.get("type") in PARTS else "locator"] = pages
    if fields.get("year"):
        item["issued"] = issued(fields["year"])
    return item


def issued(year: str) -> dict[str, Any]:
    """Give a year as written as a CSL date: the years and whether they are rough, else the words themselves."""
    match = _DATE.fullmatch(year.strip(" ()[]"))
    if match is None:
        return {"literal": year}
    first, last = match.group("first"), match.group("last")
    parts = [[int(first)]]
    if last:
        parts.append([int(last if len(last) == 4 else first[:2] + last)])
    return {"date-parts": parts, **({"circa": True} if match.group("circa") else {})}


def _name(name: Fields) -> dict[str, str]:
    if not name.get("family") or not name.get("given"):
        return {"literal": name.get("family") or name["literal"]}
    return {"family": name["family"], "given": name["given"]}
