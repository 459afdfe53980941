"""YAML files as trees that know their lines, and values read from them by their shapes."""
