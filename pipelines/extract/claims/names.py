"""Who or what a word stands for: by the cast, the works pointed to, and plain antecedents of it and they."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.claims import lexicon
from pipelines.extract.claims.modifiers import is_listed
from pipelines.extract.claims.tree import SUBJECTS, Tree
from pipelines.extract.mention import Mention
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.references.works import main_work
from pipelines.extract.rows import Reference, ReferenceKind, Span

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_LONGEST_ANTECEDENT = 8


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun stands for: its name or noun phrase, the article before that, and its token in the passage."""

    name: str
    article: str = ""
    place: int | None = None


NOTHING = Antecedent("")


class Names:
    """What the words of one document stand for."""

    def __init__(self, annotated: Annotated, references: Sequence[Reference]) -> None:
        self.annotated = annotated
        main = main_work(annotated, references)
        self.work = main.work if main is not None else None
        self._works = sorted(
            (r.span, r.work) for r in references if r.kind == ReferenceKind.WORK_MENTION and r.work is not None
        )
        self._antecedents: dict[tuple[int, int], Antecedent] = {}
        self._carried = NOTHING, NOTHING
        self._messages: set[tuple[int, int]] = set()

    def read(self, part: Parsed, tree: Tree) -> None:
        """Settle the pronouns `it` and `they` of one passage by the subjects before them."""
        singular, plural = self._carried
        message = False
        for token in part.doc:
            key = (part.passage.start, token.i)
            if token.lower_ in _SINGULAR and singular.name:
                self._antecedents[key] = singular
                if message:
                    self._messages.add(key)
            elif token.lower_ in _PLURAL and (plural.name or singular.name):
                self._antecedents[key] = plural if plural.name else singular
            if token.dep_ in SUBJECTS and token.pos_ in ("NOUN", "PROPN") and token.head.dep_ not in ("relcl", "acl"):
                text = self.phrase(part, tree, token)
                person = self.person(part, token)
                if len(text.split()) > _LONGEST_ANTECEDENT:
                    continue
                found = Antecedent(text, self._article(part, tree, token, text), token.i)
                if token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in tree.children(token)):
                    plural = found
                elif not person:
                    singular = found
                    message = token.lemma_.lower() in lexicon.MESSAGE_NOUNS
        last = singular if singular.name else plural
        self._carried = NOTHING, replace(last, place=None)

    def _article(self, part: Parsed, tree: Tree, token: Token, text: str) -> str:
        """The definite article that a phrase has lost, or one that "a boat" has when it is named again."""
        before = tree.child(token, "det")
        if before is None or before.lower_ not in ("the", "a", "an") or text == self.work:
            return ""
        span = noun_phrase(part, tree, token)
        return "the " if self.annotated.text(span).lower().endswith(text.lower()) else ""

    def work_at(self, span: Span) -> str | None:
        """Give the work that a reference inside of `span` names, or None."""
        return next((work for place, work in self._works if span.start <= place.start and place.end <= span.end), None)

    def works_within(self, span: Span) -> list[tuple[Span, str]]:
        """Give the references to works inside of `span` with their canonical titles."""
        return [(place, work) for place, work in self._works if span.start <= place.start and place.end <= span.end]

    def mention(self, part: Parsed, token: Token) -> Mention | None:
        """Give the mention that covers `token`, or None."""
        start, end = part.at(token), part.end_of(token)
        around = Span(max(part.passage.start, start - 60), min(part.passage.end, end + 60))
        return next(
            (m for m in self.annotated.cast.within(around) if m.span.start <= start and end <= m.span.end), None
        )

    def person(self, part: Parsed, token: Token) -> str | None:
        """Give the name of the person that `token` stands for, or None."""
        mention = self.mention(part, token)
        return mention.named.name if mention is not None and mention.named.kind == "person" else None

    def antecedent(self, part: Parsed, token: Token) -> str | None:
        """Give what `it` or `they` stands for, without an article, or None."""
        found = self.described(part, token)
        return found.name if found is not None else None

    def described(self, part: Parsed, token: Token) -> Antecedent | None:
        """Give the antecedent of `it` or `they`, or None."""
        return self._antecedents.get((part.passage.start, token.i))

    def is_work(self, part: Parsed, tree: Tree, token: Token) -> bool:
        """Tell whether a noun stands for the document's main work ("the series", "it" after that, its title)."""
        if self.work is None:
            return False
        if token.lower_ in _SINGULAR:
            return self.antecedent(part, token) == self.work or (part.passage.start, token.i) in self._messages
        span = noun_phrase(part, tree, token)
        if (
            self.work_at(span) == self.work
            and self.work_at(Span(part.at(token) - 2, part.end_of(token) + 2)) is not None
        ):
            return True
        lemma = token.lemma_.lower()
        if lemma in lexicon.WORK_PARTS | lexicon.TELLINGS:
            return token.dep_ in SUBJECTS and bool(tree.having(token, "det", "poss", "amod"))
        return lemma in lexicon.WORK_NOUNS and token.pos_ != "PROPN" and tree.is_definite(token)

    def holder(self, part: Parsed, tree: Tree, token: Token) -> str:
        """Give the canonical name of whoever is meant by a noun or pronoun; the phrase itself where there is none."""
        if self.is_work(part, tree, token) and self.work is not None:
            return self.work
        mention = self.mention(part, token)
        if mention is not None and mention.named.kind != "place":
            return mention.named.name
        work = (
            self.work_at(noun_phrase(part, tree, token)) if token.pos_ == "PROPN" else self._apposed(part, tree, token)
        )
        return work or self.phrase(part, tree, token)

    def _apposed(self, part: Parsed, tree: Tree, token: Token) -> str | None:
        """Give the work whose title stands behind a word for its kind ("a film, The Quay, …"), or None."""
        if token.lemma_.lower() not in lexicon.WORK_NOUNS:
            return None
        spans = (Span(part.at(c.left_edge), part.end_of(c.right_edge)) for c in tree.having(token, "appos"))
        return next((work for span in spans if (work := self.work_at(span))), None)

    def in_turn(self, part: Parsed, token: Token) -> str | None:
        """Give whom "the latter" or "the former" stands for: the last, or last but one, named in the passage."""
        if token.lower_ not in ("latter", "former") or token.dep_ not in SUBJECTS | {"pobj", "dobj", "poss"}:
            return None
        before = self.annotated.cast.within(Span(part.passage.start, part.at(token)))
        named = [m.named.name for m in before if m.named.kind in ("person", "organisation") and m.form != "pronoun"]
        distinct = list(dict.fromkeys(reversed(named)))
        place = 0 if token.lower_ == "latter" else 1
        return distinct[place] if place < len(distinct) else None

    def phrase(self, part: Parsed, tree: Tree, token: Token) -> str:
        """Give a noun phrase as text without its article; names and pronouns by what they stand for."""
        in_turn = self.in_turn(part, token)
        if in_turn is not None:
            return in_turn
        if self.is_work(part, tree, token) and self.work is not None:
            return self.work
        mention = self.mention(part, token)
        if mention is not None and not tree.having(token, "amod", "prep", "compound", "conj"):
            return mention.named.name
        if token.pos_ == "PRON":
            return self.antecedent(part, token) or token.text
        span = noun_phrase(part, tree, token)
        words = self.annotated.text(span).split()
        if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
            words = words[1:]
        return " ".join(words).strip("“”\"'‘’ ,.;:")


def noun_phrase(part: Parsed, tree: Tree, token: Token) -> Span:
    """Give the span of a noun with what modifies it closely: up to its relative clauses, appositions and brackets."""
    first, last = token.left_edge.i, token.i
    for child in tree.children(token):
        if child.i < token.i:
            continue
        if (child.dep_ == "appos" and is_listed(tree, child)) or (child.dep_ == "punct" and child.text == ","):
            continue
        if child.dep_ in ("relcl", "acl", "appos", "punct", "advcl", "parataxis"):
            break
        last = int(child.right_edge.i)
        heavy = next(
            (t.i for t in part.doc[token.i : last + 1] if t.dep_ in ("relcl", "appos") or t.text in ("(", "[")), None
        )
        if heavy is not None:
            last = int(part.doc[heavy].left_edge.i) - 1
            break
    while last > token.i and (part.doc[last].is_punct or part.doc[last].dep_ == "cc"):
        last -= 1
    last = max(last, token.i)
    return Span(part.at(part.doc[first]), part.end_of(part.doc[last]))
