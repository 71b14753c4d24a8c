"""Abilities of the room, one file each with a `PART` class (see `part`)."""
