"""An open project: run(command), undo, redo, read, on_changes."""
