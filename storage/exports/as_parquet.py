"""Parquet, for data frames and warehouses: one incident a row, sums as decimals, dates as dates."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from storage.exports.exported import Exported, ExportError

GROUP = 10_000  # rows in a row group
PIECE = 1 << 20  # bytes handed on at once
LARGEST = Decimal(10) ** 26  # decimal128(38, 12): twelve places are what a monero has


def render(incidents: Iterable[Exported]) -> Iterator[bytes]:
    """Raises ExportError when pyarrow is not there."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError('parquet needs pyarrow; "pip install pyarrow" brings it') from error
    schema = pa.schema([(name, type_) for name, type_ in _types(pa).items()])
    with tempfile.TemporaryFile() as written:
        with pq.ParquetWriter(written, schema, compression="zstd") as writer:
            rows = map(_row, incidents)
            while group := list(islice(rows, GROUP)):
                columns = [pa.array([row[field.name] for row in group], field.type) for field in schema]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        written.seek(0)
        yield from iter(lambda: written.read(PIECE), b"")


def _types(pa: Any) -> dict[str, Any]:
    text, money, texts = pa.string(), pa.decimal128(38, 12), pa.list_(pa.string())
    return {
        "id": text, "victim": text, "victim_forms": texts, "actor": text, "actors": texts,
        "amount": money, "currency": text, "amount_eur": money, "amount_low": money, "amount_high": money,
        "paid": money, "paid_currency": text, "paid_eur": money, "payment": text, "status": text, "kind": text,
        "country": text, "sector": text, "first_published": pa.date32(), "last_published": pa.date32(),
        "articles": texts, "outlets": pa.int32(), "copies": pa.int32(), "languages": texts,
        "review": text, "score": pa.float64(),
        "changed": pa.timestamp("s", tz="UTC"),
    }  # fmt: skip


def _row(each: Exported) -> dict[str, Any]:
    incident = each.incident
    row = {name: getattr(incident, name, None) for name in _PLAIN} | {
        "victim_forms": list(incident.victim_forms),
        "actors": [actor.name for actor in incident.actors],
        "languages": list(incident.languages),
        "articles": [telling.url for telling in incident.articles],
        "amount_eur": each.amount_eur,
        "paid_eur": each.paid_eur,
        "score": round(incident.score, 4),
        "changed": each.changed,
    }
    return {name: _fitting(value) if isinstance(value, Decimal) else value for name, value in row.items()}


_PLAIN = (
    "id", "victim", "actor", "amount", "currency", "amount_low", "amount_high", "paid", "paid_currency", "payment",
    "status", "kind", "country", "sector", "first_published", "last_published", "outlets", "copies", "review",
)  # fmt: skip


def _fitting(value: Decimal) -> Decimal | None:
    """The value with twelve places; None for a figure too large to be money."""
    return value.quantize(Decimal("1e-12")) if abs(value) < LARGEST else None
