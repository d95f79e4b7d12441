"""What every description of a release says alike: title, makers, licence, day, languages, rights, warnings."""

from dataclasses import dataclass
from datetime import date

from pipelines.contracts import Licence
from pipelines.release.manifest import release_date
from pipelines.release.metadata.model import Described

PARQUET = "application/vnd.apache.parquet"
"""The media type of Parquet, as IANA has it."""
RIGHTS = (
    "The words of the sources stay under their own terms, as LICENSE-SOURCES.txt says; "
    "no licence of this dataset covers them."
)
LIMITS = (
    "Rows are extracted by a program and some are wrong: the table quality has the measured precision and recall, the "
    "column confidence how sure the program is of a row. No row says whether a claim is true."
)
PEOPLE = (
    "People are named, with what documents say of them and hold against them: deeds, beliefs, politics, religion, "
    "descent. Some may be alive."
)
SPDX = "https://spdx.org/licenses/"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Warned:
    """A source, and what a reader should know before reading what it says."""

    source_id: str
    title: str
    warning: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A release in a few words; `day` is None where the version is no calendar version."""

    name: str
    version: str
    title: str
    description: str
    homepage: str | None
    keywords: tuple[str, ...]
    creators: tuple[str, ...]
    licence: Licence
    day: date | None
    languages: tuple[str, ...]
    warnings: tuple[Warned, ...]

    @property
    def identifier(self) -> str:
        """The name of the release: that of the dataset with the version."""
        return f"{self.name}/{self.version}"

    @property
    def licence_url(self) -> str:
        """The address of the licence of the annotation in the SPDX list."""
        return f"{SPDX}{self.licence.name}"

    @property
    def publisher(self) -> str:
        """Who publishes: those who make it, in one name."""
        return "; ".join(self.creators)

    @property
    def content_warning(self) -> str | None:
        """The warnings of all sources in one text, or None."""
        said = [f"{item.title}: {item.warning}" for item in self.warnings]
        return f"Content warning. {' '.join(said)}" if said else None

    @property
    def summary(self) -> str:
        """The description with the content warning behind it, so that no catalogue shows the one without the other."""
        return " ".join(filter(None, (self.description, self.content_warning)))


def facts_of(described: Described) -> Facts:
    """Give the facts of a release."""
    dataset, sources = described.contracts.dataset, described.sources.sort("source_id")
    warned = sources.drop_nulls("content_warning").iter_rows(named=True)
    return Facts(
        name=dataset.name,
        version=described.version,
        title=dataset.title,
        description=dataset.description,
        homepage=dataset.homepage,
        keywords=dataset.keywords,
        creators=dataset.contributors,
        licence=dataset.licences[0],
        day=release_date(described.version),
        languages=tuple(sorted(set(sources["language"]) - {UNKNOWN})),
        warnings=tuple(Warned(row["source_id"], row["title"], one_line(row["content_warning"])) for row in warned),
    )


def one_line(text: str) -> str:
    """Give a text on one line, as a catalogue shows it."""
    return " ".join(text.split())
