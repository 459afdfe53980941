"""A damaged workbook of ours: what is wrong with it, and what of that can be proven and mended."""
