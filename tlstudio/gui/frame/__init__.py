"""What stands around the workspaces: rail, header, status line, search, shortcut sheet, menus."""
