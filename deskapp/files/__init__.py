"""Import and export: JSON, CSV and Excel."""
