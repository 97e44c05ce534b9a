"""One module for each question: metrics and stats become a frozen Answer."""
