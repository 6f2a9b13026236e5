"""The two PDF readers: each yields the glyphs of a page; what is hidden is left out."""
