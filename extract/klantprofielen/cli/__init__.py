"""The command line: `klantprofielen.cli.app` is the program, `commands` has a module a command."""
