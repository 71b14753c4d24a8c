"""Everything that changes a project, one file per noun."""
