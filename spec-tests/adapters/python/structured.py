"""Structured Fields (RFC 9651, Section 4.2): parsing of Lists, Dictionaries and Items.

Parameters are parsed and thrown away, since the draft ignores them all (Section "Opening Handshake").
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Union

LCALPHA = "abcdefghijklmnopqrstuvwxyz"
ALPHA = LCALPHA + LCALPHA.upper()
DIGIT = "0123456789"
KEY = LCALPHA + DIGIT + "_-.*"
TCHAR = ALPHA + DIGIT + "!#$%&'*+-.^_`|~"


class ParseError(Exception):
    """The field does not parse."""


@dataclass(frozen=True)
class Token:
    """A Token; a String is a Python str."""

    name: str


@dataclass(frozen=True)
class Other:
    """An Item of a type that the draft does not use: Decimal, Byte Sequence, Date, Display String."""

    kind: str


Bare = Union[int, str, bool, Token, Other]
Member = Union[Bare, tuple]
"""A bare item, or an Inner List as a tuple of them."""


def is_integer(value: Member) -> bool:
    """Returns whether the member is an Integer; a Boolean is not an Integer."""
    return isinstance(value, int) and not isinstance(value, bool)


class Parser:
    """Parses one field value whose lines are joined by commas (RFC 9651, Section 4.2)."""

    def __init__(self, text: str) -> None:
        if not text.isascii():
            raise ParseError("not ASCII")
        self.text = text
        self.at = 0

    def list(self) -> list[Member]:
        """Parses the field as a List."""
        members: list[Member] = []
        self._skip(" ")
        while self._more():
            members.append(self._item_or_inner_list())
            self._comma()
        return members

    def dictionary(self) -> dict[str, Member]:
        """Parses the field as a Dictionary; the last of equal keys counts."""
        members: dict[str, Member] = {}
        self._skip(" ")
        while self._more():
            key = self._key()
            if self._peek() == "=":
                self.at += 1
                members[key] = self._item_or_inner_list()
            else:
                self._parameters()
                members[key] = True
            self._comma()
        return members

    def item(self) -> Bare:
        """Parses the field as an Item."""
        self._skip(" ")
        value = self._item()
        self._skip(" ")
        if self._more():
            raise ParseError("more than an Item")
        return value

    def _more(self) -> bool:
        return self.at < len(self.text)

    def _peek(self) -> str:
        return self.text[self.at] if self._more() else ""

    def _take(self) -> str:
        if not self._more():
            raise ParseError("ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def _skip(self, characters: str) -> None:
        while self._more() and self.text[self.at] in characters:
            self.at += 1

    def _while(self, characters: str) -> str:
        start = self.at
        self._skip(characters)
        return self.text[start : self.at]

    def _comma(self) -> None:
        """Skips a comma before another member; does nothing at the end of the field."""
        self._skip(" \t")
        if not self._more():
            return
        if self._take() != ",":
            raise ParseError("no comma between members")
        self._skip(" \t")
        if not self._more():
            raise ParseError("comma at the end")

    def _item_or_inner_list(self) -> Member:
        return self._inner_list() if self._peek() == "(" else self._item()

    def _inner_list(self) -> tuple:
        self.at += 1
        items: list[Bare] = []
        while True:
            self._skip(" ")
            if self._peek() == ")":
                self.at += 1
                self._parameters()
                return tuple(items)
            items.append(self._item())
            if self._peek() not in (" ", ")") or not self._more():
                raise ParseError("inner list")

    def _item(self) -> Bare:
        value = self._bare()
        self._parameters()
        return value

    def _parameters(self) -> None:
        while self._peek() == ";":
            self.at += 1
            self._skip(" ")
            self._key()
            if self._peek() == "=":
                self.at += 1
                self._bare()

    def _key(self) -> str:
        if not self._more() or self._peek() not in LCALPHA + "*":
            raise ParseError("key")
        return self._while(KEY)

    def _bare(self) -> Bare:
        first = self._peek()
        if first == "":
            raise ParseError("no item")
        if first == "-" or first in DIGIT:
            return self._number()
        if first == '"':
            return self._string()
        if first == "*" or first in ALPHA:
            return Token(self._while(TCHAR + ":/"))
        if first == ":":
            return self._bytes()
        if first == "?":
            self.at += 1
            digit = self._take()
            if digit not in "01":
                raise ParseError("boolean")
            return digit == "1"
        if first == "@":
            self.at += 1
            if not is_integer(self._number()):
                raise ParseError("date")
            return Other("date")
        if first == "%":
            return self._display_string()
        raise ParseError(f"no item begins with {first!r}")

    def _number(self) -> Bare:
        sign = 1
        if self._peek() == "-":
            self.at += 1
            sign = -1
        whole = self._while(DIGIT)
        if not whole:
            raise ParseError("number")
        if self._peek() != ".":
            if len(whole) > 15:
                raise ParseError("integer of more than 15 digits")
            return sign * int(whole)
        self.at += 1
        fraction = self._while(DIGIT)
        if len(whole) > 12 or not 1 <= len(fraction) <= 3:
            raise ParseError("decimal")
        return Other("decimal")

    def _string(self) -> str:
        self.at += 1
        out: list[str] = []
        while True:
            character = self._take()
            if character == "\\":
                character = self._take()
                if character not in '"\\':
                    raise ParseError("escape")
            elif character == '"':
                return "".join(out)
            elif not " " <= character <= "~":
                raise ParseError("string")
            out.append(character)

    def _bytes(self) -> Other:
        self.at += 1
        content = self._while(ALPHA + DIGIT + "+/=")
        if self._take() != ":":
            raise ParseError("byte sequence")
        try:
            base64.b64decode(content + "=" * (-len(content) % 4), validate=True)
        except binascii.Error as error:
            raise ParseError("byte sequence") from error
        return Other("bytes")

    def _display_string(self) -> Other:
        self.at += 1
        if self._take() != '"':
            raise ParseError("display string")
        out = bytearray()
        while True:
            character = self._take()
            if not " " <= character <= "~":
                raise ParseError("display string")
            if character == "%":
                digits = self._take() + self._take()
                if any(digit not in "0123456789abcdef" for digit in digits):
                    raise ParseError("display string")
                out.append(int(digits, 16))
            elif character == '"':
                break
            else:
                out.append(ord(character))
        try:
            out.decode("utf-8", "strict")
        except UnicodeDecodeError as error:
            raise ParseError("display string") from error
        return Other("display-string")


def string(value: str) -> str:
    """Writes a String."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
