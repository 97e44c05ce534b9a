"""What is kept: uploads, registers and the warehouse. The only place that talks to DuckDB."""
