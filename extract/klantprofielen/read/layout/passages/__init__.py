"""Texts beside the table: headings, the sentence on the register, colophons, notes."""
