"""Paper: one layout, set as PDF, plain text and preview, and the print queue."""
