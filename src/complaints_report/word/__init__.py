"""A report's blocks written as a Word file, in the styles of a template."""
