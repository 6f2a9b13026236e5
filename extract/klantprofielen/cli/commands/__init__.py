"""The commands, one module each; `klantprofielen.cli.app` lists them."""
