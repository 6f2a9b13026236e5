"""What the heads say of the columns."""
