"""Opens the Spark session, or says what is missing for one."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from klantprofielen.storage import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

# So many documents come to a reading process at a time: their bytes are in memory at once.
_DOCUMENTS_AT_A_TIME = 16


class SparkMissingError(Exception):
    """Spark can't be started here; the message says what to install."""


def open_session() -> SparkSession:
    """The session that this process was submitted to, or one on this machine.

    Raises:
        SparkMissingError: pyspark or Java is not installed.
    """
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 - the extra may be missing
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise SparkMissingError(
            "Apache Spark is not installed in this environment: pip install 'klantprofielen[spark]', or `make spark` "
            "and spark/.venv/bin/klantprofielen. See docs/scaling.md."
        ) from error
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise SparkMissingError("Apache Spark needs Java 17: apt-get install openjdk-17-jre-headless.")
    # Spark's own Python processes are of this environment, unless whoever submits says of which (docs/scaling.md).
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.appName("klantprofielen extract")
        # Moments are UTC and say no time zone, as in DuckDB.
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .config("spark.sql.session.timeZone", "UTC")
        # A load's id is text, whatever it looks like.
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(_DOCUMENTS_AT_A_TIME))
        .config("spark.ui.enabled", "false")
    )
    try:
        session: SparkSession = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkMissingError(
            f"Apache Spark does not start ({error}); it needs Java 17 (docs/scaling.md)."
        ) from error
    return session


@contextmanager
def spark_step(name: str) -> Iterator[None]:
    """Runs a step of Spark's; what a machine or a file system of the cluster answers becomes a StorageError.

    Raises:
        StorageError: with the name of the step.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 - comes with the extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        # Java's own message; the rest, some hundred lines, is in Spark's log.
        told = getattr(error, "java_exception", None)
        message = str(told.getMessage() if told is not None else error).strip().partition("\n")[0]
        raise StorageError(name, f"Spark says: {message} Nothing of this run is kept; run it again.") from error
