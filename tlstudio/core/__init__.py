"""The words of the program as plain data: no Qt, no torch, no SQL."""
