"""Keeps what was read in `landing.duckdb`, append only."""
