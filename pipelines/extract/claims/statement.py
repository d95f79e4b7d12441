"""A statement that stands alone: subject restored, names resolved, frames taken off, clauses made into sentences."""

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.attribution import Attributed
from pipelines.extract.claims.frames import Frame
from pipelines.extract.claims.names import Names
from pipelines.extract.claims.nested import nested
from pipelines.extract.claims.sentences import appositive, clause, nominal, participle, relative
from pipelines.extract.claims.tense import past_of
from pipelines.extract.claims.tree import Tree, bearer
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.claims.wording import Wording, sentence
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed


def state(names: Names, part: Parsed, tree: Tree, unit: Unit, attributed: Attributed) -> str:
    """Give the self-contained statement of a unit, ending with a full stop."""
    speaker = attributed.holder if attributed.quote is not None else None
    wording = Wording(names, part, tree, speaker)
    frame = attributed.frame
    if frame is not None and frame.content is not None:
        return sentence(_content(wording, unit, frame))
    if frame is not None:
        if frame.of_work:
            _set_past(wording, unit.head)
        return sentence(_scene(wording, unit))
    if names.work is not None and attributed.holder == names.work:
        _set_past(wording, unit.head)
    elif attributed.quote is None:
        _settle_would(wording, unit.head)
    return sentence(_plain(wording, unit))


def _plain(wording: Wording, unit: Unit) -> str:
    match unit.kind:
        case UnitKind.APPOSITIVE | UnitKind.NAMED:
            return appositive(wording, unit)
        case UnitKind.NOMINAL:
            return nominal(wording, unit)
        case UnitKind.RELATIVE:
            return relative(wording, unit)
        case UnitKind.PARTICIPLE | UnitKind.MEANS:
            return participle(wording, unit)
        case _:
            return clause(wording, unit, unit.first, unit.last)


def _set_past(wording: Wording, head: Token) -> None:
    """Put a present-tense clause about the content of a work into the past."""
    auxiliaries = wording.tree.having(head, "aux", "auxpass")
    if head.tag_ in ("VBZ", "VBP") and not auxiliaries:
        wording.replaced[head.i] = past_of(head.lemma_.lower(), head.tag_ == "VBP")
    for token in auxiliaries[:1]:
        if token.lemma_ in ("be", "have", "do", "will") and token.tag_ in ("VBZ", "VBP", "MD"):
            wording.replaced[token.i] = past_of(token.lemma_.lower(), token.lower_ == "are")


def _settle_would(wording: Wording, head: Token) -> None:
    """Put the future in the past ("would become") and the emphatic past ("did win") into the plain past."""
    tree = wording.tree
    auxiliaries = tree.having(head, "aux", "auxpass", "neg")
    if len(auxiliaries) != 1 or head.tag_ != "VB" or auxiliaries[0].lower_ not in ("would", "did"):
        return
    conditional = any(child.dep_ == "advcl" and tree.marker(child) == "if" for child in tree.children(head))
    if not conditional and auxiliaries[0].i < head.i:
        wording.replaced[auxiliaries[0].i] = ""
        wording.replaced[head.i] = past_of(head.lemma_.lower())


def _scene(wording: Wording, unit: Unit) -> str:
    """Content without a complement clause of its own: the clause less the words that attribute it."""
    tree, head = wording.tree, unit.head
    for child in tree.children(head):
        noun = tree.child(child, "pobj")
        scene = noun is not None and noun.lemma_.lower() in lexicon.WORK_PARTS
        if child.lower_ in ("according", "per") or scene:
            wording.omitted.update(range(child.left_edge.i, child.right_edge.i + 1))
    return _plain(wording, unit).strip(" ,")


def _content(wording: Wording, unit: Unit, frame: Frame) -> str:
    tree, content = wording.tree, frame.content
    if content is None:
        return ""
    first, last = tree.word_start(int(content.left_edge.i)), min(int(content.right_edge.i), unit.last)
    first = max(first, unit.first)
    skip = set(nested(wording, content, first, last))
    skip.update(child.i for child in tree.having(content, "mark") if child.lower_ == "that")
    topic = frame.topic
    if topic is not None and topic.tag_ in ("WP", "WDT") and unit.anchor is not None:
        topic = bearer(tree, unit.anchor)
    said = wording.phrase(topic) if topic is not None and not first <= topic.i <= last else ""
    if frame.of_work:
        _set_past(wording, content)
    verbal = content.pos_ in ("VERB", "AUX") and content.tag_ not in ("JJ", "NN")
    if verbal and (content.tag_ == "VBG" or tree.is_infinitive(content)) and not tree.is_finite(content):
        skip.update(token.i for token in tree.having(content, "aux"))
        wording.replaced[content.i] = past_of(content.lemma_.lower())
        return f"{said} {wording.write(first, last, frozenset(skip))}"
    if said and (not verbal or content.tag_ == "VBN"):
        plural = topic is not None and topic.tag_ in ("NNS", "NNPS")
        return f"{said} {'were' if plural else 'was'} {wording.write(first, last, frozenset(skip))}"
    return f"{said} {wording.write(first, last, frozenset(skip))}"
