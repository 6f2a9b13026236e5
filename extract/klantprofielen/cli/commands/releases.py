"""`klantprofielen releases`: lists the kept releases, and checks them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from klantprofielen.cli.shared import calling
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.cli.shared.hold_lock import way_out
from klantprofielen.cli.shared.printing import AsJson, print_error, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.release.release import (
    Changes,
    Checked,
    Release,
    checked_or_damage,
    current_id,
    list_folders,
    list_releases,
)


def releases_command(
    context: typer.Context,
    do_check: Annotated[bool, typer.Option("--check", help="Read every file and compare it with its hash.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the kept releases, newest first; `*` marks the published one."""
    home: Home = context.obj
    published = current_id(home)
    found = list_releases(home)
    checked = _checked(home, published) if do_check else {}
    damaged = {name: found for name, found in checked.items() if isinstance(found, str)}
    if as_json:
        listed = [
            asdict(release) | {"is_published": release.release_id == published} | _check_of(release, checked)
            for release in found
        ]
        known = {release.release_id for release in found}
        listed += [
            {"release_id": name, "is_published": name == published, "damage": damage}
            for name, damage in damaged.items()
            if name not in known
        ]
        print_json(listed)
    else:
        _print_releases(home, found, published, checked)
        for name, damage in damaged.items():
            print_error(f"{damage}. {_advice(home, name, published)}")
    if damaged:
        raise typer.Exit(Exit.STORAGE)
    if published and not home.published.exists():
        print_error(f"Readers see nothing; `{calling.in_home(home)} releases --check` says why.")


def _checked(home: Home, published: str | None) -> dict[str, Checked | str]:
    """What is whole or damaged, by release: also folders without a manifest, and a published one that is not there."""
    names = dict.fromkeys([*([published] if published else []), *list_folders(home)])
    return {name: checked_or_damage(home, name) for name in names}


def _advice(home: Home, name: str, published: str | None) -> str:
    if name == published:
        return f"It is the published one: {way_out(home, name)}"
    return f"Nobody can roll back to it: remove {home.releases / name}."


def _check_of(release: Release, checked: dict[str, Checked | str]) -> dict[str, object]:
    match checked.get(release.release_id):
        case None:
            return {}
        case str() as damage:
            return {"damage": damage}
        case Checked() as whole:
            return {"damage": None, "checked": asdict(whole)}


def _print_releases(home: Home, found: list[Release], published: str | None, checked: dict[str, Checked | str]) -> None:
    if not found and not checked:
        print_text(f"No release yet; {home.build_command} makes one.")
    for release in found:
        mark = "*" if release.release_id == published else " "
        built = f"{release.built_at[:16].replace('T', ' ')} UTC"
        version = f" by version {release.program_version}" if release.program_version else ""
        made_up = "  SYNTHETIC FIGURES" if release.is_synthetic else ""
        lines = [
            f"{mark} {release.release_id}  built {built}{version}, {release.rows} rows{made_up}",
            f"    publications  {_counted(release.publications)}",
            f"    findings      {_counted(release.findings)}",
            f"    changed       {_changes(release)}",
        ]
        match checked.get(release.release_id):
            case None:
                pass
            case str():
                lines.append("    DAMAGED")
            case Checked(files, byte_count):
                lines.append(f"    checked       {files} files, {byte_count} bytes: all hashes as they should be")
        print_text("\n".join(lines))
    if any(release.changes for release in found):
        print_text("changed: rows added (+), removed (-) and changed (~) since the release before.")


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
