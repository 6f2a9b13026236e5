// The part of DuckDB that speaks with its worker.
export { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm/dist/duckdb-browser.mjs";
