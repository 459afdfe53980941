"""Our tabs of a spreadsheet written anew, in one batch, around what people have on them."""
