"""Clause units over the dependency parse: what the guideline splits, each with its run of tokens."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.extent import behind_brackets, behind_marker, cause_of, trim
from pipelines.extract.claims.seeds import seed_of
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Seed, Unit, UnitKind
from pipelines.extract.parse import Token


def find_units(tree: Tree) -> list[Unit]:
    """Give the clause units of a parsed passage in order of their first token."""
    seeds = {token.i: seed for token in tree.doc for seed in [seed_of(tree, token)] if seed is not None}
    units = [unit for seed in seeds.values() for unit in _units_of(tree, seed, seeds)]
    return sorted(units, key=lambda unit: (unit.first, unit.last))


def _units_of(tree: Tree, seed: Seed, seeds: Mapping[int, Seed]) -> list[Unit]:
    head = seed.head
    first, last = head.left_edge.i, head.right_edge.i
    if seed.with_anchor and seed.anchor is not None:
        first = min(first, seed.anchor.left_edge.i)
    first, last = trim(tree, head, first, last, seeds)
    subject = _subject_of(tree, seed)
    if seed.kind in (UnitKind.ADVERBIAL, UnitKind.PARTICIPLE):
        first = behind_marker(tree, head, first)
    elif seed.kind == UnitKind.CAUSE:
        first = trim(tree, head.head, int(head.head.left_edge.i), int(head.head.i), seeds)[0]
        subject = _subject_of(tree, Seed(UnitKind.MAIN, head.head))
    elif seed.kind == UnitKind.MAIN and subject is not None:
        first = behind_brackets(tree, head, subject, first)
    first = tree.word_start(first)
    if first > last:
        return []
    whole = Unit(seed.kind, head, first, last, subject, seed.anchor)
    cause = cause_of(tree, whole)
    if cause is None:
        return [whole]
    return [replace(whole, last=cause - 1), replace(whole, kind=UnitKind.CAUSE)]


def _subject_of(tree: Tree, seed: Seed) -> Token | None:
    token = seed.head
    if seed.kind in (UnitKind.APPOSITIVE, UnitKind.NAMED):
        return seed.anchor
    if seed.kind == UnitKind.RELATIVE:
        return tree.subject(token) or seed.anchor
    if seed.kind == UnitKind.NOMINAL:
        while token.dep_ == "conj":
            token = token.head
        token = token if tree.subject(token) else token.head
    if seed.anchor is not None:
        return seed.anchor
    for step in tree.climb(token):
        shown = tree.child(step, "dobj") if step.i != token.i and step.lemma_ in lexicon.DEPICTING else None
        if shown is not None and token.dep_ == "advcl":
            return shown
        subject = tree.subject(step)
        if subject is not None:
            return step.head if step.dep_ == "relcl" and subject.tag_ in ("WP", "WDT") else subject
        if step.dep_ in ("relcl", "acl"):
            return step.head
    return None
