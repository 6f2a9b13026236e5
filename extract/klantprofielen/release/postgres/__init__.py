"""The published release in a PostgreSQL database, for the tools that connect to one."""
