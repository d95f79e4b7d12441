"""Verify a release offline: what it says of itself against what there is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.release.checks.content import check_content, withdrawn_of
from pipelines.release.checks.files import check_datapackage, check_manifest, check_sums
from pipelines.release.checks.provenance import check_provenance
from pipelines.release.checks.reading import read_contracts, read_tables
from pipelines.release.checks.signature import check_signature
from pipelines.release.checks.spans import check_spans
from pipelines.release.checks.tables import check_rules, check_terms
from pipelines.release.checks.verdict import Check, Problem, Verdict


def verify(release: Path, raw: Path | None = None, signers: Mapping[bytes, str] | None = None) -> Verdict:
    """Compare a release folder with its own sums, manifest, contracts and texts; give every difference.

    `raw` is the folder that `documents.path` is relative to; without it the spans of documents whose text does not ship
    stay unproved, and the verdict says so. `signers` holds the name of each known signer by public key; with it, the
    signature must be there and by one of them. What is wrong with the release is a problem in the verdict, never an
    error. A table in shards is read shard by shard.
    """
    if not release.is_dir():
        return Verdict((Check("files", "nothing", (Problem(str(release), "the folder of a release", "no folder"),)),))
    if raw is not None and not raw.is_dir():
        return Verdict((Check("texts", "nothing", (Problem(str(raw), "a folder with raw documents", "no folder"),)),))
    return Verdict(tuple(_checks(release, raw, signers)))


def _checks(release: Path, raw: Path | None, signers: Mapping[bytes, str] | None) -> Iterator[Check]:
    yield check_sums(release)
    yield check_signature(release, signers)
    yield check_manifest(release)
    yield check_datapackage(release)
    contracts, check = read_contracts(release)
    yield check
    if contracts is None:
        return
    tables, check = read_tables(release, contracts)
    yield check
    if tables is None:
        yield Check("keys, rules and spans", "nothing, as not all tables are there with the columns of their contracts")
        return
    yield check_content(release, tables, contracts)
    yield check_rules(tables, contracts)
    yield check_provenance(tables, contracts)
    yield check_terms(tables, contracts, withdrawn_of(release))
    yield from check_spans(tables, contracts, raw)
