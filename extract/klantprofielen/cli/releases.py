"""`klantprofielen releases`: lists the kept releases, and checks them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from klantprofielen.cli.exits import Exit
from klantprofielen.cli.lock import way_out
from klantprofielen.cli.printing import AsJson, print_error, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.release.release import Changes, Release, current_id, damage_of, list_folders, list_releases


def releases_command(
    context: typer.Context,
    do_check: Annotated[bool, typer.Option("--check", help="Read every file and compare it with its hash.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the kept releases, newest first; `*` marks the published one."""
    home: Home = context.obj
    published = current_id(home)
    found = list_releases(home)
    damaged = _damages(home, published) if do_check else {}
    if as_json:
        listed = [_described(release, published) | _damage_of(release, damaged, do_check) for release in found]
        known = {release.release_id for release in found}
        listed += [
            {"release_id": name, "is_published": name == published, "damage": damage}
            for name, damage in damaged.items()
            if name not in known
        ]
        print_json(listed)
    else:
        _print_releases(found, published, damaged)
        for name, damage in damaged.items():
            print_error(f"{damage}. {_advice(home, name, published)}")
    if damaged:
        raise typer.Exit(Exit.STORAGE)
    if published and not home.published.exists():
        print_error(f"Readers see nothing; `klantprofielen --home {home.path} releases --check` says why.")


def _damages(home: Home, published: str | None) -> dict[str, str]:
    """What is damaged, by release: also folders without a manifest, and a published release that is not there."""
    names = dict.fromkeys([*([published] if published else []), *list_folders(home)])
    damages = {name: damage_of(home, name) for name in names}
    return {name: damage for name, damage in damages.items() if damage is not None}


def _advice(home: Home, name: str, published: str | None) -> str:
    if name == published:
        return f"It is the published one: {way_out(home, name)}"
    return f"Nobody can roll back to it: remove {home.releases / name}."


def _described(release: Release, published: str | None) -> dict[str, object]:
    return asdict(release) | {"is_published": release.release_id == published}


def _damage_of(release: Release, damaged: dict[str, str], was_checked: bool) -> dict[str, object]:
    return {"damage": damaged.get(release.release_id)} if was_checked else {}


def _print_releases(found: list[Release], published: str | None, damaged: dict[str, str]) -> None:
    if not found and not damaged:
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
        print_text("\n".join([*lines, "    DAMAGED"] if release.release_id in damaged else lines))


def _made_up(release: Release) -> str:
    return "  SYNTHETIC FIGURES" if release.is_synthetic else ""


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _changes(release: Release) -> str:
    if release.previous is None:
        return "all: it is the first"
    if release.changes is None:
        return f"not known: release {release.previous}, which it replaced, could not be read"
    return ", ".join(f"{table} {_signed(counts)}" for table, counts in release.changes.items()) or "nothing"


def _signed(counts: Changes) -> str:
    parts = (("+", counts.added), ("-", counts.removed), ("~", counts.changed))
    return " ".join(f"{sign}{count}" for sign, count in parts if count) or "columns"
