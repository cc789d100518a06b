"""Files become rows (docs/ingest.md), the same as on DuckDB."""

from lakewright_runtime.ingest.reading import Ingested, ingest_files

__all__ = ["Ingested", "ingest_files"]
