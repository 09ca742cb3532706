"""What was found, as people are told it: text, JSON and comments in the document."""
