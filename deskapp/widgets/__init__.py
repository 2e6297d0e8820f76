"""Reusable pieces of screen: attributes go down, messages go up."""
