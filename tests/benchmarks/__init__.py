"""What the desk costs against the floor that it stands on; run by `python -m tests.benchmarks`."""
