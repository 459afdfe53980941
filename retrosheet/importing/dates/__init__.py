"""What people write of days, lengths and moments, understood."""
