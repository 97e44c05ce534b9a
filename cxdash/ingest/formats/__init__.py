"""Known export formats: one module describes one."""
