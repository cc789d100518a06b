"""The DuckDB ledger's tables: the text of pipelines/local/ledger_schema.ts, held to it by a test."""

LEDGER_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS attempts (
  task VARCHAR NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  interval_end TIMESTAMP NOT NULL,
  generation INTEGER NOT NULL,
  run_id VARCHAR NOT NULL,
  run_at TIMESTAMP NOT NULL,
  engine VARCHAR NOT NULL,
  state VARCHAR NOT NULL CHECK (state IN ('running', 'succeeded', 'failed')),
  recovered BOOLEAN NOT NULL DEFAULT false,
  session VARCHAR NOT NULL,
  heartbeat_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  plan_digest VARCHAR NOT NULL,
  semantic_digest VARCHAR NOT NULL,
  payload_digest VARCHAR NOT NULL,
  counts VARCHAR NOT NULL DEFAULT '{}',
  rules VARCHAR NOT NULL DEFAULT '[]',
  timings VARCHAR NOT NULL DEFAULT '{}',
  inputs VARCHAR NOT NULL DEFAULT '[]',
  error VARCHAR,
  PRIMARY KEY (task, interval_start, generation)
)""",
    """CREATE TABLE IF NOT EXISTS files (
  task VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  etag VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  PRIMARY KEY (task, path, etag)
)""",
    """CREATE TABLE IF NOT EXISTS leases (
  table_id VARCHAR NOT NULL PRIMARY KEY,
  session VARCHAR NOT NULL,
  task VARCHAR NOT NULL,
  interval_start TIMESTAMP NOT NULL,
  generation INTEGER NOT NULL,
  heartbeat_at TIMESTAMP NOT NULL
)""",
    """ALTER TABLE attempts ADD COLUMN IF NOT EXISTS flow VARCHAR DEFAULT '[]'""",
)
