"""Request in, page out; by group of pages."""
