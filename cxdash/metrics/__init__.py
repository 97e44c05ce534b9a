"""What is measured, and how a question becomes a query."""

import pandas as pd

# Frames here are small: words as Python's own cost a third less than Arrow's, which pay from
# some thousand rows on.
pd.options.mode.string_storage = "python"
