"""The engines that the SQL reader is compared on: tables in, the rows of a statement out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeAlias

import duckdb
from batch.registers import Tables

Rows: TypeAlias = list[tuple[Any, ...]]
Engine: TypeAlias = Callable[[Tables, list[str]], list[Rows]]
"""Runs some statements over some tables, and gives the rows of each."""
POSTGRES = "AIDRULES_POSTGRES"
"""The environment variable that says how the PostgreSQL server is reached."""


def in_duckdb(tables: Tables, statements: list[str]) -> list[Rows]:
    """DuckDB, embedded, on one thread."""
    connection = duckdb.connect(config={"threads": 1})
    try:
        for name, table in tables.items():
            connection.register(name, table)
        return [connection.execute(statement).fetchall() for statement in statements]
    finally:
        connection.close()


def in_postgres(tables: Tables, statements: list[str]) -> list[Rows]:
    """A PostgreSQL server, in a transaction that is never kept."""
    import psycopg

    types = {"bool": "boolean", "date32[day]": "date", "int64": "bigint", "string": "text"}
    with psycopg.connect(os.environ[POSTGRES]) as connection:
        connection.execute("SET LOCAL enable_nestloop = off")
        connection.execute("SET LOCAL jit = off")  # compiling takes longer than these few rows
        for name, table in tables.items():
            columns = ", ".join(f'"{field.name}" {types[str(field.type)]}' for field in table.schema)
            connection.execute(f'CREATE TEMP TABLE "{name}" ({columns}) ON COMMIT DROP')
            with connection.cursor().copy(f'COPY "{name}" FROM STDIN') as copy:
                for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                    copy.write_row(row)
            connection.execute(f'ANALYZE "{name}"')
        return [connection.execute(statement).fetchall() for statement in statements]


class Spark:
    """Spark on this machine alone; its session is kept for all the tests of a run."""

    def __init__(self, folder: str) -> None:
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # its workers are of the same Python
        builder = SparkSession.builder.master("local[1]").appName("aidrules")
        for name, value in {
            "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.sql.warehouse.dir": folder,
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "4g",
            "spark.buffer.pageSize": "1m",  # a page of each join and sum: of these few rows 64 MB hold no more
        }.items():  # fmt: skip
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()

    def __call__(self, tables: Tables, statements: list[str]) -> list[Rows]:
        for name, frame in self.frames(tables).items():
            frame.createOrReplaceTempView(name)
        return [[tuple(row) for row in self.session.sql(statement).collect()] for statement in statements]

    def frames(self, tables: Tables) -> dict[str, Any]:
        """The same tables as frames."""
        return {name: self.session.createDataFrame(table) for name, table in tables.items()}
