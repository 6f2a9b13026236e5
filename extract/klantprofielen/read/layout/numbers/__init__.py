"""From words to numbers, and from numbers to the rows and columns of a table."""
