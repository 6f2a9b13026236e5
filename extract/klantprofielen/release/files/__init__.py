"""The files of a release: described once in dbt's yaml, rendered as tables, a workbook and metadata."""
