"""The version, where every room may read it: importing the package itself would reach up to the scripting interface."""

__version__ = "0.1.0"
