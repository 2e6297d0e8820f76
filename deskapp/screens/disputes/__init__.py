"""The register of disputes on the screen: its list, the open file, and the boxes of its steps."""
