"""The one geometric parser: glyphs to words and lines, and these to a printed publication."""
