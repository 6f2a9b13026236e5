"""Readers: each turns a document into pages of glyphs with boxes, and knows nothing of tables or databases."""
