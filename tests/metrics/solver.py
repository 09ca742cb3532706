"""The least and the most that each hidden whole number can be, by all the sums and shares that are printed."""
