"""The program without a checkout: from the wheel and from the sdist, in an empty folder, with models of one's own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from installed import Installed, commands_in, installed_once, shell
from klantprofielen.cli.app import app
from klantprofielen.cli.commands import init as init_module
from klantprofielen.cli.shared import calling
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.fetch.sources import read_sources
from klantprofielen.home import Home
from klantprofielen.project import CARRIED, DBT_PARTS, PROJECT, SAMPLE_PARTS, files_of
from klantprofielen.release.files.publisher import read_publisher

_CARRIED = f"klantprofielen/{CARRIED}/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed, `init` called, and what it said to do next done."""
    return installed_once(tmp_path_factory)


def _wheel(folder: Path) -> zipfile.ZipFile:
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_all_that_a_build_reads(made: Installed) -> None:
    with _wheel(made.folder / "dist") as wheel:
        names = set(wheel.namelist())
    carried = {name.removeprefix(_CARRIED) for name in names if name.startswith(_CARRIED)}
    # Told apart from the list that setup.py uses: by what dbt_project.yml and the commands name.
    for pattern in ("models/**/*.sql", "models/**/*.yml", "macros/*.sql", "seeds/**/*.csv", "tests/dbt/**/*.sql"):
        files = {str(path.relative_to(PROJECT)) for path in PROJECT.glob(pattern)}
        assert files, pattern
        assert files <= carried
    assert {"dbt_project.yml", "profiles.yml", "selectors.yml", "models/columns.md", "docs/declined.md"} <= carried
    assert {"publications/flevoland_2020q2.pdf", "publications/ATTRIBUTION.md"} <= carried
    # And whatever stands beside the modules: templates, texts, boundaries.
    package = PROJECT / "extract"
    assert {str(path.relative_to(package)) for path in files_in(package / "klantprofielen")} <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/")) or "__pycache__" in name]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_the_sdist_builds_the_same_wheel(made: Installed) -> None:
    with _wheel(made.folder / "dist") as one, _wheel(made.folder / "direct") as other:
        assert {each.filename: each.CRC for each in one.infolist()} == {
            each.filename: each.CRC for each in other.infolist()
        }
    (path,) = (made.folder / "dist").glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        assert any(name.endswith("/models/columns.md") for name in sdist.getnames())


def test_what_is_installed_asks_for_exact_versions(made: Installed) -> None:
    # Another version of a library may read a document otherwise.
    with _wheel(made.folder / "dist") as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
        wanted = re.findall(r"^Requires-Dist: (.*)$", wheel.read(name).decode(), re.MULTILINE)
    assert wanted
    assert [each for each in wanted if not re.search(r"[\w\])]==[\w.]+|^klantprofielen\[", each)] == []


def test_no_checkout_is_in_reach(made: Installed) -> None:
    code = "import klantprofielen, sys; print(klantprofielen.__file__, sys.path)"
    found = shell(made.folder, f"python -c '{code}'", made.elsewhere)
    assert str(made.packages) in found.stdout.split()[0]
    assert str(PROJECT / "extract") not in found.stdout


def test_an_empty_folder_becomes_a_warehouse_that_answers(made: Installed) -> None:
    assert "Published release" in made.said["build"]["stdout"]
    sql = "select clients_in_sonar from mart_regional_coverage order by 1"
    asked = shell(made.folder, f'klantprofielen query --format json "{sql}"', made.project)
    assert [row["clients_in_sonar"] for row in json.loads(asked.stdout)] == [3976, 9191]
    assert "mart_regional_coverage" in made.said["tables"]["stdout"]


def test_it_builds_with_the_models_of_the_folder(made: Installed) -> None:
    home = Home(made.project)
    manifest = json.loads((home.current / "dbt" / "manifest.json").read_bytes())
    roots = {node["root_path"] for node in manifest["nodes"].values() if node["resource_type"] == "seed"}
    assert roots == {str(made.project.resolve())}
    assert "Models: its own" in made.said["build"]["stderr"]


def test_nothing_is_written_where_it_is_installed(made: Installed) -> None:
    # It may be installed for everybody on a machine, by somebody else.
    assert made.said["installed_after"] == made.said["installed"]
    assert {"carried", "carried/models/columns.md"} <= set(made.said["installed"])


def test_the_hints_of_an_installed_program_run_as_pasted(made: Installed) -> None:
    (hint,) = re.findall(r"^Try: (.*)$", made.said["build"]["stdout"], re.MULTILINE)
    assert hint.startswith("klantprofielen ")
    assert "Flevoland" in shell(made.folder, hint, made.elsewhere).stdout


def test_without_a_home_it_is_the_current_folder_and_that_is_said(made: Installed, tmp_path: Path) -> None:
    unpublished = shell(made.folder, "klantprofielen query 'select 1'", tmp_path)
    assert unpublished.returncode == Exit.USAGE
    assert str(tmp_path / "warehouse") in unpublished.stderr
    assert list(tmp_path.iterdir()) == []
    read = shell(made.folder, f"klantprofielen extract {PROJECT}/tests/transcripts", tmp_path)
    assert f"Home: {tmp_path} (the current folder" in read.stderr
    assert "Models: the program's" in read.stderr
    assert (tmp_path / "landing.duckdb").exists()


def test_a_build_shows_signs_of_life_with_counts_and_time(made: Installed) -> None:
    lines = made.said["build"]["stderr"].splitlines()
    counted = [re.fullmatch(r"dbt builds tables and tests them: (\d+) of (\d+) \(\d+ s\)", line) for line in lines]
    done = [(int(found[1]), int(found[2])) for found in counted if found]
    assert done
    assert done == sorted(done)
    nodes = len(json.loads((Home(made.project).current / "dbt" / "run_results.json").read_bytes())["results"])
    assert {of for _, of in done} == {nodes}
    (took,) = re.findall(r"^Took (\d+) s \(dbt reads.*$", made.said["build"]["stderr"], re.MULTILINE)
    # A line every five seconds at most, and a first and a last one.
    assert len(lines) <= int(took) / 5 + 8


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_init_takes_no_place_that_holds_something(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "there"
    if kind == "folder":
        place.mkdir()
        (place / "mine.txt").touch()
    else:
        place.touch()
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner().invoke(app, ["init", str(place)])
    assert done.exit_code == Exit.USAGE
    assert "name a new or empty folder" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("is_there", [True, False])
def test_init_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    folder = tmp_path / "my"
    if is_there:
        folder.mkdir()
    copy, left = init_module.shutil.copyfile, [100]

    def full(source: Path, target: Path) -> object:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device", str(target))
        return copy(source, target)

    monkeypatch.setattr(init_module.shutil, "copyfile", full)
    done = CliRunner().invoke(app, ["init", str(folder)])
    assert done.exit_code == Exit.STORAGE
    assert "Writing the project" in done.stderr
    assert list(tmp_path.rglob("*")) == ([folder] if is_there else [])


def test_init_writes_what_one_can_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["init", "a folder"])
    assert done.exit_code == 0, done.output
    folder = tmp_path / "a folder"
    assert files_of(folder, (*DBT_PARTS, *SAMPLE_PARTS)) == files_of(PROJECT, (*DBT_PARTS, *SAMPLE_PARTS))
    assert commands_in(done.stdout)[0] == "klantprofielen --home 'a folder' build 'a folder/publications'"
    assert Home(folder).project == folder
    # Its examples are true once somebody fills them in.
    filled = folder / "publisher.toml"
    assert read_publisher(filled) == read_publisher(tmp_path / "none.toml")
    filled.write_text(re.sub(r"^# (\w+ = )", r"\1", filled.read_text("utf-8"), flags=re.MULTILINE))
    assert read_publisher(filled).contact_address
    assert read_sources(folder / "sources.example.yaml").sources
    readme = (folder / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| .* \| .*?`([\w./]+)`", readme, re.MULTILINE)
    assert [name for name in named if not (folder / name).exists()] == []


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("name: klantprofielen\n", True),
        ("version: 1\nname: 'klantprofielen'  # ours\n", True),
        ("name: klantprofielen_of_the_council\n", False),
        ("profile: klantprofielen\nname: other\n", False),
    ],
)
def test_only_a_dbt_project_of_that_name_builds_in_its_folder(tmp_path: Path, text: str, is_own: bool) -> None:
    assert Home(tmp_path).project == PROJECT
    (tmp_path / "dbt_project.yml").write_text(text)
    assert Home(tmp_path).project == (tmp_path if is_own else PROJECT)


def test_under_uvx_a_hint_names_a_program_that_the_readers_shell_finds(tmp_path: Path) -> None:
    script = tmp_path / "bin" / "klantprofielen"
    script.parent.mkdir()
    script.touch(mode=0o755)
    code = (
        "import sys; from klantprofielen.cli.shared import calling; sys.argv[0] = sys.argv[1]; print(calling.program())"
    )

    def named(**variables: str) -> str:
        environment = {"PATH": f"{script.parent}:/usr/bin:/bin", **variables}
        command = [sys.executable, "-c", code, str(script)]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert named().strip() == calling.NAME
    assert named(UV="/usr/bin/uv").strip() == "bin/klantprofielen"


@pytest.mark.slow
def test_the_wheel_with_all_its_dependencies_from_the_registry(made: Installed, tmp_path: Path) -> None:
    (wheel,) = (made.folder / "dist").glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    subprocess.run([str(tmp_path / "venv" / "bin" / "pip"), "install", "--quiet", str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = shell(tmp_path, "klantprofielen init my && cd my && klantprofielen build publications", elsewhere)
    assert done.returncode == 0, done.stderr
    assert "Published release" in done.stdout
