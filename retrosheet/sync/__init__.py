"""Reading a workbook back: what people did, what is late, and what to say about it."""
