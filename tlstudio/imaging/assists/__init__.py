"""Classical helpers for drawing outlines: pixels of a picture in, pixels of an object or a path out; no network needed.

One file per helper. Each works on the part of the picture that matters, reduced where it is large, and decides anew at
full resolution along the border, so that pictures of 24 megapixels answer while the hand moves.
"""
