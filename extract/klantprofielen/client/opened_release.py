"""`klantprofielen.open_release`: a release's tables as Arrow, pandas or Polars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

import pyarrow as pa

from klantprofielen.client.errors import ReleaseError, unknown
from klantprofielen.client.locations import DescribedTable, DuckDBFile, Files, Place, at_address, in_folder
from klantprofielen.home import Home, home_of
from klantprofielen.query.locked_down import NotPublishedError
from klantprofielen.release.release import MANIFEST, UnknownReleaseError, current_id, find, list_folders
from klantprofielen.storage import FileInUseError, StorageError, step

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class ReleaseTable(DescribedTable):
    """A table of an opened release; nothing is read before it is asked for.

    Rows come in the order of the key, and each call reads them anew.
    """

    place: Place

    def __repr__(self) -> str:
        return f"<table {self.name}, {len(self.columns)} columns: {self.description}>"

    def to_arrow(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows as an Arrow table, all columns or those that are named.

        Raises:
            ReleaseError: it has no such column, none or one twice is named, or what was read is not what the release's
                hashes say.
        """
        known = [column.name for column in self.columns]
        wanted = list(known if columns is None else columns)
        for name in wanted:
            if name not in known:
                raise unknown("column", name, known, self.name)
        if not wanted or len(set(wanted)) < len(wanted):
            raise ReleaseError(f"{self.name}: name at least one column, and each once; without `columns` all are read.")
        return self.place.read(self, wanted)

    def to_pandas(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows as a pandas frame: counts stay whole numbers where some are unknown, dates are `datetime64`.

        Raises:
            ReleaseError: as `to_arrow`, or pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - for those who use it
        except ImportError as error:
            raise ReleaseError("pandas is not installed here: `pip install pandas`.") from error
        whole = {
            pa.bool_(): pd.BooleanDtype(),
            pa.int8(): pd.Int8Dtype(),
            pa.int16(): pd.Int16Dtype(),
            pa.int32(): pd.Int32Dtype(),
            pa.int64(): pd.Int64Dtype(),
        }
        return self.to_arrow(columns).to_pandas(types_mapper=whole.get, date_as_object=False, use_threads=False)

    def to_polars(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows as a Polars frame.

        Raises:
            ReleaseError: as `to_arrow`, or Polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - for those who use it
        except ImportError as error:
            raise ReleaseError("Polars is not installed here: `pip install polars`.") from error
        return cast("pl.DataFrame", pl.from_arrow(self.to_arrow(columns)))


class OpenedRelease:
    """A release that is open for reading; it stays the same one, whatever is published meanwhile."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._tables = {
            each.name: ReleaseTable(each.name, each.description, each.key, each.columns, place)
            for each in place.describe()
        }

    @property
    def release_id(self) -> str:
        """The release's id; empty for a DuckDB file that lies alone."""
        return self._place.release_id

    @property
    def is_verified(self) -> bool:
        """Whether what is read is compared with the release's hashes: not so for a DuckDB file that lies alone."""
        return self._place.is_verified

    @property
    def tables(self) -> tuple[ReleaseTable, ...]:
        """All tables, by name."""
        return tuple(self._tables[name] for name in sorted(self._tables))

    def table(self, name: str) -> ReleaseTable:
        """The table of that name.

        Raises:
            ReleaseError: there is none.
        """
        if name not in self._tables:
            raise unknown("table", name, sorted(self._tables), f"Release {self.release_id}".rstrip())
        return self._tables[name]

    def close(self) -> None:
        """Lets go of the file or the connections."""
        self._place.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<release {self.release_id or 'without an id'}, {len(self._tables)} tables>"


def open_release(place: str | Path | None = None, release: str = "latest") -> OpenedRelease:
    """Opens a release for reading.

    Args:
        place: a home (the folder that holds `warehouse/`), a release's own folder, a release's `.duckdb` file, or the
            address of `klantprofielen serve` or of a server that has a release's files; without it the home of the
            command line: the one that KLANTPROFIELEN_HOME names, else the project that one stands in, or the checkout.
        release: the id of a kept release, or the beginning of one in a home; `latest` is the published one.

    Raises:
        ReleaseError: there is no release there, or it is not what its hashes say.
    """
    if place is None:
        home = home_of()
        if not home.releases.is_dir():
            raise ReleaseError(
                "Which release? Name a folder, file or address: open_release('/srv/klantprofielen'). Without one it is "
                f"the home that KLANTPROFIELEN_HOME names, or else {home.path}: nothing is published there."
            )
        place = home.path
    text = str(place)
    if text.startswith(("http://", "https://")):
        return _opened(at_address(text, release))
    path = Path(place)
    try:
        with step("Opening the release"):
            if path.is_file():
                return _require(_opened(DuckDBFile(path)), release, path)
            if (path / MANIFEST).is_file():
                return _require(_opened(in_folder(path.resolve(), path)), release, path)
            return _opened(_in_home(Home(path), release))
    except (NotPublishedError, StorageError, FileInUseError, UnknownReleaseError) as error:
        raise ReleaseError(f"{path}: {error}") from error


def _opened(place: Place) -> OpenedRelease:
    try:
        return OpenedRelease(place)
    except BaseException:
        place.close()
        raise


def _in_home(home: Home, release: str) -> Files:
    if not home.releases.is_dir():
        raise ReleaseError(
            f"{home.path} is no release: expected is a folder with warehouse/ in it, a release's own folder (with "
            f"{MANIFEST}), a .duckdb file, or an address that begins with http:// or https://."
        )
    wanted = current_id(home) if release == "latest" else find(home, release).release_id
    if wanted is None:
        raise ReleaseError(
            f"{home.path}: nothing is published there; kept are {', '.join(list_folders(home)) or 'none'}."
        )
    folder = home.releases / wanted
    return in_folder(folder, folder)


def _require(opened: OpenedRelease, release: str, path: Path) -> OpenedRelease:
    """The one release that lies there, if it is the one that is asked for."""
    if release not in {"latest", opened.release_id}:
        opened.close()
        raise ReleaseError(f"{path} is release {opened.release_id or 'without an id'}, not {release}.")
    return opened
