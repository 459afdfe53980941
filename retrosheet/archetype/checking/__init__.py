"""What must hold across a file once its values are read."""
