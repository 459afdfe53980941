"""The targets, what was reached of them, and what follows."""
