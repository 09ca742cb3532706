"""What settings an export suggests, for `init`."""
