"""Canonical JSON under a checksum: how archives and records are written, so that one meaning has one sequence of bytes."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final, NoReturn

from aidrules.errors import InvalidSealed

canonical: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False).encode
"""JSON with sorted keys, no spaces, no NaN; characters as they are."""
LARGEST: Final = 16 * 1024 * 1024
"""So many characters at most."""
_HEAD: Final = '{"checksum":"'
_AT: Final = len(_HEAD) + 64


def digest_of(text: str) -> str:
    """The sha256 of a text as UTF-8, in lowercase hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


def sealed(key: str, document: Any) -> str:
    """``{"checksum":"…","key":…}``: a document under the sha256 of its canonical bytes. ``key`` sorts after *checksum*.

    >>> sealed("record", {"b": 1, "a": "字"})[:16], sealed("record", {"b": 1, "a": "字"})[77:]
    ('{"checksum":"f9c', '","record":{"a":"字","b":1}}')
    """
    return seal(key, canonical(document))


def seal(key: str, body: str) -> str:
    """The same, of a document whose canonical text is there."""
    return f'{_HEAD}{digest_of(body)}","{key}":{body}}}'


def body_of(key: str, text: str) -> str:
    """The canonical text of the document under a seal that ``sealed`` has just written."""
    return text[_AT + len(f'","{key}":') : -1]


def unsealed(key: str, data: str | bytes, what: str, *, canonically: bool = True) -> Any:
    """The document under a seal; any other byte than those that ``sealed`` writes is an error.

    The checksum comes first, so that a damaged file is refused before anything in it is read. ``what`` names the file in
    messages; ``canonically`` False leaves out whether what stands under the checksum is canonical. Raises
    :class:`~aidrules.errors.InvalidSealed`.
    """
    text = _decoded(data, what)
    middle = f'","{key}":'
    start = _AT + len(middle)
    if not text.startswith(_HEAD) or text[_AT:start] != middle or not text.endswith("}"):
        raise InvalidSealed(f"this is no {what}: a {what} begins with its checksum and holds a `{key}`, nothing else", code="sealed.form")
    body = text[start:-1]
    if digest_of(body) != text[len(_HEAD) : _AT]:
        raise InvalidSealed(f"the checksum doesn't fit: this {what} was changed or cut after it was written", code="sealed.checksum")
    try:
        document = json.loads(body, parse_float=_no_float, parse_constant=_no_float)
        same = not canonically or canonical(document) == body
    except InvalidSealed:
        raise InvalidSealed(f"a {what} holds whole numbers only; amounts and fractions are texts", code="sealed.number") from None
    except (ValueError, RecursionError):  # no JSON; thousands of digits; thousands of brackets
        raise InvalidSealed(f"this {what} isn't JSON, or it is nested too deep", code="sealed.json") from None
    if not same:
        raise InvalidSealed(f"the {what} isn't written canonically: sorted keys, each once, no spaces", code="sealed.canonical")
    return document


def _decoded(data: str | bytes, what: str) -> str:
    if not isinstance(data, str | bytes):
        raise InvalidSealed(f"a {what} is given by its text or its bytes, and this is a {type(data).__name__}", code="sealed.form")
    if len(data) > LARGEST:
        raise InvalidSealed(f"a {what} is at most 16 MiB", code="sealed.size")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        text.encode("utf-8")
    except UnicodeError:
        raise InvalidSealed(f"a {what} is UTF-8; this one isn't", code="sealed.encoding") from None
    return text


def _no_float(digits: str) -> NoReturn:
    raise InvalidSealed("a number with a point", code="sealed.number")
