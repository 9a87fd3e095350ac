"""The version, where it can be read without the metadata of the installation, whose reader takes longer than `--help`."""

VERSION = "0.1.0"
"""That of ``pyproject.toml``; a test holds the two together."""
