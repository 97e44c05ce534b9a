"""A file from outside becomes rows that can be trusted, or a sentence that says why not."""
