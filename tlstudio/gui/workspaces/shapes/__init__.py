"""The Label room of projects about shapes."""
