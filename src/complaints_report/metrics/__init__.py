"""What is counted, and the one table of figures."""
