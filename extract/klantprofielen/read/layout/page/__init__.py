"""From a page's glyphs to its words and lines."""
