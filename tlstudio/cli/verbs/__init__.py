"""One file per verb, each with a CARD and `run` (or `app` where it has verbs of its own)."""
