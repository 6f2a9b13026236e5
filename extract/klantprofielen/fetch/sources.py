"""Where publications are fetched from: `sources.yaml`, a file that a person reviews, checked word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from klantprofielen.fetch.links import AddressError, Links, Selector, Strict, clean_address
from klantprofielen.storage import step

EXAMPLE = "sources.example.yaml"
DELAY_SECONDS = 2.0


class SourcesError(Exception):
    """`sources.yaml` is not as it must be; the message says in which line, and what was expected."""


def _address(text: str) -> str:
    try:
        return clean_address(text)
    except AddressError as error:
        raise ValueError(str(error)) from error


Address = Annotated[str, AfterValidator(_address)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")]


class PageSource(Strict):
    """A page with links to publications, and perhaps to more pages like it."""

    name: Name
    page: Address
    links: Links = Links()
    next: Selector | None = None
    max_pages: Annotated[int, Field(ge=1, le=1000)] = 50


class FileSource(Strict):
    """A single publication."""

    name: Name
    file: Address
    text: str | None = None


class FolderSource(Strict):
    """A folder of PDFs and transcripts; relative to the home folder."""

    name: Name
    folder: Path


class CapturesSource(Strict):
    """A list of captures of the Internet Archive: of pages, whose links are followed, or of publications themselves.

    `replay` says how a capture is asked for, with `{timestamp}` and `{address}` in it.
    """

    name: Name
    captures: Address
    replay: str
    links: Links = Links()

    @model_validator(mode="after")
    def _replay_is_usable(self) -> CapturesSource:
        if "{timestamp}" not in self.replay or "{address}" not in self.replay:
            raise ValueError("replay must hold {timestamp} and {address}, as the example does")
        _address(self.replay.replace("{timestamp}", "20210115093000").replace("{address}", "http://example.org/"))
        return self


Source = PageSource | FileSource | FolderSource | CapturesSource
_KINDS: dict[str, type[Source]] = {
    "page": PageSource,
    "file": FileSource,
    "folder": FolderSource,
    "captures": CapturesSource,
}


class Sources(Strict):
    """The whole file.

    Attributes:
        contact: a mailbox or an address of a page where the people of a source can reach whoever fetches.
        delay_seconds: how long a host is left alone between two requests.
    """

    contact: Annotated[str, StringConstraints(pattern=r"^\S*[@:]\S+\.\S+$")]
    delay_seconds: Annotated[float, Field(ge=0.0, le=600.0)] = DELAY_SECONDS
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @field_validator("sources")
    @classmethod
    def _names_are_different(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [source.name for source in sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two sources are called {', '.join(twice)}; each needs a name of its own")
        return sources


def example() -> str:
    """The commented example, for a start."""
    return resources.files(__package__).joinpath(EXAMPLE).read_text(encoding="utf-8")


def read_sources(path: Path) -> Sources:
    """Reads and checks the file.

    Raises:
        SourcesError: something in it is not as it must be.
        StorageError: it cannot be read.
    """
    with step("Reading the sources"):
        data = path.read_bytes()
    try:
        text = data.decode("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        loaded = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: this is no UTF-8 text.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourcesError(f"{path}, line {line}: this is no YAML: {error.problem or error.context}.") from error
    except yaml.YAMLError as error:
        raise SourcesError(f"{path}: this is no YAML: {error}.") from error
    if not isinstance(loaded, dict):
        raise SourcesError(
            f"{path}: `contact:` and `sources:` are expected. `klantprofielen fetch --example` shows one."
        )
    try:
        _refuse_repeated(path, node)
        return Sources.model_validate({**loaded, "sources": _typed(path, loaded.get("sources"), node)})
    except ValidationError as error:
        raise SourcesError("\n".join(_tell(path, node, fault) for fault in error.errors())) from error


def _typed(path: Path, listed: object, node: yaml.Node | None) -> object:
    """Each source as the class that its first word names; pydantic says by itself what is wrong within."""
    if not isinstance(listed, list):
        return listed
    typed: list[object] = []
    for number, entry in enumerate(listed):
        kinds = [kind for kind in _KINDS if isinstance(entry, dict) and kind in entry]
        if len(kinds) != 1:
            raise SourcesError(
                f"{path}, line {_line(node, ('sources', number))}: a source names exactly one of "
                f"{', '.join(_KINDS)}; this one names {', '.join(kinds) or 'none'}."
            )
        try:
            typed.append(_KINDS[kinds[0]].model_validate(entry))
        except ValidationError as error:
            place = ("sources", number)
            raise SourcesError("\n".join(_tell(path, node, fault, place) for fault in error.errors())) from error
    return typed


def _tell(path: Path, node: yaml.Node | None, fault: Mapping[str, Any], before: Sequence[str | int] = ()) -> str:
    place = (*before, *fault["loc"])
    name = ".".join(str(part) for part in place if isinstance(part, str)) or "the file"
    message = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        message = "there is no such setting; look at the example (`klantprofielen fetch --example`)"
    elif fault["type"] == "missing":
        message = "this is missing"
    elif name == "contact":
        message = "a mailbox (data@example.org) or the address of a page is expected"
    return f"{path}, line {_line(node, place)}, {name}: {message}."


def _line(node: yaml.Node | None, place: Sequence[str | int]) -> int:
    """The line of a setting, or of the nearest one around it."""
    line = node.start_mark.line + 1 if node else 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _refuse_repeated(path: Path, node: yaml.Node | None) -> None:
    """YAML lets a setting stand twice, and the second wins in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[object] = set()
        for key, value in node.value:
            if key.value in seen:
                raise SourcesError(f"{path}, line {key.start_mark.line + 1}: {key.value} stands here a second time.")
            seen.add(key.value)
            _refuse_repeated(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated(path, value)
