"""The Label room of projects about whole images."""
