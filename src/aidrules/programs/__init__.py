"""The rule modules, one file per programme."""
