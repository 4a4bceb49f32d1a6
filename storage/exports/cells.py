"""Cells of CSV that no spreadsheet runs: the words in them were written by strangers."""

from __future__ import annotations


def safe_cell(value: object) -> object:
    """Keep a spreadsheet from running a cell of CSV as a formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Acme"), safe_cell(-5), safe_cell(None)
    ("'=HYPERLINK(1)", 'Acme', -5, '')
    """
    if value is None:
        return ""
    # Spreadsheets skip white space and full-width signs are signs to them.
    if isinstance(value, str) and (value[:1] in ("\t", "\r") or value.lstrip()[:1] in tuple("=+-@|＝＋－＠")):
        return "'" + value
    return value
