"""Strict YAML: a file becomes a frozen dataclass, or an error names the file, the line and the key."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pipelines.errors import TestimoniaError

Value = TypeVar("Value")
Location = tuple[int | str, ...]


class _StrictLoader(yaml.SafeLoader):
    """YAML 1.1 without duplicate keys and without dates made of strings."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping; a key that stands twice is an error, where plain YAML would drop the first."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path, kind: type[Value], error: type[TestimoniaError]) -> Value:
    """Read `path` as one `kind` (a pydantic dataclass); what is wrong with it is raised as `error`, with its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise error(f"{path}: cannot be read as UTF-8 text ({cause}); restore the file") from cause
    return parse(text, str(path), kind, error)


def parse(text: str, name: str, kind: type[Value], error: type[TestimoniaError]) -> Value:
    """Give the YAML `text` of the file called `name` as one `kind`."""
    try:
        root = yaml.compose(text, Loader=_StrictLoader)
        data = yaml.load(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as cause:
        line = cause.problem_mark.line + 1 if cause.problem_mark else 1
        raise error(f"{name}:{line}: not valid YAML: {cause.problem}") from cause
    except yaml.YAMLError as cause:
        raise error(f"{name}: not valid YAML: {cause}") from cause
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as cause:
        problems = (_problem(name, root, item["loc"], item["msg"], item.get("input")) for item in cause.errors())
        raise error("\n".join(problems)) from cause


def _problem(name: str, root: yaml.Node | None, location: Location, message: str, found: object) -> str:
    shown = repr(found) if isinstance(found, str | int | float | bool | type(None)) else type(found).__name__
    key = ".".join(str(part) for part in location) or "the file"
    return f"{name}:{line_of(root, location)}: {key}: {message} (found {shown})"


def line_of(root: yaml.Node | None, location: Location) -> int:
    """Give the line, from 1, of the node at `location`, or of the deepest node on the way there."""
    line = 1
    node = root
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
