"""What is wrong with a release that built well."""


class UnpublishableError(Exception):
    """A green build that may not be published as it is; nothing was published."""
