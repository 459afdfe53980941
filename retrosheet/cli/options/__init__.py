"""What people type on a command line, understood: plans, days, languages, paths."""
