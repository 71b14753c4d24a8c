"""The command line: one file per verb in `verbs/`; what they share is here."""
