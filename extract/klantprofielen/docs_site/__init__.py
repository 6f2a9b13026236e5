"""The documentation as a folder that opens from disk: no server, no network."""
