"""Bytes of a page -> its characters, whatever the server and the page claim about them."""

from __future__ import annotations

import codecs
import re
from itertools import chain

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BROKEN_SHARE = 0.02  # of the non-ASCII bytes: a page cut in mid-character is still UTF-8, a Latin-1 page is far above
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What UTF-8 looks like after it was read as windows-1252 and written again: "Ã©" for "é", "â€™" for "’".
MOJIBAKE = re.compile("Ã[\u00a0-\u00bf\u0192\u2021\u2030\u0160\u0178\u0152]|â€[™œ\u009d“”¦\u02dc]")


def decode(html: bytes, *, content_type: str | None = None) -> str:
    """Decode a page: mark of byte order, then valid UTF-8, then what header and page declare, then windows-1252.

    UTF-8 goes before the declarations: text in another charset is hardly ever valid UTF-8 by accident, while
    servers that send UTF-8 as "iso-8859-1" are everywhere.

    >>> decode("<p>Liège</p>".encode(), content_type="text/html; charset=iso-8859-1")
    '<p>Liège</p>'
    >>> decode("<meta charset=utf-8><p>Liège : 5 €</p>".encode("cp1252"))
    '<meta charset=utf-8><p>Liège : 5 €</p>'
    """
    for bom, charset in BOMS:
        if html.startswith(bom):
            return html[len(bom) :].decode(charset, "replace")
    if wide := _utf16_without_mark(html):
        return html.decode(wide, "replace")
    if (text := _as_utf8(html)) is not None:
        return text
    declared = (http_content_type_encoding(content_type), html_body_declared_encoding(html[:8192]))
    for name in chain(filter(None, declared), ("cp1252",)):
        charset = resolve_encoding(name) or ""  # a browser's reading: iso-8859-1 means windows-1252
        if charset and charset != "utf-8":
            try:
                return html.decode(charset)
            except (LookupError, UnicodeDecodeError):
                continue
    return html.decode("cp1252", "replace")


def without_controls(text: str) -> str:
    """Take out what no XML tree accepts: NUL bytes, control characters, lone surrogates."""
    return NOT_XML.sub("", text)


def repair_mojibake(text: str) -> str:
    """Undo what was encoded twice, line by line; anything else comes back as it is.

    >>> repair_mojibake("L'hÃ´pital piratÃ©")
    "L'hôpital piraté"
    >>> repair_mojibake("L'hôpital, puis SÃO PAULO")
    "L'hôpital, puis SÃO PAULO"
    """
    if not MOJIBAKE.search(text):
        return text
    return "\n".join(map(_repaired, text.split("\n")))


def _repaired(line: str) -> str:
    try:
        return b"".join(map(_windows_byte, line)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line


def _windows_byte(char: str) -> bytes:
    """One byte of windows-1252; the five that it leaves undefined are the control characters of Latin-1."""
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252")


def _utf16_without_mark(html: bytes) -> str | None:
    head = html[:400]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _as_utf8(html: bytes) -> str | None:
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = html.decode("utf-8", "replace")
    good = len(re.findall("[^\x00-\x7f\ufffd]", text))
    broken = text.count("\ufffd")
    return text if broken <= 2 + BROKEN_SHARE * good and good > 5 * broken else None
