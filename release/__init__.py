"""What a release is made of: the wheel, the versions that it was tested with, and wheels for computers without PyPI."""
