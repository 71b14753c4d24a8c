"""Labels to and from other programs: what would happen is shown before anything happens."""
