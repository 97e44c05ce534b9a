"""What is measured, and how a question becomes a query."""
