"""refextract behind a pipe: `python benchmarks/reference_peers.py < STRINGS > FIELDS`, JSON lines.

refextract is GPL: it runs in an environment of its own and is part of nothing that ships. The first line of the output
is the CPU time in seconds, without the time to load its tables.
"""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

Fields = dict[str, Any]
_THEIRS = {
    "journal_title": "container",
    "journal_volume": "volume",
    "journal_issue": "issue",
    "journal_page": "pages",
    **{name: name for name in ("year", "title", "publisher", "doi", "url", "isbn")},
}


def fields_of(parts: Sequence[Mapping[str, Any]]) -> Fields:
    """Bring what refextract gives, a list where it divides a string, to the scorer's fields: the first of each."""
    fields: Fields = {}
    for part in parts:
        for theirs, ours in _THEIRS.items():
            if part.get(theirs):
                fields.setdefault(ours, part[theirs][0])
        if part.get("author"):
            fields.setdefault("author", []).extend(part["author"])
        for number in part.get("reportnumber", ()):
            if number.lower().startswith("arxiv:"):
                fields.setdefault("arxiv", number[6:])
    return fields


def main() -> None:
    from refextract import extract_references_from_string

    strings = [json.loads(line) for line in sys.stdin]
    extract_references_from_string("A. Author, Phys. Rev. D 1, 1 (1999)")
    started = time.process_time()
    found = [extract_references_from_string(string) for string in strings]
    print(time.process_time() - started)
    for parts in found:
        print(json.dumps(fields_of(parts)))


if __name__ == "__main__":
    main()
