"""A reference while it is read: what is left of its text, and what was taken out of it."""

import re
from dataclasses import dataclass, field

from pipelines.extract.references.identifiers import CUT


@dataclass(slots=True)
class Draft:
    """`text` is still to be read and has `CUT` where something was taken; `fields` and `people` are what was read."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name: str, value: str | None) -> None:
        """Keep the first value of a field, with outer space and separators off."""
        value = tidy(value or "")
        if value and name not in self.fields:
            self.fields[name] = value

    def cut(self, match: re.Match[str]) -> None:
        """Take what `match` covers out of the text."""
        self.text = f"{self.text[: match.start()]}{CUT}{self.text[match.end() :]}"

    def credit(self, role: str, names: list[str]) -> None:
        """Add people in a role."""
        self.people.setdefault(role, []).extend(names)


def tidy(value: str) -> str:
    """Take separators off the edges; a period stays behind an abbreviation, a bracket where its partner is inside."""
    value = re.sub(r"\s+", " ", value.replace(CUT, " ")).strip(" \t\n,;:")
    if value.endswith(".") and not re.search(
        r"(?:\b[^\W\d_]\.|\b(?:Inc|Ltd|Co|Bros|Jr|Sr|ed|eds|edn|etc|gg|P\.U\.F|al|vols?))\.?$", value[:-1] + "."
    ):
        value = value[:-1]
    for opened, closed in ("()", "[]"):
        if value.startswith(opened) and closed not in value:
            value = value[1:]
        if value.endswith(closed) and opened not in value:
            value = value[:-1]
    return value.strip(" \t\n,;:")
