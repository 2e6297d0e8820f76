"""What the desk knows: codes, states, guards, values and pure functions."""
