"""Files become rows (docs/ingest.md), the same as on DuckDB."""

from lakewright_runtime.ingest.reading import FileRecords, Ingested, ingest_files

__all__ = ["FileRecords", "Ingested", "ingest_files"]
