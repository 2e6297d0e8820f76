"""Field work: what is found, done and looked for outside of the room."""
