"""Finds, fetches and keeps publications: from the addresses in `sources.yaml` to the archive and its manifest."""
