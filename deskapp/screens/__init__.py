"""One screen per duty, each with its stylesheet beside it."""
