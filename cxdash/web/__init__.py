"""The only part that knows Streamlit: frame, filters, cards and drill-down."""
