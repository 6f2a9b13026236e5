"""A factory of publications that look like UWV's: test tools, not part of the product."""
