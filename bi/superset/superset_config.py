"""The settings of a Superset on one machine, as the tests start it; a server has its own database and cache."""

import os
from pathlib import Path

SUPERSET_HOME = Path(os.environ["SUPERSET_HOME"])
SQLALCHEMY_DATABASE_URI = f"sqlite:///{SUPERSET_HOME / 'superset.db'}"
SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
