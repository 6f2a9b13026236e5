"""The words that heads and row labels are made of."""
