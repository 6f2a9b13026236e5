"""The command line: one module a command; `klantprofielen.cli.app` is the program."""
