"""The content controls of our own reports: what each says, checked and brought up to the data."""
