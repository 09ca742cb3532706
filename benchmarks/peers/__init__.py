"""What complaints-report is measured against: each a script of its own, run as a whole process."""
