"""What happens to a built report in people's hands: it is read again, however it was edited, and held to the data."""
