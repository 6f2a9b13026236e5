"""The releases over HTTP: files with ranges, and tables filtered by column; nothing can be written."""
