"""A release for programs in Python: its tables as Arrow, pandas or Polars, from a folder, a file or an address."""
