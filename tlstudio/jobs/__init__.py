"""Runs as folders: the spec, the typed diary, the request file, the child process. Standard library only."""
