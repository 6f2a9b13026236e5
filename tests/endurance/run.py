"""One `klantprofielen build` that tells on standard output which stage it enters, to be killed in any of them.

python -m endurance.run HOME DOCUMENT [--quick MANIFEST | --small | --product]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from endurance.quick import SMALL, Compiled
from klantprofielen.home import Home
from klantprofielen.landing import extract
from klantprofielen.project import PROJECT
from klantprofielen.release import build, build_and_publish, publish
from klantprofielen.release.build_lock import hold

STAGES = {
    "extract": (extract, "read_all"),
    "load": (extract, "append"),
    "dbt build": (build, "run_dbt"),
    "pack": (build, "pack_file"),
    "export": (build, "write_release_files"),
    "sync": (build, "sync_tree"),
    "swap": (publish, "make_current"),
    "prune": (build_and_publish, "remove_old_releases"),
}


def run(home: Home, documents: list[Path], project: Path = SMALL, *, keep: int = 4) -> build_and_publish.Published:
    """Extracts and publishes, as `klantprofielen build` does."""
    with hold(home, "build", wait_seconds=120) as held:
        extract.extract(home, documents)
        return build_and_publish.build_and_publish(home, held, keep=keep, project=project)


def _announced(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def announced(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it is handed
        print(name, flush=True)
        return function(*arguments, **named)

    return announced


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("document", type=Path)
    parser.add_argument("--quick", type=Path, help="the manifest of a run of the small project")
    parser.add_argument("--product", action="store_true", help="the project's own models instead of the small ones")
    asked = parser.parse_args()
    if asked.quick:
        build.run_dbt = Compiled(asked.quick).run
    for name, (module, function) in STAGES.items():
        setattr(module, function, _announced(name, getattr(module, function)))
    published = run(Home(asked.home), [asked.document], PROJECT if asked.product else SMALL)
    print(published.release.release_id, flush=True)


if __name__ == "__main__":
    main()
