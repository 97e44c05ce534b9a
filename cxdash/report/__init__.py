"""Answers become the review pack."""
