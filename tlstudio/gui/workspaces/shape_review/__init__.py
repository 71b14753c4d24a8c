"""The Review room of projects about shapes: pages of cut-outs."""
