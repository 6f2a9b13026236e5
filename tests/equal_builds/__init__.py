"""Proves that a redesign changed nothing: two checkouts build the same files, and what they publish is compared.

`PYTHONPATH=tests python -m equal_builds --old COMMIT` (docs/equal_builds.md).
"""
