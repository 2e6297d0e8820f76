"""Schema steps, shipped with the program; `migrate` brings a file to the newest one."""
