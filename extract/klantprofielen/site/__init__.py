"""The public site: one static folder, made from the published release alone."""
