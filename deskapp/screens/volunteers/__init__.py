"""The screens of the volunteers: their pages, and what is opened from them."""
