"""All benchmarks, each beside a peer or a floor in the same run: `make bench`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

BENCHES = ("reading", "store", "exports", "collect", "extraction")


def main() -> None:
    """Run those named, else all that are there; each prints its table."""
    for name in sys.argv[1:] or BENCHES:
        if not (Path(__file__).parent / f"{name}.py").exists():
            print(f"{name}: no such benchmark; there are {', '.join(BENCHES)}")  # noqa: T201
            continue
        sys.argv = [name]
        try:
            importlib.import_module(f"tests.bench.{name}").main()
        except SystemExit as stopped:
            print(f"{name}: {stopped}")  # noqa: T201


if __name__ == "__main__":
    main()
