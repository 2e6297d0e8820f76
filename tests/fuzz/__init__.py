"""A fuzzer over importers and parsers, led by what of the program each input reaches; run it by hand."""
