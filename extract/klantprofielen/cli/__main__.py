"""`python -m klantprofielen.cli` is the program where no script was installed."""

from klantprofielen.cli.app import app

app(prog_name="klantprofielen")
