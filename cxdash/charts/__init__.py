"""Frames in, Vega-Lite out. The only place that draws."""
