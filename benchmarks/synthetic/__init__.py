"""A full history of the series that never was: real places, made-up people, and every document says so."""
