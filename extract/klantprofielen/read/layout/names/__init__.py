"""The names of the rows, and which row is the total."""
