"""Questions to a published file, which can read nothing else and write nothing."""
