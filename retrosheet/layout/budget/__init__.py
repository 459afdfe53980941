"""The budget: what each line was to cost, and costs."""
