"""Tables that stand otherwise than as one block of rows under one header."""
