"""Logs as text for people or as JSON Lines for programs, on standard error or where it is said."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

Form = Literal["text", "json"]
STANDARD = set(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime", "taskName", "spider"}


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, message, source where known, and extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if source := getattr(getattr(record, "spider", None), "name", None):
            line["source"] = source
        line |= {name: value for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info and record.exc_info[1]:
            line["error"] = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        return json.dumps(line, ensure_ascii=False, default=str)


def send_logs(form: Form = "text", *, level: str = "WARNING", stream: TextIO | None = None) -> logging.Handler:
    """Send all logs of this process to `stream` (standard error), from `level` on; in place of an earlier call's."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.set_name("ransomwire")
    if form == "json":
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for earlier in [old for old in root.handlers if old.get_name() == "ransomwire"]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(level)
    return handler
