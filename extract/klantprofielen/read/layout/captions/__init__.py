"""What the words around a table say of its figures: that they are no counts, or no figures of anybody."""
