"""Before a project is open: the start page and the steps to a new project."""
