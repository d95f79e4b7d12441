"""`schemas/history/<schema_version>/`: the contracts of each version of the schema, and what the next must be."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Contracts, load_contracts
from pipelines.errors import ContractError, ReleaseError
from pipelines.release.schema_version import ContractChange, Version, compare_contracts, needed_version, version_of

HISTORY = "history"
_KEEP = "run `testimonia schema release`"
_STATED = re.compile(r"^schema_version:.*$", re.M)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Where the contracts stand: the version they state, the newest one kept, what differs from it, and the version
    that this asks for. Without a history `base` is None and the stated version is the needed one.
    """

    stated: Version
    base: Version | None
    changes: tuple[ContractChange, ...]
    needed: Version


def kept_versions(schemas: Path) -> tuple[Version, ...]:
    """Give the versions that `schemas/history` keeps, oldest first; raise `ContractError` for any other folder."""
    folder = schemas / HISTORY
    names = (
        [path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
        if folder.is_dir()
        else []
    )
    return tuple(sorted(map(version_of, names)))


def kept_contracts(schemas: Path, version: Version) -> Contracts:
    """Load the contracts of a version that is kept."""
    return load_contracts(schemas / HISTORY / str(version))


def schema_state(contracts: Contracts, schemas: Path, before: Version | None = None) -> SchemaState:
    """Compare `contracts` with the newest version that the folder `schemas` keeps, or the newest below `before`."""
    stated = version_of(contracts.dataset.schema_version)
    older = [version for version in kept_versions(schemas) if before is None or version < before]
    if not older:
        return SchemaState(stated, None, (), stated)
    changes = compare_contracts(kept_contracts(schemas, older[-1]), contracts)
    return SchemaState(stated, older[-1], changes, needed_version(older[-1], changes))


def check_schema(contracts: Contracts, schemas: Path, previous: Path | None) -> None:
    """Raise `ReleaseError` where the schema's version does not tell what changed.

    `contracts` are held against the newest version in the history of the folder `schemas`, if there is any, which must
    be themselves; and against those of the release folder `previous`.
    """
    problems = [*_against_history(contracts, schemas), *_against_release(contracts, previous)]
    if problems:
        raise ReleaseError("\n".join(problems))


def release_schema(schemas: Path, wanted: Version | None = None, replace: bool = False) -> SchemaState:
    """Write the version that the contracts need into `dataset.yaml`, keep them in the history, give where they stand.

    The version is `wanted`, else the stated one where that is high enough, else the one needed. With `replace` the
    newest version kept is written anew: for one that no release has carried. Raises `ContractError` where `wanted` is
    lower than what the changes need.
    """
    versions = kept_versions(schemas)
    replaced = versions[-1] if replace and versions else None
    state = schema_state(load_contracts(schemas), schemas, replaced)
    version = wanted or max(state.needed, state.stated) if replaced is None else wanted or state.needed
    if version < state.needed:
        raise ContractError(f"{schemas}: the changes since {state.base} need {state.needed}, not {version}")
    if replaced is None and version in versions:
        return state
    if replaced is not None:
        shutil.rmtree(schemas / HISTORY / str(replaced))
    _state_version(schemas / "dataset.yaml", version)
    _keep(load_contracts(schemas), schemas, version)
    return SchemaState(version, state.base, state.changes, state.needed)


def _against_history(contracts: Contracts, schemas: Path) -> Iterator[str]:
    state = schema_state(contracts, schemas)
    if state.base is None or (state.stated == state.base and not state.changes):
        return
    if state.stated < state.needed:
        yield f"{schemas}: schema_version is {state.stated}, but {_told(state, f'{HISTORY}/{state.base}')}; {_KEEP}"
    else:
        yield f"{schemas}: schema_version {state.stated} is not kept in {HISTORY}/; {_KEEP}"


def _against_release(contracts: Contracts, previous: Path | None) -> Iterator[str]:
    if previous is None:
        return
    released = load_contracts(previous / "schemas")
    stated, base = version_of(contracts.dataset.schema_version), version_of(released.dataset.schema_version)
    changes = compare_contracts(released, contracts)
    state = SchemaState(stated, base, changes, needed_version(base, changes))
    if stated < state.needed:
        yield f"schema_version is {stated}, but {_told(state, f'release {previous.name}')}; {_KEEP}"


def _told(state: SchemaState, than: str) -> str:
    if not state.changes:
        return f"{than} has {state.base}, and versions do not go back"
    lines = [f"\n  {change}" for change in state.changes[:_SHOWN]]
    more = len(state.changes) - len(lines)
    rest = f"\n  and {more} more" if more else ""
    return f"what changed since {than} ({state.base}) needs {state.needed}:{''.join(lines)}{rest}\n"


def _state_version(path: Path, version: Version) -> None:
    text, found = _STATED.subn(f"schema_version: {version}", path.read_text(encoding="utf-8"))
    if found != 1:
        raise ContractError(f"{path}: schema_version does not stand once at the beginning of a line; write it so")
    path.write_text(text, encoding="utf-8", newline="\n")


def _keep(contracts: Contracts, schemas: Path, version: Version) -> None:
    fresh = schemas / HISTORY / f".{version}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in ("dataset", *contracts.tables):
        shutil.copyfile(schemas / f"{name}.yaml", fresh / f"{name}.yaml")
    fresh.rename(schemas / HISTORY / str(version))
