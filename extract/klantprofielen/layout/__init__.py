"""The one geometric parser: from pages of words to the parts of a publication."""
