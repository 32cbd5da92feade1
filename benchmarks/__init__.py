"""What is timed, on generated folders of growing size, against what it replaces."""
