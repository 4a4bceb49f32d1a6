"""An export in one piece."""

from __future__ import annotations

from storage.exports import formats


def render(form, incidents):
    return b"".join(formats.render(form, incidents))
