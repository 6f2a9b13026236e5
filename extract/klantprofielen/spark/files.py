"""Files of any file system that Hadoop knows (a disk, HDFS, an object store): whether they are there, and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ENDINGS = "*.{[pP][dD][fF],[tT][xX][tT]}"
_LOCAL = "file:"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that is known by its content.

    Attributes:
        path: as Spark names it.
        sha256: of its bytes; None for one that is larger than what is opened.
    """

    path: str
    byte_count: int
    sha256: str | None

    @property
    def address(self) -> str:
        """Where it was found: a file of this machine without `file:`."""
        return self.path.removeprefix(_LOCAL)

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return self.path.rpartition("/")[2]


class Files:
    """The file systems that a session reaches."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self._hadoop: Any = session.sparkContext._jvm.org.apache.hadoop

    def exists(self, address: str) -> bool:
        """Whether there is a file or folder."""
        path, system = self._located(address)
        return bool(system.exists(path))

    def delete(self, address: str) -> None:
        """Removes a folder with all that is in it, if it is there."""
        path, system = self._located(address)
        system.delete(path, True)

    def find(self, addresses: Iterable[str], most_bytes: int) -> Iterator[FoundDocument]:
        """The files among the addresses, and the PDFs and transcripts in the folders among them, hashed, sorted.

        Hidden files, whose name begins with a dot or an underscore, are not looked at: Spark leaves them out.

        Raises:
            FileNotFoundError: there is no such file or folder.
        """
        found: dict[str, FoundDocument] = {}
        for address in addresses:
            path, system = self._located(address)
            if not system.exists(path):
                raise FileNotFoundError(f"{address}: no such file or folder")
            is_folder = bool(system.getFileStatus(path).isDirectory())
            files = self._files([address], endings=_ENDINGS if is_folder else None)
            large = files.where(f"length > {most_bytes}").selectExpr("path", "length", "cast(null as string)")
            small = files.where(f"length <= {most_bytes}").selectExpr("path", "length", "sha2(content, 256)")
            rows = sorted(tuple(row) for row in large.union(small).toLocalIterator())
            for row in rows:
                found.setdefault(row[0], FoundDocument(*row))
        return iter(found.values())

    def contents(self, documents: Iterable[FoundDocument]) -> DataFrame:
        """The documents with their bytes: `address`, `sha256`, `content`."""
        files = self._files([document.path for document in documents], endings=None)
        # Hashed anew: what changed meanwhile is what it is now.
        return files.selectExpr(
            f"regexp_replace(path, '^{_LOCAL}', '') as address", "sha2(content, 256) as sha256", "content"
        )

    def _files(self, addresses: list[str], *, endings: str | None) -> DataFrame:
        reading = self._session.read.format("binaryFile").option("recursiveFileLookup", "true")
        if endings:
            reading = reading.option("pathGlobFilter", endings)
        return reading.load([_as_it_is(address) for address in addresses])

    def _located(self, address: str) -> tuple[Any, Any]:
        path = self._hadoop.fs.Path(address)
        return path, path.getFileSystem(self._session.sparkContext._jsc.hadoopConfiguration())


def _as_it_is(address: str) -> str:
    """The address with what would be a pattern to Hadoop ('[1].pdf') taken literally."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", address)
