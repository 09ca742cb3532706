"""What a record may hold: its fields, and the names, days and coded values of its cells."""
