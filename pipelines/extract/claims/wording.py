"""Words of a statement: runs of tokens as text, with pronouns, short names and epithets as canonical names."""

import re
from collections.abc import Iterator

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.names import Names, noun_phrase
from pipelines.extract.claims.tree import Tree
from pipelines.extract.mention import Mention
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span
from pipelines.patterns import Sieve

_POSSESSIVE = frozenset({"his", "its", "their", "my"})
_FIRST_PERSON = frozenset({"i", "me", "my", "myself", "mine"})
_REFLEXIVE = ("self", "selves")
_NAMING = re.compile(r"\b(?:named|called|dubbed|nicknamed|alias|name)\s+[“\"‘]$")
_CITATION = Sieve(r"\s*\[(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|sic)\]")


class Wording:
    """Writes runs of tokens of one passage; `speaker` is whom the first person stands for, or None.

    Each entity is named once a statement: what stands for it again stays as it is written.
    """

    def __init__(self, names: Names, part: Parsed, tree: Tree, speaker: str | None = None) -> None:
        self.names, self.part, self.tree, self.speaker = names, part, tree, speaker
        self.replaced: dict[int, str] = {}
        self.omitted: set[int] = set()
        self._said: set[str] = set()
        self._written: set[int | None] = set()

    def write(self, first: int, last: int, skip: frozenset[int] = frozenset()) -> str:
        """Give the tokens from `first` to `last`, both inside, without those in `skip`, as running text."""
        doc = self.part.doc
        if first > last:
            return ""
        span = Span(self.part.at(doc[first]), self.part.end_of(doc[last]))
        named = self._named(span)
        pieces: list[str] = []
        i = first
        while i <= last:
            token = doc[i]
            if i in skip or i in self.omitted:
                if pieces and not pieces[-1].endswith(" "):
                    pieces.append(" ")
                i += 1
                continue
            if i in self.replaced:
                pieces.append(self.replaced[i] + token.whitespace_ if self.replaced[i] else "")
            elif i in named and not any(j in skip for j in range(i, named[i][0] + 1)):
                end, name = named[i]
                pieces.append(name + doc[end].whitespace_)
                i = end
            else:
                pieces.append(self._plain(token) + token.whitespace_)
            self._written.update(range(token.i, i + 1))
            i += 1
        return "".join(pieces)

    def phrase(self, token: Token) -> str:
        """Give the noun phrase headed by `token`; of a person, or an apposition that names one, the name."""
        work = self.names.work
        named = work if work is not None and self.names.is_work(self.part, self.tree, token) else self._person(token)
        if named is not None:
            self._said.add(named)
            return named
        return self.noun(token)

    def noun(self, token: Token) -> str:
        """Give the noun phrase headed by `token` as it is described, names within it written out."""
        span = noun_phrase(self.part, self.tree, token)
        return self.write(*self._run(span)).strip()

    def _run(self, span: Span) -> tuple[int, int]:
        return self.tree.run(span.start - self.part.passage.start, span.end - self.part.passage.start)

    def _person(self, token: Token) -> str | None:
        """The name of the person that a noun phrase or its apposition names; None for a list of people."""
        if self.tree.having(token, "conj"):
            return None
        if token.pos_ == "PROPN":
            return self.names.person(self.part, token)
        if token.pos_ != "NOUN":
            return None
        appositions = [
            child for child in self.tree.having(token, "appos") if child.pos_ == "PROPN" and child.i > token.i
        ]
        return self.names.person(self.part, appositions[0]) if appositions else None

    def _named(self, span: Span) -> dict[int, tuple[int, str]]:
        """First token of each name in the span, with its last token and the canonical name to write."""
        found: dict[int, tuple[int, str]] = {}
        works = self.names.works_within(span)
        for place, work in works:
            if work == self.names.work:
                start, stop = self._run(place)
                found[start] = (stop, work)
        found.update(self._work_nouns(span))
        found.update(self._in_turn(span))
        covered = [place for place, _ in works]
        for mention in self.names.annotated.cast.within(span):
            if any(place.start <= mention.span.start < place.end for place in covered):
                continue
            shortened = mention.named.kind == "organisation" and mention.form == "name" and " of " in mention.named.name
            if (mention.named.kind == "person" or shortened) and not self._is_given_as_a_word(mention):
                start, stop = self._run(mention.span)
                written = self._mention(mention, self.part.doc[start])
                if written is not None:
                    found.setdefault(start, (stop, written))
        return found

    def _in_turn(self, span: Span) -> Iterator[tuple[int, tuple[int, str]]]:
        """`the latter` and `the former`, with whom they stand for."""
        first, last = self._run(span)
        for token in self.part.doc[first : last + 1]:
            name = self.names.in_turn(self.part, token)
            if name is not None and token.i > first and self.part.doc[token.i - 1].lower_ == "the":
                yield token.i - 1, (token.i, name)

    def _is_given_as_a_word(self, mention: Mention) -> bool:
        """The name stands in marks behind "named" or "called": it is told there, so it stays as it is written."""
        text = self.names.annotated.document.text
        return bool(_NAMING.search(text[max(0, mention.span.start - 20) : mention.span.start]))

    def _work_nouns(self, span: Span) -> dict[int, tuple[int, str]]:
        """`the series` and its like, where they stand for the document's main work; once a statement."""
        work = self.names.work
        if work is None or work in self._said:
            return {}
        first, last = self._run(span)
        for token in self.part.doc[first : last + 1]:
            if token.lemma_.lower() not in lexicon.WORK_NOUNS or not self.names.is_work(self.part, self.tree, token):
                continue
            before = [child for child in self.tree.children(token) if child.i < token.i and child.i >= first]
            if before and all(child.dep_ in ("det", "compound", "poss", "nmod") for child in before):
                self._said.add(work)
                return {token.left_edge.i: (token.i, work)}
        return {}

    def _mention(self, mention: Mention, token: Token) -> str | None:
        name = mention.named.name
        again = name in self._said
        self._said.add(name)
        text = self.names.annotated.text(mention.span)
        if mention.form == "pronoun":
            if again or token.lower_.endswith(_REFLEXIVE):
                return None
            owning = token.lower_ == "his" or (token.lower_ == "her" and token.tag_ == "PRP$")
            return possessive(name) if owning else name
        return text if again and mention.form == "name" else name

    def _plain(self, token: Token) -> str:
        lower = token.lower_
        if lower in _FIRST_PERSON and self.speaker is not None:
            return self._once(self.speaker, lower == "my", "himself" if lower == "myself" else None) or token.text
        if lower in ("it", "its", "they", "them", "their") and not self._is_idle(token):
            known = self.names.described(self.part, token)
            if known is not None and known.place not in self._written:
                return self._once(known.article + known.name, lower in _POSSESSIVE, None) or token.text
        return token.text

    def _is_idle(self, token: Token) -> bool:
        """`it` that stands for nothing that could be named ("do it", "it comes to", "it is clear that")."""
        verb = token.head
        if token.lower_ != "it":
            return False
        if token.dep_ == "nsubjpass" and self.tree.having(verb, "ccomp", "xcomp"):
            return True
        if verb.lemma_ == "be" or verb.text in ("'s", "’s"):
            return token.dep_ != "nsubj" or not self._is_described(verb)
        return verb.lemma_ in ("do", "come", "get", "seem", "appear", "make", "take")

    def _is_described(self, copula: Token) -> bool:
        """`it is the largest town`: a noun tells what it is, and no clause behind says what "it" announces."""
        noun = self.tree.child(copula, "attr")
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME", "PERSON"):
            return False
        if self.tree.having(copula, "ccomp", "xcomp", "csubj", "advcl"):
            return False
        if noun.lemma_.lower() in lexicon.ANNOUNCING or any(
            self.tree.is_infinitive(c) for c in self.tree.children(noun)
        ):
            return False
        return not self.tree.having(noun, "relcl", "acl") or not self.tree.is_definite(noun)

    def _once(self, name: str, owning: bool, reflexive: str | None) -> str | None:
        if name in self._said:
            return reflexive or (self._own(name) if owning and name == self.speaker else None)
        self._said.add(name)
        return possessive(name) if owning else name

    def _own(self, name: str) -> str:
        """`my` in the third person: by the speaker's gender where it is known."""
        named = self.names.annotated.cast.resolve(name)
        gender = named.gender if named is not None else None
        return {"m": "his", "f": "her"}.get(gender or "", possessive(name))


def possessive(name: str) -> str:
    """Give a name with its possessive mark."""
    return name + ("'" if name.endswith("s") else "'s")


def sentence(text: str) -> str:
    """Give `text` as a sentence: one space between words, a capital first, a full stop last, no outer commas."""
    text = _CITATION.sub("", text.replace("\n", " "))
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"\s+([,;:!?)]|\.(?!\d))", r"\1", re.sub(r"\s+", " ", text))
    text = _without_lone_marks(re.sub(r",(?:\s*,)+", ",", text).rstrip(" “‘«([").strip(" ,;:-–—.!?"))
    closed = "" if re.search(r"[.!?][”’\"»]$", text) else "."
    return text[:1].upper() + text[1:] + closed if text else ""


def _without_lone_marks(text: str) -> str:
    """Take off a quotation mark at an edge whose partner was left outside, and space behind an opening one."""
    text = re.sub(r"([“‘«])\s+", r"\1", text)
    if text.count('"') % 2:
        text = text.strip('"') if text[:1] == '"' or text[-1:] == '"' else text
    if (text.startswith("‘") and "’" not in text) or (text.startswith("(") and ")" not in text):
        text = text[1:]
    for opening, closing in ("“”", "«»"):
        if text[:1] == opening and text[-1:] == closing and text.count(opening) == 1:
            text = text[1:-1]
        if text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:]
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1]
    return text.strip(" ,;:-–—.!?")
