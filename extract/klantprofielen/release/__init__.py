"""From the landing file to a published release: build, audit, publish, compare."""
