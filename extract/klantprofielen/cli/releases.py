"""`klantprofielen releases`: lists the kept releases, and checks them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from klantprofielen.cli.exits import Exit
from klantprofielen.cli.printing import AsJson, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.release.release import Changes, DamagedError, Release, check, current_id, list_releases


def releases_command(
    context: typer.Context,
    do_check: Annotated[bool, typer.Option("--check", help="Read every file and compare it with its hash.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the kept releases, newest first; `*` marks the published one."""
    home: Home = context.obj
    published = current_id(home)
    found = list_releases(home)
    damaged = {release.release_id: _damage(home, release) for release in found} if do_check else {}
    if as_json:
        print_json([_described(release, published) | _damage_of(release, damaged) for release in found])
    else:
        _print_releases(found, published, damaged)
    if any(damaged.values()):
        raise typer.Exit(Exit.STORAGE)


def _damage(home: Home, release: Release) -> str | None:
    try:
        check(home, release)
    except DamagedError as error:
        return str(error)
    return None


def _described(release: Release, published: str | None) -> dict[str, object]:
    return asdict(release) | {"is_published": release.release_id == published}


def _damage_of(release: Release, damaged: dict[str, str | None]) -> dict[str, object]:
    return {"damage": damaged[release.release_id]} if damaged else {}


def _print_releases(found: list[Release], published: str | None, damaged: dict[str, str | None]) -> None:
    if not found:
        print_text("No release yet; `klantprofielen build PATHS` makes one.")
    for release in found:
        mark = "*" if release.release_id == published else " "
        built = f"{release.built_at[:16].replace('T', ' ')} UTC"
        version = f" by version {release.program_version}" if release.program_version else ""
        lines = [
            f"{mark} {release.release_id}  built {built}{version}, {release.rows} rows{_made_up(release)}",
            f"    publications  {_counted(release.publications)}",
            f"    findings      {_counted(release.findings)}",
            f"    changed       {_changes(release)}",
        ]
        damage = damaged.get(release.release_id)
        print_text("\n".join([*lines, f"    {damage}"] if damage else lines))


def _made_up(release: Release) -> str:
    return "  SYNTHETIC FIGURES" if release.is_synthetic else ""


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _changes(release: Release) -> str:
    if release.previous is None:
        return "all: it is the first"
    return ", ".join(f"{table} {_signed(counts)}" for table, counts in release.changes.items()) or "nothing"


def _signed(counts: Changes) -> str:
    parts = (("+", counts.added), ("-", counts.removed), ("~", counts.changed))
    return " ".join(f"{sign}{count}" for sign, count in parts if count) or "columns"
