"""Shapes on an image as plain data, and what can be worked out from them without knowing the project."""
