"""The Data room: gallery, filters, selection, inspector, import and export."""
